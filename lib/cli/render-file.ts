import { resolve } from 'node:path';
import type { CliIo } from './cli-io';
import type { RenderArguments } from './read-render-arguments';
import { readReport } from './read-report';
import { vetOutputs } from './vet-outputs';
import { writeReports } from './write-reports';

/** Renders a saved report; a line for each report that could not be written. */
export function renderFile(parsed: Extract<RenderArguments, { kind: 'render' }>, io: CliIo): Promise<string[]> {
  vetOutputs(parsed.targets, [parsed.file], io.cwd);
  return writeReports(readReport(resolve(io.cwd, parsed.file), parsed.file), parsed, io);
}
