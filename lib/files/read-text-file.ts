import { closeSync, constants, openSync, readSync, type Stats, statSync } from 'node:fs';

const MEBIBYTE = 1024 * 1024;

/** What users have us read, and the size beyond which a file is none: far above what anybody has. */
const KINDS = {
  /** CloudFormation takes 1 MB. */
  template: { name: 'template', mebibytes: 8 },
  /** Manifests and metadata; with a stack trace for each construct they take tens of megabytes. */
  assembly: { name: 'file of a cloud assembly', mebibytes: 256 },
  /** cdk.json with its context, certificates. */
  settings: { name: 'file of settings', mebibytes: 16 },
  configuration: { name: 'configuration', mebibytes: 1 },
  /** 50 MB for 5,000 services that all drifted. */
  report: { name: 'report', mebibytes: 256 },
} as const;
export type FileKind = keyof typeof KINDS;

/** A file that is not read. */
class UnreadableFile extends Error {
  constructor(
    /** The predicate of a sentence about the file. */
    readonly reason: string,
  ) {
    super(`the file ${reason}`);
  }
}

/**
 * The text of a file that a user named or an assembly holds, without its byte order mark: the one way to read one. What
 * is no file would hang or never end, a huge one is refused before it is read, and no byte is replaced silently.
 */
export function readTextFile(path: string, kind: FileKind): string {
  const bytes = readBytes(path, kind);
  if (hasMark(bytes, 0xff, 0xfe) || hasMark(bytes, 0xfe, 0xff)) {
    throw new UnreadableFile('is text in UTF-16; save it as UTF-8');
  }
  const text = decode(bytes);
  if (text === undefined) throw new UnreadableFile(`is not text in UTF-8 (line ${badLine(bytes)}); save it as UTF-8`);
  if (text.includes('\0')) throw new UnreadableFile('is not text in UTF-8: it holds null characters; save it as UTF-8');
  return text;
}

/** Why a file could not be opened or read, as the predicate of a sentence about it. */
export function whyUnreadable(error: unknown): string {
  if (error instanceof UnreadableFile) return error.reason;
  const { code } = error as NodeJS.ErrnoException;
  if (isMissing(error)) return 'is not there';
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read (permission denied)';
  if (code === 'ELOOP') return 'is a loop of symbolic links';
  return code === 'EISDIR' ? 'is a directory' : `could not be read (${code ?? String(error)})`;
}

/** Whether a file could not be read because it is not there. */
export function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

function readBytes(path: string, kind: FileKind): Buffer {
  const { name, mebibytes } = KINDS[kind];
  const most = mebibytes * MEBIBYTE;
  const tooLarge = new UnreadableFile(`is larger than ${mebibytes} MiB, which no ${name} is`);
  const stats = statSync(path);
  if (!stats.isFile()) throw new UnreadableFile(kindOf(stats));
  if (stats.size > most) throw tooLarge;
  // In case that it was exchanged for a pipe just now. Windows has no such flag.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    // A size may be out of date, or be 0 as in /proc: the end is where the file says so.
    let bytes = Buffer.allocUnsafe(stats.size + 4096);
    let length = 0;
    for (;;) {
      const read = readSync(file, bytes, length, bytes.length - length, null);
      if (read === 0) return bytes.subarray(0, length);
      length += read;
      if (length > most) throw tooLarge;
      if (length === bytes.length) bytes = Buffer.concat([bytes], 2 * length);
    }
  } finally {
    closeSync(file);
  }
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'is a directory';
  if (stats.isFIFO()) return 'is a pipe, not a file';
  return stats.isSocket() ? 'is a socket, not a file' : 'is a device, not a file';
}

function hasMark(bytes: Buffer, first: number, second: number): boolean {
  return bytes[0] === first && bytes[1] === second;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The number of the first line that is not UTF-8; no character of UTF-8 has the byte of a line's end in it. */
function badLine(bytes: Buffer): number {
  let line = 1;
  let start = 0;
  for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, start)) {
    if (decode(bytes.subarray(start, end)) === undefined) return line;
    line += 1;
    start = end + 1;
  }
  return line;
}
