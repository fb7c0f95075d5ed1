import fc from 'fast-check';
import type { Json, JsonObject } from '../../lib/model/json';
import { type DeclaredPlace, ORDERED, placesOf } from './contract-paths';
import { FULL_SERVICES } from './full-service';
import { ABSENT, ordinaryDefault } from './what-absence-means';

/** A service as a template declares it: any part of one of the full ones. */
export const declaredServices: fc.Arbitrary<JsonObject> = fc
  .constantFrom(...FULL_SERVICES.map(([, properties]) => properties))
  .chain((full) => {
    const optional = placesOf(full).filter(({ keyOf, kind }) => keyOf === undefined && kind !== 'text');
    return fc
      .subarray(optional.map(({ at }) => at.join('/')))
      .map((gone) => without(full, '', new Set(gone)) as JsonObject);
  });

function without(value: Json, at: string, gone: ReadonlySet<string>): Json {
  const below = (step: string | number): string => (at === '' ? `${step}` : `${at}/${step}`);
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => (gone.has(below(index)) ? [] : [without(item, below(index), gone)]));
  }
  if (typeof value !== 'object' || value === null) return value;
  const left = Object.entries(value).filter(([name]) => !gone.has(below(name)));
  return Object.fromEntries(left.map(([name, inner]) => [name, without(inner, below(name), gone)]));
}

/** A source of choices: the same numbers give the same choices. */
export const choices = fc.infiniteStream(fc.nat({ max: 5 }));
type Choices = Iterator<number>;

function yes(from: Choices): boolean {
  return (from.next().value as number) % 2 === 0;
}

/** What ECS may answer about a service that was deployed so: defaults filled in or left out, lists in any order. */
export function answerTo(declared: JsonObject, from: Choices): JsonObject {
  return answerAt(declared, '', from) as JsonObject;
}

function answerAt(value: Json, schema: string, from: Choices): Json {
  if (Array.isArray(value)) {
    const items = value.map((item) => answerAt(item, `${schema}[]`, from));
    return ORDERED.includes(schema) ? items : shuffled(items, from);
  }
  if (typeof value !== 'object' || value === null || /HookDetails$|Options$/.test(schema)) return value;
  const prefix = schema === '' ? '' : `${schema}.`;
  const answer: JsonObject = {};
  for (const [name, inner] of Object.entries(value)) {
    const isDefault = ABSENT[`${prefix}${name}`]?.is === inner && !isKey(schema, name);
    if (!isDefault || yes(from)) answer[name] = answerAt(inner, `${prefix}${name}`, from);
  }
  for (const path of Object.keys(ABSENT)) {
    const name = path.slice(prefix.length);
    if (!path.startsWith(prefix) || /[.[]/.test(name) || Object.hasOwn(value, name) || !isAlive(schema, value))
      continue;
    const place = { schema: path, path, at: [name], kind: 'leaf', value: '' } as DeclaredPlace;
    const filled = ABSENT[path]?.accepted?.[0] ?? ordinaryDefault(ABSENT[path], value, place);
    if (filled !== undefined && yes(from)) answer[name] = filled;
  }
  return answer;
}

/** A pause is known by its kind, which it therefore always shows. */
function isKey(schema: string, name: string): boolean {
  return schema.endsWith('LifecycleHooks[]') && name === 'TargetType';
}

/** ECS fills in nothing where there is nothing: an optional object without members, a switch that is off. */
function isAlive(schema: string, value: JsonObject): boolean {
  if (schema === '') return true;
  if (/Linear|Canary/.test(schema)) return false;
  return Object.keys(value).length > 0;
}

function shuffled(items: readonly Json[], from: Choices): Json[] {
  const rest = [...items];
  const result: Json[] = [];
  while (rest.length > 0) result.push(...rest.splice((from.next().value as number) % rest.length, 1));
  return result;
}

/** The same template in other words: numbers and booleans as texts here and there. */
export function reworded(value: Json, from: Choices, name = ''): Json {
  if (name === 'HookDetails') return yes(from) ? JSON.stringify(value) : value;
  if (Array.isArray(value)) return value.map((item) => reworded(item, from));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, reworded(inner, from, key)]));
  }
  if (name === 'Cluster' || name === 'TaskDefinition') {
    return yes(from) ? String(value).slice(String(value).lastIndexOf('/') + 1) : value;
  }
  if (typeof value === 'string') return value;
  return yes(from) ? String(value) : value;
}
