import { Unknown } from '../../model/value';
import { type IntrinsicFunction, within } from '../evaluation';
import { fault } from '../fault';
import { PossiblyAbsent } from '../possibly-absent';
import { unresolvedCall } from '../unresolved-call';

/** `Fn::Length`: how many elements a list has. */
export const length: IntrinsicFunction = (argument, at, evaluation) => {
  const list = evaluation.evaluate(argument, within(at));
  if (!Array.isArray(list)) return unresolvedCall('Length', [list]) ?? fault(at, 'Fn::Length wants a list');
  const optional = list.find((element) => element instanceof PossiblyAbsent);
  return optional instanceof Unknown ? unresolvedCall('Length', [list], optional) : list.length;
};
