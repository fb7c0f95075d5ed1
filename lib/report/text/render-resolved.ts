import type { Report } from '../../model/report';
import { escapeText } from '../escape';
import { countOf } from '../words/count-of';
import type { TextStyle } from './text-style';

/** What an earlier report had and this one has not; nothing where no earlier one was given. */
export function renderResolved({ resolved = [] }: Report, { colors }: TextStyle): string[] {
  if (resolved.length === 0) return [];
  const heading = `${colors.bold('Resolved')}: ${countOf(resolved.length, 'difference')} of the earlier report`;
  const lines = resolved.map(({ serviceArn, path }) => `  ${escapeText(path)} of ${escapeText(serviceArn)}`);
  return [[heading, ...lines].join('\n')];
}
