import { FAIL_LEVELS } from '../../model/fail-level';
import { CATEGORIES } from '../../model/report';
import { SHELLS } from '../../model/shell';
import { FORMATS } from '../../report/renderers';
import { readDuration } from '../read-duration';
import type { WantedText } from './read-text';

/** What an option of the configuration takes, and what it is on the command line. */
export interface ConfigOption extends WantedText {
  /** As commander calls it. */
  readonly key: string;
  /** `negated`: commander's value is the other way round. */
  readonly takes: 'text' | 'texts' | 'flag' | 'negated';
}

function choice(choices: readonly string[]): WantedText {
  const wants = `one of ${choices.join(', ')}`;
  return { wants, fits: (text) => choices.includes(text) };
}

const DURATION: WantedText = {
  wants: 'a duration such as 90s, 5m or 1h',
  fits: (text) => {
    try {
      readDuration(text, '');
      return true;
    } catch {
      return false;
    }
  },
};

const FORMAT: WantedText = {
  wants: `one of ${FORMATS.join(', ')}, or one with a file such as json=drift.json`,
  fits: (text) => {
    const [, format = '', file] = /^([^=]*)(=.+)?$/s.exec(text) ?? [];
    return FORMATS.some((known) => known === format) && (file !== undefined || !text.includes('='));
  },
};

/** By the option's long name. Not among them: what ends the command (`help`), and what names the configuration itself. */
export const CONFIG_OPTIONS: ReadonlyMap<string, ConfigOption> = new Map<string, ConfigOption>([
  ['app', { key: 'app', takes: 'text' }],
  ['template', { key: 'template', takes: 'text' }],
  ['stack-name', { key: 'stackName', takes: 'text' }],
  ['stacks', { key: 'stacks', takes: 'texts' }],
  ['parameter', { key: 'parameter', takes: 'texts', wants: 'KEY=VALUE', fits: (text) => /^[A-Za-z0-9]+=/.test(text) }],
  ['region', { key: 'region', takes: 'text' }],
  ['profile', { key: 'profile', takes: 'text' }],
  ['no-lookup-role', { key: 'lookupRole', takes: 'negated' }],
  ['only', { key: 'only', takes: 'texts', ...choice(CATEGORIES) }],
  ['declared-only', { key: 'declaredOnly', takes: 'flag' }],
  ['fail-on', { key: 'failOn', takes: 'text', ...choice(FAIL_LEVELS) }],
  ['compare-to', { key: 'compareTo', takes: 'text' }],
  ['allow-empty', { key: 'allowEmpty', takes: 'flag' }],
  ['unmanaged', { key: 'unmanaged', takes: 'flag' }],
  ['thorough', { key: 'thorough', takes: 'flag' }],
  ['wait', { key: 'wait', takes: 'text', ...DURATION }],
  ['timeout', { key: 'timeout', takes: 'text', ...DURATION }],
  ['strict-ignores', { key: 'strictIgnores', takes: 'flag' }],
  ['shell', { key: 'shell', takes: 'text', ...choice(SHELLS) }],
  ['format', { key: 'format', takes: 'texts', ...FORMAT }],
  ['verbose', { key: 'verbose', takes: 'flag' }],
  ['quiet', { key: 'quiet', takes: 'flag' }],
  ['no-color', { key: 'color', takes: 'negated' }],
]);

/**
 * Options that the command line alone may have, and why. A configuration file can come with a change under review,
 * whose author must not decide them.
 */
export const COMMAND_LINE_ONLY: ReadonlyMap<string, string> = new Map([
  ['role-arn', 'a role is assumed only if --role-arn is given on the command line'],
  ['show-values', 'masked values are shown only if --show-values is given on the command line'],
]);
