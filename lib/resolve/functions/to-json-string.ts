import { Ambiguous, isMap, Unknown } from '../../model/value';
import { LONGEST_STRING, tooLong } from '../concatenate';
import { type IntrinsicFunction, within } from '../evaluation';
import { fault } from '../fault';
import { openWithin, unresolvedCall } from '../unresolved-call';

/** `Fn::ToJsonString`: an object or a list as JSON text. */
export const toJsonString: IntrinsicFunction = (argument, at, evaluation) => {
  const value = evaluation.evaluate(argument, within(at));
  const open = openWithin(value);
  if (open instanceof Ambiguous) {
    const reason = 'a YAML scalar in Fn::ToJsonString can be read in several ways; put it in quotes';
    return unresolvedCall('ToJsonString', [value], new Unknown(reason, '${?}'));
  }
  // How an unknown value is quoted depends on what it is, so no piece of the text is certain.
  if (open !== undefined) return unresolvedCall('ToJsonString', [value], open);
  if (!Array.isArray(value) && !isMap(value)) return fault(at, 'Fn::ToJsonString wants an object or a list');
  const text = JSON.stringify(value);
  return text.length > LONGEST_STRING ? tooLong(at) : text;
};
