import { isObject, member } from '../model/json';
import type { CodeIgnoreRule } from '../model/local-stack';
import { isDay } from '../model/report';
import type { IgnoreEntry, StackMetadata } from './stack-metadata';

const MEMBERS = ['property', 'reason', 'expires'];

/** The ignore rules of a stack's code; what is no rule is left out and reported, one line each. */
export function readIgnoreRules(
  metadata: StackMetadata,
  workingDirectory: string,
  report: (problem: string) => void,
): CodeIgnoreRule[] {
  return metadata.ignoreEntries(workingDirectory).flatMap((entry) => {
    const { constructPath, source } = entry;
    const rule = readRule(entry);
    if (typeof rule === 'object') return [rule];
    const where = source === undefined ? '' : ` (${source.file}:${source.line})`;
    report(`ignore rule of construct ${constructPath}${where}: ${rule}; nothing is ignored by it`);
    return [];
  });
}

/** The rule, or in words why it is none. */
function readRule({ constructPath, data, source }: IgnoreEntry): CodeIgnoreRule | string {
  if (!isObject(data)) return 'it has to be an object with property and reason';
  const property = member(data, 'property');
  const reason = member(data, 'reason');
  const expires = member(data, 'expires');
  if (!isText(property)) return 'its property has to be a property path such as DesiredCount or Tags[team]';
  if (!isText(reason)) return `it has no reason for ignoring ${property}: say why`;
  if (expires !== undefined && !(isText(expires) && isDay(expires))) {
    return `its expires is ${JSON.stringify(expires)}, and has to be a day such as 2027-01-31`;
  }
  // A member that is not understood may narrow what the rule covers.
  const unknown = Object.keys(data).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined) return `it has a member ${unknown} that is not known: known are ${MEMBERS.join(', ')}`;
  const place = source === undefined ? constructPath : `${source.file}:${source.line}`;
  return { constructPath, property, reason, expires, source: place };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
