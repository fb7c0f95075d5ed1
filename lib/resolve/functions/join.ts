import { NotDeployed, Unknown, type Value } from '../../model/value';
import { concatenate } from '../concatenate';
import { type IntrinsicFunction, type Place, within } from '../evaluation';
import { fault } from '../fault';
import { PossiblyAbsent } from '../possibly-absent';
import { unresolvedCall } from '../unresolved-call';

/** `Fn::Join`: the strings of a list with a delimiter between them. */
export const join: IntrinsicFunction = (argument, at, evaluation) => {
  if (!Array.isArray(argument) || argument.length !== 2) {
    return fault(at, 'Fn::Join wants [delimiter, list of strings]');
  }
  const delimiter = evaluation.evaluate(argument[0], within(at));
  const list = evaluation.evaluate(argument[1], within(at));
  if (list instanceof Unknown || list instanceof NotDeployed) return unresolvedCall('Join', [delimiter, list]);
  if (!Array.isArray(list)) return fault(at, 'Fn::Join wants a list of strings as its second argument');
  if (delimiter === undefined || Array.isArray(delimiter)) return fault(at, 'Fn::Join wants a string as its delimiter');
  return joined(list, delimiter, at);
};

function joined(list: readonly Value[], delimiter: Value, at: Place): Value {
  const parts: Value[] = [];
  let delimited = true;
  for (const element of list) {
    // An element that may not be there takes the delimiters at its sides with it into the unknown.
    const optional = element instanceof PossiblyAbsent;
    if (!delimited && !optional) parts.push(delimiter);
    parts.push(element);
    delimited = optional;
  }
  return concatenate(parts, at, 'Fn::Join');
}
