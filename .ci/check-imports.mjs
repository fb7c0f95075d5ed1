// Checks the import directions of .dependency-cruiser.cjs, and that every source file was seen: with a TypeScript that
// dependency-cruiser cannot use it sees none and passes.
import { readdirSync } from 'node:fs';
import { cruise } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const options = await extractDepcruiseOptions('./.dependency-cruiser.cjs');
const { output } = await cruise(['lib', 'bin'], options, undefined, { tsConfig: extractTSConfig('./tsconfig.json') });

let failed = false;
for (const { rule, from, to, cycle } of output.summary.violations) {
  const path = cycle ? cycle.map(({ name }) => name).join(' -> ') : to;
  const { comment } = output.summary.ruleSetUsed.forbidden.find(({ name }) => name === rule.name);
  process.stdout.write(`${from} -> ${path}\n  ${rule.name}: ${comment}\n`);
  failed = true;
}

const onDisk = ['lib', 'bin'].flatMap((directory) =>
  readdirSync(directory, { recursive: true })
    .map((path) => `${directory}/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts')),
);
const seen = new Map(output.modules.map((module) => [module.source, module]));
for (const path of onDisk.filter((each) => !seen.has(each))) {
  process.stdout.write(`${path} was not seen by dependency-cruiser: does it support the installed TypeScript?\n`);
  failed = true;
}
const edges = onDisk.reduce((sum, path) => sum + (seen.get(path)?.dependencies.length ?? 0), 0);
if (edges < onDisk.length) {
  process.stdout.write(`only ${edges} imports were seen in ${onDisk.length} files: were they parsed at all?\n`);
  failed = true;
}
process.stdout.write(
  `${onDisk.length} files, ${edges} imports, ${output.summary.violations.length} against the rules\n`,
);
process.exitCode = failed ? 1 : 0;
