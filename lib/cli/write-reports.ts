import { resolve } from 'node:path';
import { messageOf } from '../model/errors';
import type { Report } from '../model/report';
import { render } from '../report/renderers';
import type { CliIo } from './cli-io';
import { fromRepositoryRoot } from './from-repository-root';
import type { ReportTarget } from './report-target';
import { useColor } from './use-color';
import { writeFile } from './write-file';
import { writeStream } from './write-stream';

export interface WriteReportsOptions {
  readonly targets: readonly ReportTarget[];
  readonly verbose: boolean;
  /** False: no colours, whatever the terminal can. */
  readonly color: boolean;
  /** How long the check took; undefined for a saved report. */
  readonly seconds?: number;
}

/** Writes every report that was asked for, whatever becomes of the others; a line for each that failed. */
export async function writeReports(report: Report, options: WriteReportsOptions, io: CliIo): Promise<string[]> {
  const failures: string[] = [];
  for (const { format, file } of options.targets) {
    const { seconds, verbose } = options;
    const shown = fromRepositoryRoot(report, format, io);
    try {
      if (file !== undefined) writeFile(resolve(io.cwd, file), render(shown, format, { seconds, verbose }), io.env);
      else {
        const color = useColor(io.stdout, io.env, options.color);
        const text = render(shown, format, { seconds, verbose, color, width: io.stdout.columns });
        await writeStream(io.stdout, text);
      }
    } catch (error) {
      failures.push(file === undefined ? `cannot write the report to stdout: ${messageOf(error)}` : messageOf(error));
    }
  }
  return failures;
}
