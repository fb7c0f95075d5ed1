import { NotDeployed, type TemplateJson, Unknown, type Value } from '../../model/value';
import { type Evaluation, type IntrinsicFunction, type Place, within } from '../evaluation';
import { fault } from '../fault';
import { overAmbiguous } from '../over-ambiguous';
import { PossiblyAbsent } from '../possibly-absent';
import { withSecrecyOf } from '../secrecy';
import { unresolvedCall } from '../unresolved-call';

/** `Fn::Select`: one element of a list by its position, from 0. */
export const select: IntrinsicFunction = (argument, at, evaluation) => {
  if (!Array.isArray(argument) || argument.length !== 2) return fault(at, 'Fn::Select wants [index, list]');
  const index = evaluation.evaluate(argument[0], within(at));
  const list = elementsOf(argument[1], at, evaluation);
  if (index instanceof Unknown || index instanceof NotDeployed) return unresolvedCall('Select', [index]);
  if (list instanceof Unknown || list instanceof NotDeployed) return unresolvedCall('Select', [index, list]);
  if (!Array.isArray(list)) return fault(at, 'Fn::Select wants a list as its second argument');
  return overAmbiguous([index], ([reading]) => elementAt(list, reading, at));
};

type Elements = readonly (Value | undefined)[];

/** A list that is written out keeps its absent elements, since they may or may not count as positions. */
function elementsOf(json: TemplateJson | undefined, at: Place, evaluation: Evaluation): Elements | Value | undefined {
  if (!Array.isArray(json)) return evaluation.evaluate(json, within(at));
  return json.map((element) => evaluation.evaluate(element, within(at)));
}

function elementAt(list: Elements, index: Value | undefined, at: Place): Value {
  const position = typeof index === 'string' && index.trim() !== '' ? Number(index) : index;
  if (typeof position !== 'number' || !Number.isInteger(position) || position < 0) {
    return fault(at, `Fn::Select wants an index from 0, but met ${JSON.stringify(index) ?? 'none'}`);
  }
  const uncertain = list
    .slice(0, position + 1)
    .some((element) => element === undefined || element instanceof PossiblyAbsent);
  if (uncertain || (position >= list.length && list.some((element) => element instanceof PossiblyAbsent))) {
    const reason = 'Fn::Select counts elements that may be AWS::NoValue';
    const open = new Unknown(reason, `\${Select(${position}, …)}`, `${at.where} ${reason}`);
    return withSecrecyOf(list, open);
  }
  return list[position] ?? fault(at, `Fn::Select wants element ${position} of a list of ${list.length}`);
}
