import { isMap, type Value } from '../../model/value';
import { type IntrinsicFunction, type Place, within } from '../evaluation';
import { fault } from '../fault';
import { overAmbiguous } from '../over-ambiguous';
import { unresolvedCall } from '../unresolved-call';

/** `Fn::Split`: the pieces of a string between delimiters. A string known in part is not split: what is unknown may hold one. */
export const split: IntrinsicFunction = (argument, at, evaluation) => {
  if (!Array.isArray(argument) || argument.length !== 2) return fault(at, 'Fn::Split wants [delimiter, string]');
  const delimiter = evaluation.evaluate(argument[0], within(at));
  const source = evaluation.evaluate(argument[1], within(at));
  return overAmbiguous(
    [delimiter, source],
    ([by, text]) => unresolvedCall('Split', [by, text]) ?? splitUp(by, text, at),
  );
};

function splitUp(delimiter: Value | undefined, text: Value | undefined, at: Place): Value {
  if (typeof delimiter !== 'string' || delimiter === '')
    return fault(at, 'Fn::Split wants a delimiter that is not empty');
  if (text === undefined || Array.isArray(text) || isMap(text)) {
    return fault(at, 'Fn::Split wants a string as its second argument');
  }
  return String(text).split(delimiter);
}
