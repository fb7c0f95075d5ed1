import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element of JUnit XML; `children` undefined: text alone. */
interface Shape {
  readonly required: readonly string[];
  readonly optional?: readonly string[];
  readonly children?: readonly string[];
}

const OUTCOME: Shape = { required: [], optional: ['type', 'message'] };
const OUTPUT: Shape = { required: [] };

/**
 * The structure of the JUnit schema that Jenkins publishes (junit-10.xsd): the part of it that a report may use. Beyond
 * that schema, `file` and `line` of a case are what GitLab and others link to.
 */
const SHAPES: ReadonlyMap<string, Shape> = new Map([
  ['testsuites', { required: [], optional: ['name', 'tests', 'failures', 'errors', 'time'], children: ['testsuite'] }],
  [
    'testsuite',
    {
      required: ['name', 'tests', 'failures', 'errors'],
      optional: ['skipped', 'time', 'timestamp', 'hostname', 'id', 'package', 'file'],
      children: ['properties', 'testcase', 'system-out', 'system-err'],
    },
  ],
  [
    'testcase',
    {
      required: ['name'],
      optional: ['classname', 'time', 'group', 'file', 'line'],
      children: ['failure', 'error', 'skipped', 'system-out', 'system-err'],
    },
  ],
  ['failure', OUTCOME],
  ['error', OUTCOME],
  ['skipped', OUTCOME],
  ['system-out', OUTPUT],
  ['system-err', OUTPUT],
]);

/** Characters that XML 1.0 cannot hold. */
const ILLEGAL = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

export interface JunitElement {
  readonly name: string;
  readonly attributes: { readonly [name: string]: string };
  readonly children: readonly JunitElement[];
  readonly text: string;
}

/** The root element of a document. */
export function parseJunit(xml: string): JunitElement {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    trimValues: false,
  });
  const roots = parser.parse(xml).map(toElement) as JunitElement[];
  return roots.find(({ name }) => name !== '?xml' && name !== '#text') as JunitElement;
}

/** What the schema has against a document, one line each; none for a valid one. */
export function validateJunit(xml: string): string[] {
  const wellFormed = XMLValidator.validate(xml);
  if (wellFormed !== true) return [wellFormed.err.msg];
  const problems = ILLEGAL.test(xml) ? ['a character that XML cannot hold'] : [];
  if (/<!|<\?(?!xml version="1\.0" encoding="UTF-8"\?>)/.test(xml)) problems.push('more than elements and text');
  const root = parseJunit(xml);
  if (root.name !== 'testsuites') problems.push(`the root is ${root.name}`);
  return [...problems, ...validateElement(root)];
}

function validateElement({ name, attributes, children, text }: JunitElement): string[] {
  const shape = SHAPES.get(name);
  if (shape === undefined) return [`no element is called ${name}`];
  const given = Object.keys(attributes);
  const known = [...shape.required, ...(shape.optional ?? [])];
  const counts = ['tests', 'failures', 'errors', 'skipped', 'line'];
  return [
    ...shape.required.filter((key) => !given.includes(key)).map((key) => `${name} lacks ${key}`),
    ...given.filter((key) => !known.includes(key)).map((key) => `${name} may not have ${key}`),
    ...given
      .filter((key) => counts.includes(key) && !/^\d+$/.test(attributes[key] as string))
      .map((key) => `${key} of ${name} is no count`),
    ...children.filter((child) => !shape.children?.includes(child.name)).map((child) => `${child.name} in ${name}`),
    ...(shape.children !== undefined && text.trim() !== '' ? [`text in ${name}`] : []),
    ...children.flatMap(validateElement),
  ];
}

type Parsed = { ':@'?: { [name: string]: string }; '#text'?: string } & { [name: string]: Parsed[] };

function toElement(parsed: Parsed): JunitElement {
  const name = Object.keys(parsed).find((key) => key !== ':@') as string;
  if (name === '#text') return { name, attributes: {}, children: [], text: parsed['#text'] ?? '' };
  const content = (parsed[name] ?? []).map(toElement);
  return {
    name,
    attributes: parsed[':@'] ?? {},
    children: content.filter((child) => child.name !== '#text'),
    text: content.map((child) => (child.name === '#text' ? child.text : '')).join(''),
  };
}
