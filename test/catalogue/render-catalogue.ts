import { Document, isScalar, visit } from 'yaml';
import { serviceTable } from '../../lib/fields/service-table';
import type { Json } from '../../lib/model/json';
import { CATEGORIES, type Category } from '../../lib/model/report';
import {
  type CatalogueCase,
  type CatalogueChange,
  listCatalogue,
  ONLY_SERVICE,
  readCatalogueCase,
  type TwinDifference,
} from './catalogue-case';

/** Where the rendered catalogue stands, from the package's root. */
export const CATALOGUE_PAGE = 'docs/never-a-false-alarm.md';

const HEADINGS: Record<Category, string> = {
  deployment: 'Deployments',
  networking: 'Networking',
  'load-balancing': 'Load balancing',
  tags: 'Tags',
  'task-definition': 'Task definitions',
  capacity: 'Capacity and scaling',
  placement: 'Placement',
  'service-discovery': 'Service discovery',
  'service-connect': 'Service Connect',
  volumes: 'Volumes',
  lattice: 'VPC Lattice',
  settings: 'Settings and spelling',
  identity: 'Cluster and role',
};

type NamedCase = CatalogueCase & { readonly name: string };

/** The catalogue as a page of Markdown: by what the twin changes, and there by title. */
export function renderCatalogue(): string {
  const cases = listCatalogue().map((name) => ({ name, ...readCatalogueCase(name) }));
  const groups = CATEGORIES.map((category): [string, NamedCase[]] => [
    HEADINGS[category],
    cases.filter((each) => categoryOf(each) === category).sort((a, b) => (a.title < b.title ? -1 : 1)),
  ]).filter(([, members]) => members.length > 0);
  return `${[introduction(cases), contents(groups), ...groups.map(renderGroup)].join('\n\n')}\n`;
}

/** What has no row is among the settings, as in the report. */
function categoryOf({ twin }: NamedCase): Category {
  const top = twin.differences[0]?.path.split(/[.[]/)[0];
  const row = serviceTable.rows.find(({ path }) => path === top || path.startsWith(`${top}.`));
  return row?.category ?? 'settings';
}

function introduction(cases: readonly NamedCase[]): string {
  const reports = new Set(cases.flatMap((each) => each.reports));
  return `<!-- Written by \`npm run docs\` from test/catalogue. Changes made here are lost. -->

# Never a false alarm

A drift check is switched off at its first false alarm, and worth nothing after its first false all-clear. ECS and those
who act for it (autoscaling, CodeDeploy, CloudFormation, the CDK) make that hard: they fill defaults in, spell values in
other words, reorder lists, and change services that nobody touched.

This page lists ${cases.length} such traps, with ${reports.size} public reports of tools that are in them. None of it has to be believed:
each entry is a folder of [\`test/catalogue\`](../test/catalogue), and two tests run the whole command on it against a
pretend AWS on the loopback interface.

- **Silent**: the template is deployed, and what ECS does by itself is done to the live service. The check has to find no
  difference and leave nothing unresolved: \`IN_SYNC\`, exit code 0. A note may say who else owns a value.
- **Found**: somebody then changes the live service by hand, at the same property wherever it can be verified. The check
  has to report these differences and no others: exit code 1.

Where nothing else is said, both run with answers as ECS gives them now and as it gave them years ago, when it left more
out. The pretend AWS follows recorded and documented answers; where those leave a question open, either answer has to be
silent. If your services raise an alarm that should be here, report it with the JSON report.`;
}

function contents(groups: readonly (readonly [string, readonly NamedCase[]])[]): string {
  return groups
    .map(([heading, members]) => [`- ${heading}`, ...members.map(({ title }) => `  - ${linkTo(title)}`)].join('\n'))
    .join('\n');
}

/** As GitHub makes anchors of headings. */
function linkTo(title: string): string {
  const anchor = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
  return `[${title}](#${anchor})`;
}

function renderGroup([heading, members]: readonly [string, readonly NamedCase[]]): string {
  return [`## ${heading}`, ...members.map(renderCase)].join('\n\n');
}

function renderCase({ name, title, why, reports, template, tags, live = [], silent, twin }: NamedCase): string {
  const reported = reports.map((report) => {
    const [repository, number] = report.split('#');
    return `[${report}](https://github.com/${repository}/issues/${number})`;
  });
  return [
    `### ${title}`,
    why,
    ...(reported.length === 0 ? [] : [`Reported in ${reported.join(', ')}.`]),
    `\`\`\`yaml\n${shownTemplate(template)}\n\`\`\``,
    ...(tags === undefined ? [] : [`Tags of the stack: ${tagList(tags)}.`]),
    `**Silent**, exit code 0${notes(silent.notes)}${live.length === 0 ? ', as ECS answers by itself.' : ', while:'}`,
    ...(live.length === 0 ? [] : [list(live.map(told))]),
    '**Found**, exit code 1, after somebody changed:',
    list(twin.change.map(told)),
    `Reported${notes(twin.notes ?? silent.notes)}:`,
    list(twin.differences.map(reportedAs)),
    `Case: [\`${name}\`](../test/catalogue/${name}/case.json)`,
  ].join('\n\n');
}

/** As YAML, with references and lists of names on one line. */
function shownTemplate(template: CatalogueCase['template']): string {
  const document = new Document(template, { aliasDuplicateObjects: false });
  visit(document, {
    Seq: (_, list) => {
      list.flow = list.items.every(isScalar);
    },
    Map: (_, map) => {
      const [first] = map.items;
      map.flow = isScalar(first?.key) && isScalar(first.value) && first.key.value === 'Ref';
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false }).trimEnd();
}

function tagList(tags: Readonly<Record<string, string>>): string {
  return Object.entries(tags)
    .map(([key, value]) => `\`${key}\` \`${value}\``)
    .join(', ');
}

function notes(all: readonly string[] = []): string {
  if (all.length === 0) return '';
  return ` (with ${all.length === 1 ? 'a note' : 'notes'}: ${all.map(code).join(', ')})`;
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

function told({ service = ONLY_SERVICE, at, ...change }: CatalogueChange): string {
  return `\`${service}\`: ${doneTo(at, change)}`;
}

function doneTo(at: string, { to, toResource, push, revisionWith, taskWith }: Omit<CatalogueChange, 'at'>): string {
  if (revisionWith !== undefined || taskWith !== undefined) {
    const [...members] = Object.entries({ ...taskWith, ...revisionWith }).map(
      ([name, value]) => `\`${name}\` ${shown(value)}`,
    );
    const content = members.length === 0 ? 'with the same content' : `with ${members.join(', ')}`;
    return `runs another revision of its task definition ${content}`;
  }
  if (push !== undefined) return `\`${at}\` also holds ${shown(push)}`;
  if (to !== undefined) return `\`${at}\` is ${shown(to)}`;
  if (toResource !== undefined) return `\`${at}\` is the ARN of \`${toResource}\``;
  return `\`${at}\` is left out`;
}

function shown(value: Json): string {
  return code(typeof value === 'string' ? value : JSON.stringify(value));
}

function code(text: string): string {
  return `\`${text}\``;
}

const HAPPENED = { ADD: 'added', REMOVE: 'removed', NOT_EQUAL: 'changed' } as const;

function reportedAs({ service = ONLY_SERVICE, path, cause, differenceType, declared }: TwinDifference): string {
  const undeclared = declared ? '' : ', which no template declares';
  return `\`${service}\`: ${cause}, ${HAPPENED[differenceType]}: \`${path}\`${undeclared}`;
}
