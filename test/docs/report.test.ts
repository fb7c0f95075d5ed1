import { readPage } from './page';

const PAGE = 'docs/report.md';
const schema = require('../../schema/report-v1.json');

/** What the first cells of the tables under a heading name, up to the next heading. */
function membersUnder(heading: string): string[] {
  const [, section = ''] = new RegExp(`^## ${heading}\\n([\\s\\S]*?)(?=^## )`, 'm').exec(readPage(PAGE)) ?? [];
  const [table = ''] = section
    .trim()
    .split('\n\n')
    .filter((paragraph) => paragraph.startsWith('| member |'));
  return [...table.matchAll(/^\| (`.+?) \|/gm)].flatMap(([, cell = '']) => cell.match(/\w+/g) ?? []);
}

test.each([
  ['The document', schema.properties],
  ['Stacks', schema.definitions.stack.properties],
  ['Services', schema.definitions.service.properties],
  ['Differences', schema.definitions.difference.properties],
])('%s: every member of the schema is explained, and no other', (heading, properties) => {
  expect(membersUnder(heading).sort()).toEqual(Object.keys(properties).sort());
});

test('every member of the summary is named', () => {
  const [, section = ''] = /^## Summary\n([\s\S]*?)(?=^## )/m.exec(readPage(PAGE)) ?? [];
  expect(section.match(/(?<=`)\w+(?=`)/g)?.sort()).toEqual(Object.keys(schema.definitions.summary.properties).sort());
});

test('every status, cause and kind of note has its words', () => {
  const { service, difference, note } = schema.definitions;
  const pages = `${readPage(PAGE)}${readPage('docs/differences.md')}`;
  const words = [
    ...service.properties.status.enum,
    ...difference.properties.cause.enum,
    ...difference.properties.onDeploy.enum,
    ...note.properties.kind.enum,
  ];
  expect(words.length).toBeGreaterThan(15);
  expect(words.filter((word: string) => !pages.includes(`\`${word}\``))).toEqual([]);
});
