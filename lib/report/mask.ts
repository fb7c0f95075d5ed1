import { bareObject, type Json } from '../model/json';
import { Secret, type SecretJson } from '../model/secret';

/** Where a value stands: which service, or task set, and what tells the place within it from all others. */
export interface MaskedPlace {
  readonly service: string;
  readonly path: string;
}

/** A value without its secrets. */
export type Masker = (value: SecretJson, place: MaskedPlace) => Json;

/**
 * Hides secrets as `***` and eight hex digits of a keyed hash over the secret and its place. Values look equal on the
 * sides of one place alone: otherwise, guesses written into other places would show which of them is right. The key
 * lives and dies with the masker, so the digits are of no use to whoever guesses later.
 */
export function createMasker(options: { readonly showValues?: boolean } = {}): Masker {
  const hide = options.showValues === true ? (value: Json) => value : createHash();
  const mask = (value: SecretJson, within: readonly string[]): Json => {
    if (value instanceof Secret) return hide(value.value, within);
    if (Array.isArray(value)) {
      const names = namesOf(value);
      return value.map((item, index) => mask(item, [...within, names[index] ?? '']));
    }
    if (typeof value !== 'object' || value === null) return value;
    const masked = bareObject<Json>();
    for (const [key, item] of Object.entries(value)) if (item !== undefined) masked[key] = mask(item, [...within, key]);
    return masked;
  };
  return (value, { service, path }) => mask(value, [service, path]);
}

/** Elements by what is public in them, so that the order of a list does not matter; equal ones by their number. */
function namesOf(list: readonly SecretJson[]): string[] {
  const seen = new Map<string, number>();
  return list.map((item) => {
    const text = canonicalText(publicPart(item));
    const count = (seen.get(text) ?? 0) + 1;
    seen.set(text, count);
    return `${text}#${count}`;
  });
}

function publicPart(value: SecretJson): Json {
  if (value instanceof Secret) return null;
  if (Array.isArray(value)) return value.map(publicPart);
  if (typeof value !== 'object' || value === null) return value;
  const shown = bareObject<Json>();
  for (const [key, item] of Object.entries(value)) shown[key] = publicPart(item);
  return shown;
}

function createHash(): (value: Json, within: readonly string[]) => string {
  // Loaded only where there is a secret to hide.
  let crypto: typeof import('node:crypto') | undefined;
  let key: Buffer | undefined;
  return (value, within) => {
    crypto ??= require('node:crypto') as typeof import('node:crypto');
    key ??= crypto.randomBytes(32);
    const text = JSON.stringify([...within, canonicalText(value)]);
    return `***${crypto.createHmac('sha256', key).update(text).digest('hex').slice(0, 8)}`;
  };
}

/** The same text for equal values, whatever the order of their members. */
function canonicalText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonicalText(value[key] ?? null)}`).join(',')}}`;
}
