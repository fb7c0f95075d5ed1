import { appendFileSync, lstatSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError, messageOf } from '../model/errors';
import type { CliIo } from './cli-io';

/** Refuses a file that cannot be written, before the check is run for it; an InputError names the file. */
export function vetFile(path: string): void {
  if (kindOf(path) === 'directory')
    throw new InputError(`cannot write the report to ${path}: it is a directory, give a file`);
  const directory = dirname(path);
  if (kindOf(directory) !== 'directory') {
    throw new InputError(`cannot write the report to ${path}: there is no directory ${directory}, make it first`);
  }
}

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

function replaceFile(path: string, text: string): void {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function kindOf(path: string): 'file' | 'directory' | 'other' | 'none' {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile()) return 'file';
  if (stats?.isDirectory()) return 'directory';
  if (stats !== undefined) return 'other';
  // A link to nowhere is written through, not replaced.
  return lstatSync(path, { throwIfNoEntry: false }) === undefined ? 'none' : 'other';
}
