import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { IgnoreRule } from '../check';
import { InputError } from '../model/errors';
import { bareObject } from '../model/json';
import { COMMAND_LINE_ONLY, CONFIG_OPTIONS } from './config/config-options';
import { ConfigProblems } from './config/config-problems';
import { parseConfig } from './config/parse-config';
import { readConfigText } from './config/read-config-text';
import { readOption } from './config/read-option';
import { readRules } from './config/read-rules';
import { readText } from './config/read-text';
import { tellUnknown } from './config/tell-unknown';

/** What a configuration file says. */
export interface Config {
  /** As it was named, for messages. */
  readonly file: string;
  readonly rules: readonly IgnoreRule[];
  /** Defaults for the options of the command line. */
  readonly options: ConfigOptions;
}

/** Defaults by the names that the command line's own options have, with the values that it would give them. */
export interface ConfigOptions {
  readonly app?: string;
  readonly template?: string;
  readonly stackName?: string;
  /** What STACK arguments would say. */
  readonly stacks?: readonly string[];
  readonly parameter?: readonly string[];
  readonly region?: string;
  readonly profile?: string;
  /** False for `no-lookup-role: true`. */
  readonly lookupRole?: boolean;
  readonly only?: readonly string[];
  readonly declaredOnly?: boolean;
  readonly failOn?: string;
  readonly compareTo?: string;
  readonly allowEmpty?: boolean;
  readonly unmanaged?: boolean;
  readonly thorough?: boolean;
  readonly wait?: string;
  readonly timeout?: string;
  readonly strictIgnores?: boolean;
  readonly shell?: string;
  readonly format?: readonly string[];
  readonly verbose?: boolean;
  readonly quiet?: boolean;
  /** False for `no-color: true`. */
  readonly color?: boolean;
}

const DEFAULT_FILE = '.ecs-drift.yaml';
/** What it may have been meant to be; unread, its rules would be missing without a word. */
const MISTAKEN_FILE = '.ecs-drift.yml';
const IGNORE = 'ignore';
/** Editors look it up; it says nothing to us. */
const SCHEMA = '$schema';

/**
 * Reads the configuration: the named file, else `.ecs-drift.yaml` in the working directory where there is one.
 * @throws InputError with a line for each mistake in it, where the named file cannot be read, and where only
 * `.ecs-drift.yml` is there
 */
export function readConfig(path: string | undefined, cwd: string): Config | undefined {
  const file = path ?? DEFAULT_FILE;
  const text = readConfigText(resolve(cwd, file), file);
  if (text === undefined) {
    if (path === undefined) return refuseMistaken(cwd);
    throw new InputError(`--config ${file}: there is no such file; correct the name or leave it out`);
  }
  const problems = new ConfigProblems(file);
  const config = parseConfig(text, problems);
  const rules: IgnoreRule[] = [];
  const options = bareObject<string | string[] | boolean>();
  if (config !== undefined) {
    tellUnknown(config, [IGNORE, SCHEMA, ...CONFIG_OPTIONS.keys(), ...COMMAND_LINE_ONLY.keys()], '', problems);
    for (const [name, { at, value: node }] of config.entries) {
      const reason = COMMAND_LINE_ONLY.get(name);
      if (reason !== undefined) problems.add(at, name, `a configuration file cannot set it: ${reason}; remove it here`);
      if (name === IGNORE) rules.push(...readRules(node, problems));
      if (name === SCHEMA) readText(node, name, {}, problems);
      const option = CONFIG_OPTIONS.get(name);
      if (option === undefined) continue;
      const value = readOption(name, option, node, problems);
      if (value !== undefined) options[option.key] = value;
    }
  }
  if (!problems.isEmpty) throw problems.toError();
  return { file, rules, options: { ...options } };
}

/**
 * The default configuration beside the code that is checked, if that is not the one of the working directory: nothing
 * reads it, and whoever wrote its rules expects that something does.
 */
export function findUnreadConfig(code: string, cwd: string): string | undefined {
  const files = [join(code, DEFAULT_FILE), join(dirname(code), DEFAULT_FILE)];
  return files.find((file) => resolve(cwd, file) !== resolve(cwd, DEFAULT_FILE) && existsSync(resolve(cwd, file)));
}

function refuseMistaken(cwd: string): undefined {
  if (!existsSync(resolve(cwd, MISTAKEN_FILE))) return undefined;
  throw new InputError(
    `${MISTAKEN_FILE}: is not read, the configuration is ${DEFAULT_FILE}; rename it, or name it by --config ${MISTAKEN_FILE}`,
  );
}
