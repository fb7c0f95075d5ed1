import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../lib/model/report';
import { temporaryDirectory } from '../assembly/temporary-directory';
import { type Run, runMain, type Surroundings } from '../end-to-end/run-command';
import { validateReport } from '../report/validate-report';

export const FORMATS = ['text', 'json', 'markdown', 'html', 'sarif', 'junit', 'github'] as const;
export type Format = (typeof FORMATS)[number];

/** One run whose report was written in every format. */
export interface FormattedRun extends Run {
  readonly report: Report;
  readonly outputs: Readonly<Record<Format, string>>;
}

/** Runs a check once, verbosely, with each format into a file of its own. */
export async function runAllFormats(args: readonly string[], surroundings: Surroundings): Promise<FormattedRun> {
  const directory = temporaryDirectory();
  const fileOf = (format: Format): string => join(directory, `report.${format}`);
  const formats = FORMATS.flatMap((format) => ['--format', `${format}=${fileOf(format)}`]);
  const run = await runMain([...args, '-v', ...formats], surroundings);
  const read = (format: Format): string => {
    try {
      return readFileSync(fileOf(format), 'utf8');
    } catch {
      throw new Error(`no ${format}, exit code ${run.code}: ${run.stderr}`);
    }
  };
  const outputs = Object.fromEntries(FORMATS.map((format) => [format, read(format)])) as Record<Format, string>;
  const report = JSON.parse(outputs.json) as Report;
  expect(validateReport(report)).toEqual([]);
  return { ...run, report, outputs };
}
