import type { Category, Report } from '../model/report';

/** What the command asks of the check. */
export interface CheckOptions {
  app?: string;
  template?: string;
  stackName?: string;
  stacks?: string[];
  parameters?: Record<string, string>;
  region?: string;
  profile?: string;
  only?: Category[];
  ignore?: string[];
  declaredOnly?: boolean;
  showValues?: boolean;
  allowEmpty?: boolean;
  workingDirectory?: string;
  environment?: Record<string, string | undefined>;
  onProgress?(event: Progress): void;
}

/** What happens while the check runs. */
export type Progress =
  | { kind: 'call'; service: string; operation: string; milliseconds: number; error?: string }
  | { kind: 'stage'; text: string }
  | { kind: 'app-output'; chunk: string | Uint8Array };

export interface CheckResult {
  report: Report;
  /** One line each about broken inputs and stacks. */
  problems: string[];
}

/** Checks services for drift; throws an InputError where nothing at all could be checked. */
export type Check = (options: CheckOptions) => Promise<CheckResult>;
