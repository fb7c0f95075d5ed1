import { nameIn } from '../../model/value';
import { type IntrinsicFunction, within } from '../evaluation';
import { fault } from '../fault';

/** `Ref`: a parameter's value, a resource's physical id, a pseudo parameter. */
export const ref: IntrinsicFunction = (argument, at, evaluation) => {
  const name = nameIn(argument);
  return name === undefined
    ? fault(at, 'Ref wants the name of a parameter or resource')
    : evaluation.reference(name, within(at));
};
