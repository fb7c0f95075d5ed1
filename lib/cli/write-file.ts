import { randomUUID } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  fchmodSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { InputError, messageOf } from '../model/errors';
import type { CliIo } from './cli-io';

const PERMISSION_BITS = 0o777;

/**
 * Writes a file whole or not at all: under another name first. Devices and pipes are written as they are, and the
 * summary of a GitHub job, which other commands of a step write to as well, is added to.
 */
export function writeFile(path: string, text: string, { GITHUB_STEP_SUMMARY: summary }: CliIo['env']): void {
  try {
    const kind = kindOf(path);
    if (summary !== undefined && summary !== '' && resolve(summary) === path) appendFileSync(path, text);
    else if (kind === 'other') writeFileSync(path, text);
    // A link stays a link.
    else replaceFile(kind === 'file' ? realpathSync(path) : path, text);
  } catch (error) {
    throw new InputError(`cannot write the report to ${path}: ${messageOf(error)}`);
  }
}

/** By a draft whose name nobody can foresee, so that nothing that lies in wait under it is written to or through. */
function replaceFile(path: string, text: string): void {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode;
  const draft = join(dirname(path), `.ecs-drift-${randomUUID()}.tmp`);
  const descriptor = openSync(draft, 'wx');
  try {
    if (mode !== undefined) fchmodSync(descriptor, mode & PERMISSION_BITS);
    writeFileSync(descriptor, text);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

function kindOf(path: string): 'file' | 'other' | 'none' {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile()) return 'file';
  if (stats !== undefined) return 'other';
  // A link to nowhere is written through, not replaced.
  return lstatSync(path, { throwIfNoEntry: false }) === undefined ? 'none' : 'other';
}
