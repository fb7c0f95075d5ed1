import { oneOf } from '../model/one-of';
import type { Report } from '../model/report';
import type { RenderOptions } from '../report/render-options';
import { FORMATS, type Format, render as renderVetted } from '../report/renderers';
import { flag, is, type Members, vetMembers } from './vet-members';

const number = is('a number above 0', (value) => typeof value === 'number' && value > 0);
const seconds = is('a number of seconds', (value) => typeof value === 'number' && value >= 0);

const OPTIONS: Members<RenderOptions> = { color: flag, width: number, seconds, verbose: flag };

/**
 * Renders a report document, with a line break at the end. Throws an InputError or a TypeError that names the argument
 * or the option that is wrong.
 */
export function render(report: Report, format: Format, options: RenderOptions = {}): string {
  vetMembers(options, OPTIONS, 'render');
  const { vetReport } = require('../report/vet-report') as typeof import('../report/vet-report');
  return renderVetted(vetReport(report, 'report'), oneOf(FORMATS, format, 'format', 'render'), options);
}
