import type { Category, Report } from '../model/report';

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
  /** Leave out what no template declares. */
  declaredOnly?: boolean;
  /** Do not mask environment values, log options and secrets. */
  showValues?: boolean;
  /** Finding no ECS service at all is not an error. */
  allowEmpty?: boolean;
  /** Also list live services of the checked clusters that no stack owns. */
  unmanaged?: boolean;
  /** How long to wait for stacks and deployments under way to settle, in milliseconds. Default: not at all. */
  waitMilliseconds?: number;
  /** How long to pause before something under way is read again. Default: 5000. */
  pollMilliseconds?: number;
  /** Where cdk.json and relative paths are looked for. Default: `.`. */
  workingDirectory?: string;
  /** The environment for the app, and where `CDK_OUTDIR` is looked for. Default: none. */
  environment?: Readonly<Record<string, string | undefined>>;
  /** Ends an app that is being synthesized, with all that it started. */
  signal?: AbortSignal;
  onProgress?(event: Progress): void;
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
}
