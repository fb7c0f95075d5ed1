import { type IamPolicy, iamPolicy as policyOf } from './check';
import { oneOf } from './check/one-of';
import { flag, is, type Members, vetMembers } from './check/vet-members';
import type { Report } from './model/report';
import type { RenderOptions } from './report/render-options';
import { FORMATS, type Format, render as renderReport } from './report/renderers';
import { vetReport } from './report/vet-report';

const number = is('a number above 0', (value) => typeof value === 'number' && value > 0);
const seconds = is('a number of seconds', (value) => typeof value === 'number' && value >= 0);

const RENDER_OPTIONS: Members<RenderOptions> = { color: flag, width: number, seconds, verbose: flag };

/**
 * Renders a report document, with a line break at the end. Throws an InputError or a TypeError that names the argument
 * or the option that is wrong.
 */
export function render(report: Report, format: Format, options: RenderOptions = {}): string {
  vetMembers(options, RENDER_OPTIONS, 'render');
  return renderReport(vetReport(report, 'report'), oneOf(FORMATS, format, 'format', 'render'), options);
}

/** What of the policy is asked for. */
export interface PolicyOptions {
  /** Only what no check can do without. */
  readonly requiredOnly?: boolean;
}

/** The least policy that a check needs; every action in it is a read. Throws a TypeError for a wrong option. */
export function iamPolicy(options: PolicyOptions = {}): IamPolicy {
  vetMembers(options, { requiredOnly: flag }, 'iamPolicy');
  return policyOf(options);
}
