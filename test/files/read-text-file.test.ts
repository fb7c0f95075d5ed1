import { execFileSync } from 'node:child_process';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type FileKind, isMissing, readTextFile, whyUnreadable } from '../../lib/files/read-text-file';
import { temporaryDirectory } from '../assembly/temporary-directory';

function reasonOf(path: string, kind: FileKind = 'template'): string {
  try {
    readTextFile(path, kind);
  } catch (error) {
    return whyUnreadable(error);
  }
  throw new Error('the file was read');
}

const directory = temporaryDirectory({ 'web.yaml': 'a: é', 'mark.json': '\ufeff{}', 'empty.json': '' });
const at = (name: string): string => join(directory, name);
const written = (name: string, bytes: Uint8Array): string => {
  writeFileSync(at(name), bytes);
  return at(name);
};

test('reads text, without a byte order mark', () => {
  expect(readTextFile(at('web.yaml'), 'template')).toBe('a: é');
  expect(readTextFile(at('mark.json'), 'settings')).toBe('{}');
  expect(readTextFile(at('empty.json'), 'report')).toBe('');
});

test('reads to the end of a file that does not know its size', () => {
  expect(readTextFile('/proc/self/status', 'template')).toContain('Name:');
});

test('law: what is UTF-8 comes back, what is not is refused with its line', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'é', '漢', '😀', '\n') }), fc.nat(), (text, at) => {
      const bytes = Buffer.from(text);
      expect(readTextFile(written('text', bytes), 'template')).toBe(text);
      const cut = at % (bytes.length + 1);
      const broken = Buffer.concat([bytes.subarray(0, cut), Buffer.from([0xff]), bytes.subarray(cut)]);
      // A character is never cut by the end of its line.
      const line = bytes.subarray(0, cut).toString('latin1').split('\n').length;
      expect(reasonOf(written('broken', broken))).toBe(`is not text in UTF-8 (line ${line}); save it as UTF-8`);
    }),
  );
});

test.each([
  ['Latin-1', Buffer.from('a: b\nc: caf\xe9\n', 'latin1'), 'is not text in UTF-8 (line 2); save it as UTF-8'],
  ['UTF-16', Buffer.from('\ufeff{}', 'utf16le'), 'is text in UTF-16; save it as UTF-8'],
  ['UTF-16, big end first', Buffer.from('\ufeff{}', 'utf16le').swap16(), 'is text in UTF-16; save it as UTF-8'],
  [
    'UTF-16 without a mark',
    Buffer.from('{}', 'utf16le'),
    'is not text in UTF-8: it holds null characters; save it as UTF-8',
  ],
])('refuses %s', (_, bytes, reason) => {
  expect(reasonOf(written('other.txt', bytes))).toBe(reason);
});

test('refuses what is no file, without waiting for it', () => {
  mkdirSync(at('directory'));
  execFileSync('mkfifo', [at('pipe')]);
  expect(reasonOf(at('directory'))).toBe('is a directory');
  expect(reasonOf(at('pipe'))).toBe('is a pipe, not a file');
  expect(reasonOf('/dev/zero')).toBe('is a device, not a file');
  expect(reasonOf(at('gone'))).toBe('is not there');
  expect(reasonOf(join(at('web.yaml'), 'below'))).toBe('is not there');
});

test.each<[FileKind, string]>([
  ['template', 'is larger than 8 MiB, which no template is'],
  ['assembly', 'is larger than 256 MiB, which no file of a cloud assembly is'],
  ['settings', 'is larger than 16 MiB, which no file of settings is'],
  ['configuration', 'is larger than 1 MiB, which no configuration is'],
  ['report', 'is larger than 256 MiB, which no report is'],
])('refuses a huge %s before it is read', (kind, reason) => {
  const huge = written('huge', Buffer.from('{}'));
  truncateSync(huge, 3 * 1024 ** 3);
  const before = process.memoryUsage().arrayBuffers;
  expect(reasonOf(huge, kind)).toBe(reason);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1024 ** 2);
});

test('knows what is missing from what cannot be read', () => {
  const thrown = (path: string): unknown => {
    try {
      return readTextFile(path, 'template');
    } catch (error) {
      return error;
    }
  };
  expect([isMissing(thrown(at('gone'))), isMissing(thrown(directory))]).toEqual([true, false]);
});
