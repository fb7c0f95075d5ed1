import { dirname, resolve } from 'node:path';
import { statsOf } from '../files/stats-of';
import { InputError } from '../model/errors';
import type { ReportTarget } from './report-target';

/** Refuses, before the check is run for them, files that cannot be written, or that this run reads or writes as well. */
export function vetOutputs(targets: readonly ReportTarget[], inputs: readonly string[], cwd: string): void {
  const read = new Map(inputs.map((file) => [identityOf(resolve(cwd, file)), file]));
  const written = new Map<string, string>();
  for (const { file } of targets) {
    if (file === undefined) continue;
    const path = resolve(cwd, file);
    refuseUnwritable(path);
    const identity = identityOf(path);
    const [input, other] = [read.get(identity), written.get(identity)];
    if (input !== undefined)
      throw new InputError(`cannot write the report to ${path}: this run reads it as ${input}, give another file`);
    if (other !== undefined)
      throw new InputError(`two reports go to one file, ${other} and ${file}: give each its own FILE`);
    written.set(identity, file);
  }
}

function refuseUnwritable(path: string): void {
  if (statsOf(path)?.isDirectory())
    throw new InputError(`cannot write the report to ${path}: it is a directory, give a file`);
  const directory = dirname(path);
  if (!statsOf(directory)?.isDirectory()) {
    throw new InputError(`cannot write the report to ${path}: there is no directory ${directory}, make it first`);
  }
}

/** The same for all names of a file, links included. Of a device there may be as many users as there want to be. */
function identityOf(path: string): string {
  const stats = statsOf(path);
  return stats?.isFile() ? `${stats.dev}:${stats.ino}` : path;
}
