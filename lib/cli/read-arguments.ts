import { join } from 'node:path';
import type { CheckOptions } from '../check';
import { contradictionIn, type SourceOptions } from '../model/contradictions';
import { InputError } from '../model/errors';
import { FAIL_LEVELS } from '../model/fail-level';
import { oneOf } from '../model/one-of';
import { CATEGORIES, type Category } from '../model/report';
import { ROLE_ARN } from '../model/role-arn';
import { SHELLS } from '../model/shell';
import { createCommand, type RawOptions } from './create-command';
import { defaultsFor, type GivenOptions } from './defaults-for';
import { parseCommand } from './parse-command';
import type { Config } from './read-config';
import { readDuration } from './read-duration';
import { readFormats } from './read-formats';
import type { ReportTarget } from './report-target';

/** What a command line asks for. */
export type Arguments =
  | { readonly kind: 'print'; readonly text: string }
  | {
      readonly kind: 'check';
      readonly check: CheckOptions;
      readonly targets: readonly ReportTarget[];
      /** Files and directories that the run reads, as far as the command line and the configuration tell. */
      readonly inputs: readonly string[];
      /** The configuration was named; else it is the one of the working directory, if there is one. */
      readonly isConfigNamed: boolean;
      /** The file of an earlier report. */
      readonly compareTo?: string;
      readonly verbose: boolean;
      readonly quiet: boolean;
      readonly color: boolean;
    };

/** The config file that was named, else the default one; undefined where there is none. */
export type ConfigLoader = (file: string | undefined) => Config | undefined;

/** What the CDK's own configuration is read from. */
const OWN_INPUTS = ['cdk.json', 'cdk.context.json'];

const HINT = 'see ecs-drift --help';

/** Reads and checks a command line; throws an InputError with one line for what is wrong with it. */
export function readArguments(argv: readonly string[], loadConfig: ConfigLoader): Arguments {
  const parsed = parseCommand(createCommand(), argv);
  if (parsed.kind === 'print') return parsed;
  const [first, ...rest] = parsed.operands;
  if (first === 'render' || first === 'iam-policy') {
    throw new InputError(`write '${first}' first: ecs-drift ${first} …; ${HINT}`);
  }
  const given = parsed.options as GivenOptions;
  const stacks = first === 'check' ? rest : parsed.operands;
  rejectEmpty(given, stacks);
  const config = loadConfig(given.config);
  const { stacks: usual = [], ...defaults } = config === undefined ? {} : defaultsFor(given, stacks, config.options);
  const lists = { parameter: [], format: [], only: [], ignore: [] };
  const raw = { ...lists, lookupRole: true, color: true, ...defaults, ...given };
  return toArguments(raw, stacks.length > 0 ? stacks : usual, config);
}

function toArguments(raw: RawOptions, stacks: readonly string[], config: Config | undefined): Arguments {
  const check = { ...toCheckOptions(raw, stacks), rules: config?.rules ?? [] };
  rejectContradictions(raw, check);
  const manifest = raw.app === undefined ? undefined : join(raw.app, 'manifest.json');
  return {
    kind: 'check',
    check,
    inputs: [...OWN_INPUTS, config?.file, manifest, raw.template, raw.compareTo].filter((file) => file !== undefined),
    isConfigNamed: raw.config !== undefined,
    compareTo: raw.compareTo,
    targets: readFormats(raw.format),
    verbose: raw.verbose === true,
    quiet: raw.quiet === true,
    color: raw.color,
  };
}

function toCheckOptions(raw: RawOptions, stacks: readonly string[]): CheckOptions {
  return {
    app: raw.app,
    template: raw.template,
    stackName: raw.stackName,
    stacks: [...stacks],
    parameters: readParameters(raw.parameter),
    region: raw.region,
    profile: raw.profile,
    roleArn: raw.roleArn,
    noLookupRole: !raw.lookupRole,
    only: raw.only.map((name): Category => oneOf(CATEGORIES, name, 'category', '--only')),
    ignore: raw.ignore,
    declaredOnly: raw.declaredOnly === true,
    failOn: oneOf(FAIL_LEVELS, raw.failOn ?? 'drift', 'level', '--fail-on'),
    strictIgnores: raw.strictIgnores === true,
    showValues: raw.showValues === true,
    shell: raw.shell === undefined ? undefined : oneOf(SHELLS, raw.shell, 'shell', '--shell'),
    allowEmpty: raw.allowEmpty === true,
    unmanaged: raw.unmanaged === true,
    thorough: raw.thorough === true,
    waitMilliseconds: raw.wait === undefined ? undefined : readDuration(raw.wait, '--wait'),
    timeoutMilliseconds: raw.timeout === undefined ? undefined : readDuration(raw.timeout, '--timeout'),
  };
}

/** A forgotten value makes the next option the value; an unset shell variable makes it empty. */
function rejectEmpty(raw: Partial<RawOptions>, stacks: readonly string[]): void {
  const values: [string, readonly string[]][] = [
    ['--app', list(raw.app)],
    ['--template', list(raw.template)],
    ['--stack-name', list(raw.stackName)],
    ['--parameter', raw.parameter ?? []],
    ['--region', list(raw.region)],
    ['--profile', list(raw.profile)],
    ['--role-arn', list(raw.roleArn)],
    ['--format', raw.format ?? []],
    ['--only', raw.only ?? []],
    ['--ignore', raw.ignore ?? []],
    ['--config', list(raw.config)],
    ['--compare-to', list(raw.compareTo)],
    ['--fail-on', list(raw.failOn)],
    ['--shell', list(raw.shell)],
    ['--wait', list(raw.wait)],
    ['--timeout', list(raw.timeout)],
  ];
  for (const [option, given] of values) {
    const bad = given.find((value) => value.trim() === '' || value.startsWith('-'));
    if (bad !== undefined) throw new InputError(`option ${option} wants a value, met '${bad}'; ${HINT}`);
  }
  if (stacks.some((stack) => stack.trim() === '')) throw new InputError(`a STACK argument is empty; ${HINT}`);
}

function list(value: string | undefined): readonly string[] {
  return value === undefined ? [] : [value];
}

function rejectContradictions(raw: RawOptions, check: CheckOptions): void {
  if (raw.roleArn !== undefined && !ROLE_ARN.test(raw.roleArn)) {
    throw new InputError(`option --role-arn wants the ARN of an IAM role, met '${raw.roleArn}'; ${HINT}`);
  }
  const contradiction = contradictionIn({ ...check, compareTo: raw.compareTo }, spellingOf);
  if (contradiction !== undefined) throw new InputError(contradiction);
  if (raw.verbose && raw.quiet) throw new InputError('--verbose and --quiet exclude each other: leave one out');
}

/** An option of the library as the command line has it. */
function spellingOf(option: keyof SourceOptions): string {
  if (option === 'stacks') return 'the argument';
  if (option === 'parameters') return '--parameter';
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function readParameters(given: readonly string[]): Record<string, string> {
  const parameters = new Map<string, string>();
  for (const text of given) {
    const [, key, value] = /^([A-Za-z0-9]+)=(.*)$/s.exec(text) ?? [];
    if (key === undefined || value === undefined) {
      throw new InputError(`--parameter wants KEY=VALUE with a KEY of letters and digits, met '${text}'`);
    }
    if (parameters.has(key)) throw new InputError(`--parameter ${key} is given twice: leave one out`);
    parameters.set(key, value);
  }
  return Object.fromEntries(parameters);
}
