import { readFileSync, statSync } from 'node:fs';
import { InputError, messageOf } from '../../model/errors';

/** Bytes; the longest list of rules that anybody looks after is far below. */
const LARGEST = 1_000_000;

/** The text of the file, without a byte order mark; undefined where it is not there. `name` is for messages. */
export function readConfigText(path: string, name: string): string | undefined {
  const bytes = readBytes(path, name);
  if (bytes === undefined) return undefined;
  if (bytes.length > LARGEST) throw new InputError(tooLarge(name));
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Told below.
  }
  throw new InputError(`${name}: is no text in UTF-8; a configuration is YAML or JSON`);
}

function readBytes(path: string, name: string): Buffer | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    if (stats.size > LARGEST) throw new InputError(tooLarge(name));
    return readFileSync(path);
  } catch (error) {
    if (error instanceof InputError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'EISDIR' ? 'is a directory' : `could not be read: ${messageOf(error)}`;
    throw new InputError(`${name}: ${why}; give a configuration file`);
  }
}

function tooLarge(name: string): string {
  return `${name}: is larger than ${LARGEST} bytes, which no configuration is`;
}
