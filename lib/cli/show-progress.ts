import type { Progress } from '../check';
import { escapeText } from '../report/escape';
import type { CliStream } from './cli-io';

export interface ProgressOptions {
  readonly verbose: boolean;
  readonly quiet: boolean;
  /** True if a line cannot rewrite itself: in the log of a CI system, on a terminal without escape sequences. */
  readonly plain: boolean;
}

export interface ProgressDisplay {
  show(event: Progress): void;
  /** Clears the status line; on a failure, what the app wrote and a quiet run withheld is told. */
  end(failed: boolean): void;
}

const CLEAR_LINE = '\r\u001b[K';

/** Shows on stderr what the check does: a status line on a terminal, AWS calls for who asks, what the app writes. */
export function showProgress(stderr: CliStream, options: ProgressOptions): ProgressDisplay {
  const live = stderr.isTTY === true && !options.quiet && !options.plain;
  const withheld: string[] = [];
  let status = '';
  const clear = () => {
    if (status !== '') stderr.write(CLEAR_LINE);
    status = '';
  };
  const handlers = {
    stage: (text: string) => {
      if (!live) return;
      clear();
      status = escapeText(text).slice(0, (stderr.columns ?? 80) - 1);
      stderr.write(status);
    },
    call: (line: string) => {
      if (!options.verbose) return;
      clear();
      stderr.write(`${escapeText(line)}\n`);
    },
    output: (chunk: string) => {
      clear();
      if (options.quiet) withheld.push(chunk);
      else stderr.write(chunk);
    },
  };
  return {
    show(event) {
      if (event.kind === 'stage') handlers.stage(event.text);
      else if (event.kind === 'call') handlers.call(describeCall(event));
      else handlers.output(typeof event.chunk === 'string' ? event.chunk : Buffer.from(event.chunk).toString());
    },
    end(failed) {
      clear();
      if (failed) stderr.write(withheld.join(''));
    },
  };
}

function describeCall({ service, operation, milliseconds, error }: Extract<Progress, { kind: 'call' }>): string {
  const line = `${service} ${operation} ${Math.round(milliseconds)} ms`;
  return error === undefined ? line : `${line} failed: ${error}`;
}
