import { bareObject, type Json } from '../model/json';
import { Secret, type SecretJson } from '../model/secret';

/** A value without its secrets. */
export type Masker = (value: SecretJson) => Json;

/**
 * Hides secrets as `***` and eight hex digits of a keyed hash. The key lives and dies with the masker, so that
 * equal values look equal within one report and the digits tell nothing to whoever guesses values.
 */
export function createMasker(options: { readonly showValues?: boolean } = {}): Masker {
  const hide = options.showValues === true ? (value: Json) => value : createHash();
  const mask = (value: SecretJson): Json => {
    if (value instanceof Secret) return hide(value.value);
    if (Array.isArray(value)) return value.map(mask);
    if (typeof value !== 'object' || value === null) return value;
    const masked = bareObject<Json>();
    for (const [key, item] of Object.entries(value)) if (item !== undefined) masked[key] = mask(item);
    return masked;
  };
  return mask;
}

function createHash(): (value: Json) => string {
  // Loaded only where there is a secret to hide.
  let crypto: typeof import('node:crypto') | undefined;
  let key: Buffer | undefined;
  return (value) => {
    crypto ??= require('node:crypto') as typeof import('node:crypto');
    key ??= crypto.randomBytes(32);
    return `***${crypto.createHmac('sha256', key).update(canonicalText(value)).digest('hex').slice(0, 8)}`;
  };
}

/** The same text for equal values, whatever the order of their members. */
function canonicalText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonicalText(value[key] ?? null)}`).join(',')}}`;
}
