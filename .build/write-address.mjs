// Writes the address of the repository, which is set as `repository` in package.json alone, wherever else it stands.
// With --publish it refuses the placeholder that stands there as long as the repository has no address.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const read = (file) => readFileSync(join(ROOT, file), 'utf8');

const packageJson = JSON.parse(read('package.json'));
const [, page, slug] = /^git\+(https:\/\/github\.com\/([\w-]+\/[\w.-]+))\.git$/.exec(packageJson.repository.url) ?? [];
if (page === undefined) throw new Error('package.json: repository.url must be git+https://github.com/OWNER/NAME.git');
if (process.argv.includes('--publish') && slug.startsWith('OWNER/')) {
  throw new Error('package.json: set the address of the repository in repository.url and run `npm run address` first');
}

const written = { ...packageJson, homepage: `${page}#readme`, bugs: { url: `${page}/issues` } };
write('package.json', `${JSON.stringify(written, null, 2)}\n`);
write('README.md', read('README.md').replaceAll(/https:\/\/github\.com\/[\w-]+\/cdk-ecs-drift\b/g, page));
write('docs/ci.md', read('docs/ci.md').replaceAll(/(uses: )[\w-]+\/cdk-ecs-drift@/g, `$1${slug}@`));

function write(file, text) {
  if (text !== read(file)) writeFileSync(join(ROOT, file), text);
}
