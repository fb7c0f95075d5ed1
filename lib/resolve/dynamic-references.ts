import { bareObject } from '../model/json';
import { Ambiguous, isMap, NotDeployed, Unknown, type Value, type ValueMap } from '../model/value';
import { ask, ssmQuestion } from './ask';
import { concatenate } from './concatenate';
import type { Evaluation, Place } from './evaluation';
import { fault } from './fault';
import { overAmbiguous } from './over-ambiguous';
import { refersToSecret, secretUnknown } from './secrecy';

const REFERENCE = /\{\{resolve:([^:{}]*):([^{}]*)\}\}/g;
const BEGINNING = '{{resolve:';

/** Puts values in place of `{{resolve:…}}` in every string within; CloudFormation does so after all functions. */
export function resolveDynamicReferences(value: Value, at: Place, evaluation: Evaluation): Value {
  return isPlain(value) ? value : resolveWithin(value, at, evaluation);
}

/** Whether a value has no reference in it for sure, as hardly any has. */
function isPlain(value: Value): boolean {
  if (typeof value !== 'object') return typeof value !== 'string' || !value.includes(BEGINNING);
  if (Array.isArray(value)) return value.every(isPlain);
  if (!isMap(value)) return false;
  for (const key in value) if (!isPlain(value[key] as Value)) return false;
  return true;
}

function resolveWithin(value: Value, at: Place, evaluation: Evaluation): Value {
  if (typeof value === 'string') return resolveText(value, at, evaluation);
  if (value instanceof Ambiguous) {
    return overAmbiguous([value], ([option]) => resolveText(String(option), at, evaluation, option)) ?? value;
  }
  if (value instanceof Unknown) return withoutReferences(value);
  if (value instanceof NotDeployed) return value;
  if (Array.isArray(value)) return value.map((element) => resolveWithin(element, at, evaluation));
  if (!isMap(value)) return value;
  const map: ValueMap = bareObject<Value>();
  for (const key of Object.keys(value)) map[key] = resolveWithin(value[key] as Value, at, evaluation);
  return map;
}

function resolveText(text: string, at: Place, evaluation: Evaluation, asItIs: Value = text): Value {
  if (!text.includes(BEGINNING)) return asItIs;
  const parts: Value[] = [];
  let end = 0;
  for (const match of text.matchAll(REFERENCE)) {
    parts.push(text.slice(end, match.index), resolveOne(match[0], match[1] ?? '', match[2] ?? '', at, evaluation));
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  return concatenate(parts, at, 'a dynamic reference');
}

function resolveOne(text: string, service: string, key: string, at: Place, { facts, scope }: Evaluation): Value {
  if (service === 'ssm') {
    if (!/^[\w.\-/:]+$/.test(key))
      return fault(at, `${text} is to be {{resolve:ssm:NAME}} or {{resolve:ssm:NAME:VERSION}}`);
    const value = ask(facts, ssmQuestion(key, scope.deployedAt), text);
    return Array.isArray(value) && value.every((element) => typeof element !== 'object') ? value.join(',') : value;
  }
  if (refersToSecret(text)) return secretUnknown(`a ${service} reference is a secret and never read`, text);
  return new Unknown(`dynamic references of ${service} are not known`, text);
}

/** A reference within a string that is known in part is no known piece of it, even where its ends lie in two pieces. */
function withoutReferences(value: Unknown): Unknown {
  if (value.pieces === undefined || !value.pieces.some((piece) => piece?.includes('{{'))) return value;
  const pieces: (string | null)[] = [];
  let open = false;
  for (const piece of value.pieces) {
    if (piece === null) pieces.push(null);
    else {
      const closed = open ? afterReference(piece) : piece;
      if (closed === undefined) continue;
      const [known, left] = cut(closed);
      pieces.push(...known);
      open = left;
    }
  }
  const joined = pieces.filter((piece, index) => piece !== '' && (piece !== null || pieces[index - 1] !== null));
  return new Unknown(value.reason, value.display, value.identity, joined, value.fault, value.likely, value.secret);
}

function afterReference(piece: string): string | undefined {
  const end = piece.indexOf('}}');
  return end < 0 ? undefined : piece.slice(end + 2);
}

/** Known stretches of a piece with null for each reference, and whether one is left open at the end. */
function cut(piece: string): [(string | null)[], boolean] {
  const stretches = piece.split(REFERENCE_WHOLE).flatMap((text, index) => (index === 0 ? [text] : [null, text]));
  const last = stretches.at(-1) ?? '';
  const start = last.indexOf('{{');
  if (start < 0) return [stretches, false];
  return [[...stretches.slice(0, -1), last.slice(0, start), null], true];
}

const REFERENCE_WHOLE = /\{\{resolve:[^{}]*\}\}/;
