import type { FailLevel } from '../model/fail-level';
import type { Category, Report } from '../model/report';
import type { Shell } from '../model/shell';

/** What a check is to do; all of it may be left out. */
export interface CheckOptions {
  /** Cloud assembly directory, or a command that synthesizes one. Default: as the command line finds it. */
  app?: string;
  /** A template file, in place of an assembly; wants `stackName`. */
  template?: string;
  /** The deployed stack of `template`; alone: deployed against live, no code needed. */
  stackName?: string;
  /** Names, construct paths or globs of either; default: all stacks with ECS services. */
  stacks?: readonly string[];
  /** Parameters of the synthesized side. */
  parameters?: Readonly<Record<string, string>>;
  /** For stacks without a region of their own. Default: the SDK's. */
  region?: string;
  /** Default: the SDK's. */
  profile?: string;
  /** Assume this role for reading. */
  roleArn?: string;
  /** Never assume the lookup role of the CDK bootstrap. */
  noLookupRole?: boolean;
  /** Compare only these categories. */
  only?: readonly Category[];
  /** Property paths to ignore, `*` within a segment. */
  ignore?: readonly string[];
  /** Rules for what is to be ignored, each with its reason. Those that the code states beside its constructs are added. */
  rules?: readonly IgnoreRule[];
  /** The day on which rules are judged by their `expires`, `2027-01-31`. Default: today, in UTC. */
  today?: string;
  /** Leave out what no template declares. */
  declaredOnly?: boolean;
  /** What fails the check; it decides the exit code alone. Default: `drift`. */
  failOn?: FailLevel;
  /** An ignore rule that matched nothing makes the exit code 2. */
  strictIgnores?: boolean;
  /** Do not mask environment values, log options and secrets. */
  showValues?: boolean;
  /** The shell that the commands of remedies are written for. Default: `posix`. */
  shell?: Shell;
  /** Finding no ECS service at all is not an error. */
  allowEmpty?: boolean;
  /** Also list live services of the checked clusters that no stack owns. */
  unmanaged?: boolean;
  /**
   * Also read what no template declares where that takes further calls: service revisions, which alone show monitoring
   * and gateway connectors.
   */
  thorough?: boolean;
  /** An earlier report: each difference is marked as new or known against it. */
  compareTo?: Report;
  /** How long to wait for stacks and deployments under way to settle, in milliseconds. Default: not at all. */
  waitMilliseconds?: number;
  /**
   * The longest that the whole run may take, in milliseconds; what was not read by then is unchecked. Default: ten
   * minutes, and those to wait, from when the code has been read.
   */
  timeoutMilliseconds?: number;
  /** How long to pause before something under way is read again. Default: 5000. */
  pollMilliseconds?: number;
  /** Where cdk.json and relative paths are looked for. Default: `.`. */
  workingDirectory?: string;
  /**
   * The environment for the app, and where `CDK_OUTDIR`, `HTTPS_PROXY`, `NO_PROXY` and `AWS_CA_BUNDLE` are looked for.
   * Default: none.
   */
  environment?: Readonly<Record<string, string | undefined>>;
  /** Ends the check, which then rejects with the signal's reason, and an app that is being synthesized. */
  signal?: AbortSignal;
  onProgress?(event: Progress): void;
}

/** A rule for differences, and values that could not be worked out, that are to be ignored. */
export interface IgnoreRule {
  /** A property path, `*` within a segment: it covers that path and all below it. */
  readonly property: string;
  /** Why. */
  readonly reason: string;
  /** A stack's name, its construct path or a glob of either; default: all stacks. */
  readonly stack?: string;
  /** A service's logical id, its construct path, its name or a glob of one of them; default: all services. */
  readonly service?: string;
  /** The last day on which it holds, `2027-01-31`; default: it holds for ever. */
  readonly expires?: string;
  /** Where it stands, for people: `.ecs-drift.yaml:4`. */
  readonly source: string;
}

/** What happens while a check runs. */
export type Progress =
  | { kind: 'call'; service: string; operation: string; milliseconds: number; error?: string }
  | { kind: 'stage'; text: string }
  | { kind: 'app-output'; chunk: string | Uint8Array };

export interface CheckResult {
  report: Report;
  /** One line each about broken inputs, for people. */
  problems: string[];
  /** What the command would end with: 1 for drift at the fail level, else 2 for an incomplete check, else 0. */
  exitCode: 0 | 1 | 2;
}
