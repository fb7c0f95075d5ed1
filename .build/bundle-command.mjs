// Puts the command into two files, its own code and what it uses of the AWS SDK: hundreds of small modules take longer to
// find and to open than the check takes. What few runs use stays outside and is loaded when a run needs it. Beside the
// files go the licences of what is in them.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Packages that a plain check does without. */
const OUTSIDE = [
  '@aws-sdk/client-application-auto-scaling',
  '@aws-sdk/client-cloudcontrol',
  '@aws-sdk/client-servicediscovery',
  '@aws-sdk/client-ssm',
  '@aws-sdk/client-sts',
  '@aws-sdk/credential-provider-cognito-identity',
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-login',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@aws-sdk/nested-clients',
  '@smithy/credential-provider-imds',
  'agent-base',
  'ajv',
  'http-proxy-agent',
  'https-proxy-agent',
  'yaml',
];

const SETTINGS = {
  absWorkingDir: ROOT,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  // Modules of ES alone lose what nobody imports from them.
  mainFields: ['module', 'main'],
  conditions: ['module'],
  external: OUTSIDE,
  // With names left as they are: to keep those of shortened ones costs a call for every function that is made.
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: true,
};

/** The SDK as an entry of its own loses all operations that are not imported; required from within, it would keep them. */
const sdkApart = {
  name: 'sdk-apart',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^\.\/sdk$/ }, () => ({ path: './ecs-drift.sdk.js', external: true }));
  },
};

const command = await build({
  ...SETTINGS,
  entryPoints: ['bin/ecs-drift.ts'],
  outfile: 'dist/bin/ecs-drift.js',
  plugins: [sdkApart],
});
const sdk = await build({ ...SETTINGS, entryPoints: ['lib/aws/sdk.ts'], outfile: 'dist/bin/ecs-drift.sdk.js' });
const inputs = [command, sdk].flatMap(({ metafile }) => Object.keys(metafile.inputs));
writeFileSync(join(ROOT, 'dist/bin/ecs-drift.licenses.txt'), licenses(inputs));

/** Returns the licence texts and notices of the packages that the files belong to. */
function licenses(files) {
  const packages = new Set(files.map((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]));
  packages.delete(undefined);
  const texts = [...packages].sort().map((directory) => {
    const { name, version } = JSON.parse(readFileSync(resolve(ROOT, directory, 'package.json'), 'utf8'));
    return `${name} ${version}\n\n${papersOf(name, resolve(ROOT, directory)).join('\n\n')}\n`;
  });
  return `The files of the command have parts of these packages in them.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

/** Returns the licence and the notices of a package. One that comes without its licence has it in licenses/. */
function papersOf(name, directory) {
  const read = (file) => readFileSync(file, 'utf8').trim();
  const papers = readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(licen[cs]e|copying|notice)/i.test(entry.name))
    .map((entry) => join(directory, entry.name));
  if (papers.some((file) => !/^notice/i.test(basename(file)))) return papers.map(read);
  const added = join(ROOT, '.build/licenses', `${name.replace('/', '+')}.txt`);
  if (existsSync(added)) return [added, ...papers].map(read);
  throw new Error(`${name} has no licence text: add the one of its repository as ${relative(ROOT, added)}`);
}
