import { Unknown } from '../../model/value';
import { type ConditionFunction, within } from '../evaluation';
import { fault } from '../fault';
import { boundedIdentity } from '../identity';

/** `Fn::Not`: the opposite of its one condition. */
export const not: ConditionFunction = (argument, at, _evaluation, test) => {
  const [condition] = Array.isArray(argument) && argument.length === 1 ? argument : [];
  if (condition === undefined) return fault(at, 'Fn::Not wants [condition]');
  const result = test(condition, within(at));
  if (typeof result === 'boolean') return !result;
  return new Unknown(result.reason, '${Not}', boundedIdentity(`Not(${result.identity})`), undefined, result.fault);
};
