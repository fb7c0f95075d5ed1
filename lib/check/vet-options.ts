import { contradictionIn } from '../model/contradictions';
import { InputError } from '../model/errors';
import { FAIL_LEVELS } from '../model/fail-level';
import { oneOf } from '../model/one-of';
import { CATEGORIES, isDay } from '../model/report';
import { ROLE_ARN } from '../model/role-arn';
import { SHELLS } from '../model/shell';
import type { CheckOptions } from './options';
import { callback, flag, is, isRecord, listOf, type Members, milliseconds, text, vetMembers } from './vet-members';

const isText = (value: unknown): boolean => typeof value === 'string';

function choice(choices: readonly string[], noun: string) {
  return is<string>('a text', isText, (value, name) => void oneOf(choices, value, noun, name));
}

const roleArn = is<string>('a text', isText, (value, name) => {
  if (!ROLE_ARN.test(value)) throw new InputError(`${name}: takes the ARN of an IAM role, met '${value}'`);
});

const day = is<string>('a text', isText, (value, name) => {
  if (!isDay(value)) throw new InputError(`${name}: takes a day such as 2027-01-31, met '${value}'`);
});

/** What the properties and the reason of a rule say is judged with all other rules. */
const rule = is<Record<string, unknown>>('an object with property, reason and source', isRecord, (value, name) => {
  for (const member of ['property', 'reason', 'source', 'stack', 'service', 'expires']) {
    const given = value[member];
    const optional = member === 'stack' || member === 'service' || member === 'expires';
    if (!isText(given) && !(optional && given === undefined)) {
      throw new TypeError(`${name}.${member}: takes a text, met ${String(given)}`);
    }
  }
});

const parameters = is<object>('an object of texts', isRecord, (values, name) => {
  for (const [key, value] of Object.entries(values)) {
    if (!isText(value)) throw new TypeError(`${name}: ${key} takes a text, met ${String(value)}`);
  }
});

const environment = is<object>('an object of texts', isRecord, (values, name) => {
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined && !isText(value))
      throw new TypeError(`${name}: ${key} takes a text, met ${String(value)}`);
  }
});

const OPTIONS: Members<CheckOptions> = {
  app: text,
  template: text,
  stackName: text,
  stacks: listOf('names and globs', text),
  parameters,
  region: text,
  profile: text,
  roleArn,
  noLookupRole: flag,
  only: listOf('categories', choice(CATEGORIES, 'category')),
  ignore: listOf('property paths', text),
  rules: listOf('rules', rule),
  today: day,
  declaredOnly: flag,
  failOn: choice(FAIL_LEVELS, 'level'),
  strictIgnores: flag,
  showValues: flag,
  shell: choice(SHELLS, 'shell'),
  allowEmpty: flag,
  unmanaged: flag,
  thorough: flag,
  compareTo: (value, name) => {
    const { vetReport } = require('../report/vet-report') as typeof import('../report/vet-report');
    vetReport(value, name);
  },
  waitMilliseconds: milliseconds,
  timeoutMilliseconds: milliseconds,
  pollMilliseconds: milliseconds,
  workingDirectory: text,
  environment,
  signal: is('an AbortSignal', (value) => isRecord(value) && typeof value.addEventListener === 'function'),
  onProgress: callback,
};

/** Throws a TypeError or an InputError for an option that is wrong: left out or misread, it could pass what it should not. */
export function vetOptions(options: CheckOptions): void {
  vetMembers(options, OPTIONS, 'checkDrift');
  const contradiction = contradictionIn(options, (name) => name);
  if (contradiction !== undefined) throw new InputError(contradiction);
}
