import ts from 'typescript';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { check, runBuilt } from '../end-to-end/run-command';
import { webTemplate } from '../end-to-end/templates';
import { writeAssembly } from '../end-to-end/write-assembly';
import { sourceFiles } from './source-files';

/** Ways out of the process, and the only files that may take each. */
const WAYS_OUT: Readonly<Record<string, readonly string[]>> = {
  'node:child_process': ['lib/assembly/run-by-shell.ts', 'lib/cdk/run-command.ts'],
  'node:cluster': [],
  'node:dgram': [],
  'node:dns': [],
  'node:http': ['lib/aws/transport.ts'],
  'node:http2': [],
  'node:https': ['lib/aws/transport.ts'],
  // For whether a name is an address, and for the names in a certificate.
  'node:net': ['lib/aws/transport.ts'],
  'node:tls': ['lib/aws/transport.ts'],
  'node:worker_threads': [],
};
const GLOBALS = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'];

/** The modules and globals of a source file that lead out. */
function waysOut(path: string, text: string): string[] {
  const ways: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) {
      const name = node.text.startsWith('node:') ? node.text : `node:${node.text}`;
      if (isLoaded(node) && Object.hasOwn(WAYS_OUT, name)) ways.push(name);
    }
    if (ts.isIdentifier(node) && GLOBALS.includes(node.text) && !ts.isPropertyAccessExpression(node.parent))
      ways.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return ways;
}

function isLoaded({ parent }: ts.Node): boolean {
  if (!ts.isCallExpression(parent)) return ts.isImportDeclaration(parent);
  return parent.expression.kind === ts.SyntaxKind.ImportKeyword || parent.expression.getText() === 'require';
}

test('no file leads out of the process but those that ask AWS, synthesize the app or start the command', () => {
  const taken = sourceFiles().flatMap(({ path, text }) => waysOut(path, text).map((way) => ({ way, path })));
  expect(taken.filter(({ way, path }) => !WAYS_OUT[way]?.includes(path))).toEqual([]);
  expect(new Set(taken.map(({ path }) => path)).size).toBe(3);
});

test.each(["import http from 'node:http';", "require('https')", "await import('node:net')", 'fetch(url)'])(
  'a way out is found in %s',
  (text) => {
    expect(waysOut('lib/x.ts', text)).toHaveLength(1);
  },
);

describe('the command', () => {
  let aws: LoopbackAws;
  let other: LoopbackAws;
  beforeEach(async () => {
    aws = await startLoopbackAws();
    other = await startLoopbackAws();
  });
  afterEach(() => Promise.all([aws.close(), other.close()]));

  test('asks nobody but the endpoint of AWS that it is told, through a proxy that would see all else', async () => {
    aws.deploy({ stackName: 'Web', template: webTemplate() });
    const { hostname } = new URL(aws.endpoint);
    const env = { HTTPS_PROXY: other.endpoint, HTTP_PROXY: other.endpoint, NO_PROXY: hostname };
    const directory = writeAssembly({ Web: { template: webTemplate() } });
    expect((await check(['--app', directory], { aws, env }, runBuilt)).code).toBe(0);
    expect(aws.calls.length).toBeGreaterThan(0);
    expect(other.calls).toEqual([]);
  });
});
