import type { Report, UnmanagedService } from '../../model/report';
import { countOf } from '../words/count-of';
import { inlineCode } from './inline-code';
import { type Noun, RANK, type Section } from './section';

/** What the report tells beside its stacks: notices, what is resolved, what no stack owns. */
export function runSections({ notices, resolved = [], unmanaged = [] }: Report): Section[] {
  const resolvedCount = countOf(resolved.length, 'difference');
  const unmanagedCount = countOf(unmanaged.length, 'service');
  return [
    listSection('<h3>Notices</h3>\n', '', 'notice', RANK.notice, notices, ({ text }) => inlineCode(text)),
    listSection(
      `<details><summary>Resolved since the earlier report: ${resolvedCount}</summary>\n`,
      '</details>\n',
      'resolved difference',
      RANK.resolved,
      resolved,
      ({ serviceArn, path }) => `${inlineCode(path)} of ${inlineCode(serviceArn)}`,
    ),
    listSection(
      `<details><summary>Unmanaged: ${unmanagedCount} of the checked clusters that no stack owns</summary>\n`,
      '</details>\n',
      'unmanaged service',
      RANK.unmanaged,
      unmanaged,
      describeUnmanaged,
    ),
  ].flat();
}

function listSection<T>(
  open: string,
  close: string,
  noun: Noun,
  rank: number,
  entries: readonly T[],
  describe: (entry: T) => string,
): Section[] {
  if (entries.length === 0) return [];
  const items = entries.map((entry) => ({ rank, noun, write: () => `<li>${describe(entry)}</li>\n` }));
  return [{ open: `\n${open}<ul>\n`, close: `</ul>\n${close}`, items }];
}

function describeUnmanaged({ serviceArn, createdBy, createdAt }: UnmanagedService): string {
  const by = createdBy === undefined ? 'creator not known' : `created by ${inlineCode(createdBy)}`;
  return `${inlineCode(serviceArn)}: ${by}${createdAt === undefined ? '' : ` at ${inlineCode(createdAt)}`}`;
}
