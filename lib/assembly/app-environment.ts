import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Manifest as SchemaManifest } from '@aws-cdk/cloud-assembly-schema';
import { STAND_ASIDE } from '../model/stand-aside';

/** What one environment variable may hold on Linux, which is the tightest of the systems but Windows. */
const LARGEST_CONTEXT_BYTES = 131_072;
const LARGEST_CONTEXT_BYTES_WINDOWS = 32_760;
/** Names and values of the CDK CLI's own variables beside the context. */
const MARGIN_BYTES = 2_000;

interface AppRequest {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly context: Readonly<Record<string, unknown>>;
}

/** The environment of an app, and what removes the temporary file that a large context is handed over in. */
export function prepareAppEnvironment(
  request: AppRequest,
  outputDirectory: string,
): { environment: NodeJS.ProcessEnv; cleanUp: () => void } {
  const { Manifest } = require('@aws-cdk/cloud-assembly-schema') as { Manifest: typeof SchemaManifest };
  const { environment: given } = request;
  const environment: NodeJS.ProcessEnv = {
    ...given,
    CDK_OUTDIR: outputDirectory,
    CDK_CLI_ASM_VERSION: Manifest.version(),
    CDK_CLI_VERSION: Manifest.cliVersion() ?? Manifest.version(),
    // Judges templates by CloudFormation's schemas: seconds of work, and nothing for us. An app's own plugins still run.
    CDK_VALIDATION: 'false',
    [STAND_ASIDE]: 'true',
    // Python apps would else write in the code page of the system on Windows.
    PYTHONIOENCODING: given.PYTHONIOENCODING ?? 'utf-8',
  };
  const [small, overflow] = splitContext(request.context, roomForContext(environment));
  environment.CDK_CONTEXT_JSON = JSON.stringify(small);
  if (Object.keys(overflow).length === 0) return { environment, cleanUp: () => undefined };
  const directory = mkdtempSync(join(tmpdir(), 'cdk-context'));
  const file = join(directory, 'context-overflow.json');
  writeFileSync(file, JSON.stringify(overflow));
  environment.CONTEXT_OVERFLOW_LOCATION_ENV = file;
  return { environment, cleanUp: () => rmSync(directory, { recursive: true, force: true }) };
}

/** Bytes that are left for the context: on Windows all variables share one limit. */
function roomForContext(environment: NodeJS.ProcessEnv): number {
  const windows = environment.OS === 'Windows_NT';
  const used = Object.entries(environment).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value ?? ''),
    MARGIN_BYTES,
  );
  return Math.max(0, (windows ? LARGEST_CONTEXT_BYTES_WINDOWS : LARGEST_CONTEXT_BYTES) - used);
}

type Context = Record<string, unknown>;

/** The first entries that fit, and the rest, which newer versions of the library read from a file. */
function splitContext(context: Readonly<Context>, room: number): [Context, Context] {
  const entries = Object.entries(context);
  let used = 2;
  const overflowing = entries.findIndex(([key, value]) => {
    used += Buffer.byteLength(JSON.stringify({ [key]: value }));
    return used > room;
  });
  const end = overflowing === -1 ? entries.length : overflowing;
  return [Object.fromEntries(entries.slice(0, end)), Object.fromEntries(entries.slice(end))];
}
