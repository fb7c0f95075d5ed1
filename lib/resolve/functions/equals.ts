import { Ambiguous, isMap, NotDeployed, type TemplateJson, Unknown, type Value } from '../../model/value';
import { type ConditionFunction, type Evaluation, type Place, within } from '../evaluation';
import { fault } from '../fault';
import { boundedIdentity, identityOf } from '../identity';
import { overAmbiguous } from '../over-ambiguous';
import { decisive, openWithin } from '../unresolved-call';

/** `Fn::Equals`: whether two values have the same text. */
export const equals: ConditionFunction = (argument, at, evaluation) => {
  if (!Array.isArray(argument) || argument.length !== 2) return fault(at, 'Fn::Equals wants [value, value]');
  const values = argument.map((json) => provenReading(json, evaluation) ?? evaluation.evaluate(json, within(at)));
  const result = overAmbiguous(values, ([left, right]) => compare(left, right, at));
  if (typeof result === 'boolean' || result instanceof Unknown) return result;
  return undecided(values, 'a YAML scalar in it can be read in several ways; put it in quotes');
};

/**
 * The reading of an ambiguous scalar that the stack itself proves: CloudFormation shows for a parameter what it took
 * the same scalar for as its Default, and one scalar is read one way within one template.
 */
function provenReading(json: TemplateJson, { scope }: Evaluation): string | undefined {
  if (!(json instanceof Ambiguous)) return undefined;
  for (const [name, { Default }] of Object.entries(scope.template.Parameters ?? {})) {
    const given = scope.parameters.get(name);
    if (typeof given !== 'string' || !(Default instanceof Ambiguous) || Default.text !== json.text) continue;
    if (given === json.text || json.options.some((option) => String(option) === given)) return given;
  }
  return undefined;
}

function compare(left: Value | undefined, right: Value | undefined, at: Place): boolean | Unknown {
  if (left === undefined || right === undefined) return fault(at, 'Fn::Equals cannot compare AWS::NoValue or null');
  const cause = decisive([left, right]) ?? openWithin([left, right]);
  if (cause === undefined) return textOf(left) === textOf(right);
  if (cause instanceof Unknown && cause.fault) return cause;
  if (!(cause instanceof NotDeployed) && identityOf(left) === identityOf(right)) return true;
  if (provablyDifferent(left, right)) return false;
  const reason = 'reason' in cause ? cause.reason : 'a YAML scalar in it can be read in several ways';
  return undecided([left, right], reason);
}

function undecided(values: readonly (Value | undefined)[], reason: string): Unknown {
  return new Unknown(reason, '${Equals}', boundedIdentity(`Equals(${values.map(identityOf).join()})`));
}

/** Scalars are compared as text (`true` equals "true"); lists and objects by their content. */
function textOf(value: Value): string {
  return Array.isArray(value) || isMap(value) ? identityOf(value) : `"${String(value)}"`;
}

/** What is known of a string: how it begins, how it ends, and the pieces between in order. */
function provablyDifferent(left: Value, right: Value): boolean {
  const [one, other] = [piecesOf(left), piecesOf(right)];
  if (one === undefined || other === undefined) return false;
  if (one.length === 1 && typeof one[0] === 'string') return !fits(one[0], other);
  if (other.length === 1 && typeof other[0] === 'string') return !fits(other[0], one);
  const [start, otherStart] = [one[0] ?? '', other[0] ?? ''];
  const [end, otherEnd] = [one.at(-1) ?? '', other.at(-1) ?? ''];
  const begin = start.startsWith(otherStart) || otherStart.startsWith(start);
  return !(begin && (end.endsWith(otherEnd) || otherEnd.endsWith(end)));
}

type Pieces = readonly (string | null)[];

function piecesOf(value: Value): Pieces | undefined {
  if (value instanceof Unknown) return value.pieces;
  return typeof value === 'object' ? undefined : [String(value)];
}

function fits(text: string, pieces: Pieces): boolean {
  const first = pieces[0] ?? '';
  const last = pieces.length > 1 ? (pieces.at(-1) ?? '') : '';
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let from = first.length;
  for (const piece of pieces.slice(1, -1)) {
    if (piece === null) continue;
    const found = text.indexOf(piece, from);
    if (found < 0 || found + piece.length > end) return false;
    from = found + piece.length;
  }
  return true;
}
