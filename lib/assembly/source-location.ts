import { posix, win32 } from 'node:path';
import type { SourceLocation } from '../model/local-stack';

const LINE_AND_COLUMN = /:(\d+):(\d+)\)?$/;
/** An absolute path of any system, or a `file:` URL. */
const ABSOLUTE = /^(?:file:\/\/|[A-Za-z]:[\\/]|[\\/])/;
/** The bracket that the place of a frame stands in: `new WebStack (/app/lib/web-stack.ts:42:17)`. */
const OPENING = /\((?=file:\/\/|[A-Za-z]:[\\/]|[\\/])/;
const WINDOWS_PATH = /^(?:[A-Za-z]:[\\/]|\\\\)/;
/** Code of others: packages, and the library in its own repository. */
const FOREIGN = /[\\/](?:node_modules|aws-cdk-lib)[\\/]/;
/** The programs that run the library for Python, Java, .NET and Go apps, unpacked to a temporary directory. */
const KERNEL = /[\\/](?:lib[\\/]program|bin[\\/]jsii-runtime)\.js$|[\\/]jsii-kernel-/;

/** The first frame of a stack trace that is the user's own code; undefined where there is none. */
export function locateSource(frames: readonly string[], workingDirectory: string): SourceLocation | undefined {
  for (const frame of frames) {
    const location = locateFrame(frame, workingDirectory);
    if (location !== undefined) return location;
  }
  return undefined;
}

function locateFrame(frame: string, workingDirectory: string): SourceLocation | undefined {
  const text = frame.trim();
  const place = LINE_AND_COLUMN.exec(text);
  if (place === null) return undefined;
  const [line, column] = [Number(place[1]), Number(place[2])];
  const file = plainPath(namedFile(text.slice(0, place.index), text.endsWith(')')));
  if (file === undefined || FOREIGN.test(file) || line < 1 || column < 1) return undefined;
  const below = belowDirectory(file, workingDirectory);
  return below === undefined && KERNEL.test(file) ? undefined : { file: below ?? file, line, column };
}

/** What a frame names as its file, its line and column already cut off. */
function namedFile(text: string, inBrackets: boolean): string {
  if (!inBrackets) return text.replace(/^at /, '').replace(/^async /, '');
  const opening = OPENING.exec(text);
  return opening === null ? '' : text.slice(opening.index + 1);
}

/** An absolute path; from a `file:` URL its path. Code made by eval has a place within a place, and is none. */
function plainPath(named: string): string | undefined {
  if (!ABSOLUTE.test(named) || named.includes('), ')) return undefined;
  if (!named.startsWith('file://')) return named;
  try {
    const path = decodeURIComponent(new URL(named).pathname);
    return /^\/[A-Za-z]:\//.test(path) ? path.slice(1) : path;
  } catch {
    return undefined;
  }
}

/** Relative with `/`; by the rules of the system that the trace comes from, which need not be this one. */
function belowDirectory(file: string, directory: string): string | undefined {
  const rules = WINDOWS_PATH.test(file) ? win32 : posix;
  if (!rules.isAbsolute(directory)) return undefined;
  const below = rules.relative(directory, file);
  if (below === '' || /^\.\.(?:[\\/]|$)/.test(below) || rules.isAbsolute(below)) return undefined;
  return below.replaceAll(rules.sep, '/');
}
