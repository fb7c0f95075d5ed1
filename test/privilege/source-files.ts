import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** A source file of the package: its path from the package's directory, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** All that users run: the library and the command. */
export function sourceFiles(): SourceFile[] {
  const library = readdirSync(join(ROOT, 'lib'), { recursive: true, encoding: 'utf8' });
  const paths = library.map((path) => `lib/${path.replaceAll('\\', '/')}`).filter((path) => path.endsWith('.ts'));
  return ['bin/ecs-drift.ts', ...paths.sort()].map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}
