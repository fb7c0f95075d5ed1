import type { Spelling } from '../model/field';
import type { Names } from './names';

/** Equal, different, or not to be told apart from here. */
export type Tri = boolean | undefined;

/** Whether two texts say the same under a row's spelling rule. */
export function sameSpelling(a: string, b: string, spelling: Spelling, names?: Names): Tri {
  if (a === b) return true;
  switch (spelling.type) {
    case 'name-or-arn':
      return sameNameOrArn(a, b, spelling);
    case 'revision':
      return sameRevision(a, b);
    case 'id-or-arn':
      return sameIdOrArn(a, b, spelling.resource, spelling.alias);
    case 'name-or-opaque-arn':
      return isArn(a) === isArn(b) ? false : sameName(a, b, names);
    case 'folded':
      return fold(a, spelling) === fold(b, spelling);
    case 'placeholder':
      return a === spelling.text || b === spelling.text;
    case 'measured':
      return measure(a, spelling) === measure(b, spelling);
  }
}

function isArn(text: string): boolean {
  return text.startsWith('arn:');
}

/** One of the two is an ARN. */
function sameName(a: string, b: string, names: Names | undefined): Tri {
  const [arn, name] = isArn(a) ? [a, b] : [b, a];
  const known = names?.nameOf(arn);
  return known === undefined ? undefined : known === name;
}

/** What follows `:resource/` in an ARN; a text that is no ARN without its leading slash. */
function resourcePart(text: string, resource: string): string {
  if (!isArn(text)) return text.replace(/^\//, '');
  const at = text.indexOf(`:${resource}/`);
  return at < 0 ? text : text.slice(at + resource.length + 2);
}

type NameOrArn = Extract<Spelling, { type: 'name-or-arn' }>;

function sameNameOrArn(a: string, b: string, { resource, scoped }: NameOrArn): boolean {
  if (isArn(a) && isArn(b)) return scoped === true && sameButScope(a, b);
  const [partA, partB] = [resourcePart(a, resource), resourcePart(b, resource)];
  if (partA === partB) return true;
  // A name alone is the last segment of an ARN with a path; two names with different paths are two roles.
  if (isArn(a) && !partB.includes('/')) return lastSegment(partA) === partB;
  if (isArn(b) && !partA.includes('/')) return lastSegment(partB) === partA;
  return false;
}

/** Two ARNs of which one says the path and the other does not. */
function sameButScope(a: string, b: string): boolean {
  const [one, other] = [a.split('/'), b.split('/')];
  return one.length !== other.length && one[0] === other[0] && one.at(-1) === other.at(-1);
}

function lastSegment(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}

/** Families hold letters, digits, `_` and `-` only, so the last `/` and the last `:` split exactly. */
function sameRevision(a: string, b: string): boolean {
  const [left, right] = [splitRevision(a), splitRevision(b)];
  const agree = (x: string | undefined, y: string | undefined): boolean =>
    x === undefined || y === undefined || x === y;
  return left.family === right.family && agree(left.revision, right.revision) && agree(left.account, right.account);
}

function splitRevision(text: string): { account: string | undefined; family: string; revision: string | undefined } {
  const slash = isArn(text) ? text.lastIndexOf('/') : -1;
  const name = text.slice(slash + 1);
  const colon = name.lastIndexOf(':');
  return {
    account: slash < 0 ? undefined : text.slice(0, slash),
    family: colon < 0 ? name : name.slice(0, colon),
    revision: colon < 0 ? undefined : name.slice(colon + 1),
  };
}

function sameIdOrArn(a: string, b: string, resource: string, alias: string): Tri {
  const isAlias = (text: string): boolean => text.startsWith(`${alias}/`) || text.includes(`:${alias}/`);
  if (isAlias(a) !== isAlias(b)) return undefined;
  if (isArn(a) && isArn(b)) return false;
  const id = (text: string): string => resourcePart(text, isAlias(text) ? alias : resource).replace(`${alias}/`, '');
  return id(a) === id(b);
}

function fold(text: string, spelling: Extract<Spelling, { type: 'folded' }>): string {
  const small = text.toLowerCase();
  const folded = spelling.beginnings.some((beginning) => small.startsWith(beginning)) ? small : text;
  return spelling.synonyms.find((words) => words.includes(folded))?.[0] ?? folded;
}

const MEASURE = /^(\d+(?:\.\d*)?|\.\d+)([a-z]*)$/;

/** The number that a text says; NaN, which equals nothing, where it says none. */
function measure(text: string, { unit, holds }: Extract<Spelling, { type: 'measured' }>): number {
  const [, number, named] = MEASURE.exec(text.toLowerCase().replace(/\s/g, '')) ?? [];
  if (number === undefined || (named !== '' && named !== unit)) return Number.NaN;
  return Number(number) * (named === '' ? 1 : holds);
}
