import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const FILE = readFileSync(join(ROOT, 'dist', 'bin', 'ecs-drift.licenses.txt'), 'utf8');
const SECTIONS = FILE.split(`\n${'-'.repeat(80)}\n\n`).map((text, index) => {
  const section = index === 0 ? text.slice(text.indexOf('\n\n') + 2) : text;
  const [, name = '', version] = /^(\S+) (\S+)\n/.exec(section) ?? [];
  return { name, version, section };
});

test('the licence texts beside the command are those of what is in it', () => {
  const names = SECTIONS.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['@aws-sdk/client-ecs', '@aws-cdk/cloud-assembly-api', 'saxes']));
  expect(names.filter((name) => !existsSync(join(ROOT, 'node_modules', name)))).toEqual([]);
});

test.each(SECTIONS)('$name comes with its whole licence and its notices', ({ name, version, section }) => {
  const directory = join(ROOT, 'node_modules', name);
  expect(JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')).version).toBe(version);
  for (const paper of readdirSync(directory).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))) {
    expect(section).toContain(readFileSync(join(directory, paper), 'utf8').trim());
  }
  expect(section).toMatch(/Apache License|Permission is hereby granted|Permission to use, copy|Redistribution and use/);
});
