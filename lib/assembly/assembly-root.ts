import { realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { whyUnreadable } from '../files/read-text-file';

/** A path that an assembly names, found to lie within it; or the end of a sentence on why it is not followed. */
export type InnerPath =
  | { readonly path: string; readonly problem?: undefined }
  | { readonly path?: undefined; readonly problem: string };

/**
 * The directory of an assembly, nested ones included. An assembly is somebody else's input: no path that it names,
 * directly or through symbolic links, makes us read a file outside.
 */
export class AssemblyRoot {
  constructor(
    /** The real path. */
    readonly directory: string,
    /** The directory as the user named it, for messages. */
    private readonly name: string,
  ) {}

  /** Follows a path that a manifest or a template names, relative to a directory of the assembly. */
  resolve(directory: string, named: unknown, kind: 'file' | 'directory'): InnerPath {
    if (typeof named !== 'string' || named === '') {
      return { problem: `names no ${kind}, but ${JSON.stringify(named) ?? 'nothing at all'}` };
    }
    if (named.includes('\0')) return { problem: `names ${JSON.stringify(named)}, which is no path` };
    const lexical = resolve(directory, named);
    if (!this.holds(lexical)) return { problem: `names ${named}, which leads out of the assembly` };
    try {
      const path = realpathSync(lexical);
      if (!this.holds(path)) return { problem: `names ${named}, which leads out of the assembly by a symbolic link` };
      const stats = statSync(path);
      const fits = kind === 'file' ? stats.isFile() : stats.isDirectory();
      return fits ? { path } : { problem: `names ${named}, which is no ${kind}` };
    } catch (error) {
      return { problem: `names ${named}, which ${whyUnreadable(error)}` };
    }
  }

  /** A path that was named relative to a directory of the assembly, as it is relative to the root. */
  relative(directory: string, named: unknown): string {
    const name = typeof named === 'string' ? named : JSON.stringify(named);
    return pathBelow(this.directory, resolve(directory, name.replaceAll('\0', ''))) ?? name;
  }

  /** A path of the assembly for messages: below the directory as the user named it. */
  display(path: string): string {
    const below = pathBelow(this.directory, path);
    return below === undefined ? this.name : `${this.name.replace(/[\\/]+$/, '')}/${below}`;
  }

  private holds(path: string): boolean {
    return path === this.directory || pathBelow(this.directory, path) !== undefined;
  }
}

/** The path relative to the directory, with `/`; undefined where it does not lie below it. */
function pathBelow(directory: string, path: string): string | undefined {
  const below = relative(directory, path);
  const outside = below === '' || below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below);
  return outside ? undefined : below.split(sep).join('/');
}
