import type { Duration } from 'aws-cdk-lib';
import { InputError } from '../model/errors';
import { CATEGORIES, type Category } from '../model/report';

/** What the validator can find of a service: drift in a category, or that the service was deleted. */
export type Finding = Category | 'deleted';

export const FINDINGS: readonly Finding[] = [...CATEGORIES, 'deleted'];

/** How the validator judges, and how it asks AWS. All of it may be left out. */
export interface EcsDriftValidatorOptions {
  /** What fails the synthesis; all else warns. Default: whatever `warnOn` does not name. */
  readonly failOn?: readonly Finding[];
  /** What only warns. Default: whatever `failOn` does not name where that is given, else nothing. */
  readonly warnOn?: readonly Finding[];
  /**
   * What becomes of services that could not be checked, for want of credentials, of a permission, of time.
   * Default: `warn`, so that everybody can synthesize.
   */
  readonly whenUnchecked?: 'warn' | 'fail';
  /** Stack names, construct paths or globs of either. Default: all stacks with ECS services. */
  readonly stacks?: readonly string[];
  /** The longest that the check may take. Default: two minutes. */
  readonly timeout?: Duration;
  /** Profile of the AWS configuration. Default: as the environment says; that of `cdk --profile` is not known to an app. */
  readonly profile?: string;
  /** For stacks without a region of their own. Default: the region that the CDK works with. */
  readonly region?: string;
  /** Assume this role for reading. Default: the CDK's lookup role, where it is needed. */
  readonly roleArn?: string;
  /** File with ignore rules. Default: `.ecs-drift.yaml` in the working directory, if it is there. */
  readonly config?: string;
}

const DEFAULT_TIMEOUT_MS = 120_000;
const WHERE = 'new EcsDriftValidator()';

/** Options that are whole and right. */
export interface Settings {
  severityOf(finding: Finding): 'error' | 'warning';
  readonly unchecked: 'error' | 'warning';
  readonly timeoutMs: number;
  /** Of the command, beside the assembly. */
  readonly commandArguments: readonly string[];
}

/** Throws an InputError that names the option which is wrong. */
export function readValidatorOptions(options: EcsDriftValidatorOptions): Settings {
  const { failOn, warnOn, whenUnchecked = 'warn', timeout } = options;
  vetFindings('failOn', failOn);
  vetFindings('warnOn', warnOn);
  const both = failOn?.find((finding) => warnOn?.includes(finding));
  if (both !== undefined) throw new InputError(`${WHERE}: ${both} is in failOn and in warnOn: leave it in one of them`);
  if (whenUnchecked !== 'warn' && whenUnchecked !== 'fail') {
    throw new InputError(`${WHERE}: whenUnchecked is 'warn' or 'fail', met ${JSON.stringify(whenUnchecked)}`);
  }
  const timeoutMs = timeout === undefined ? DEFAULT_TIMEOUT_MS : timeout.toMilliseconds();
  if (!(timeoutMs > 0)) throw new InputError(`${WHERE}: timeout has to be longer than nothing: Duration.seconds(60)`);
  return {
    severityOf: (finding) => {
      const fails = failOn === undefined ? !warnOn?.includes(finding) : failOn.includes(finding);
      return fails ? 'error' : 'warning';
    },
    unchecked: whenUnchecked === 'fail' ? 'error' : 'warning',
    timeoutMs,
    commandArguments: toArguments(options),
  };
}

function vetFindings(name: string, findings: readonly Finding[] | undefined): void {
  const unknown = findings?.find((finding) => !FINDINGS.includes(finding));
  if (unknown === undefined) return;
  throw new InputError(`${WHERE}: ${name} holds ${JSON.stringify(unknown)}: give some of ${FINDINGS.join(', ')}`);
}

/** With `=`, so that a value is never taken for an option; after `--` for the stacks. */
function toArguments({ stacks = [], profile, region, roleArn, config }: EcsDriftValidatorOptions): string[] {
  const given: [string, string | undefined][] = [
    ['--profile', profile],
    ['--region', region ?? process.env.CDK_DEFAULT_REGION],
    ['--role-arn', roleArn],
    ['--config', config],
  ];
  const values = given.flatMap(([option, value]) =>
    value === undefined || value === '' ? [] : [`${option}=${value}`],
  );
  return stacks.length === 0 ? values : [...values, '--', ...stacks];
}
