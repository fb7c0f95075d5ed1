import type { Report } from '../../model/report';
import { describeVerdict } from '../words/describe-verdict';
import type { TextStyle } from './text-style';

/** The first line: what happened, in counts, and how long the check took. */
export function renderVerdict(report: Report, seconds: number | undefined, { colors }: TextStyle): string {
  const { tone, headline, counts } = describeVerdict(report);
  const paint = { good: colors.green, unsure: colors.yellow, bad: colors.red }[tone];
  const time = seconds === undefined ? '' : colors.dim(` (${seconds.toFixed(1)} s)`);
  return `${paint(colors.bold(headline))}${counts === '' ? '' : `: ${counts}`}${time}`;
}
