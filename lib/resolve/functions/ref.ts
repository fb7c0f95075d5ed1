import { type IntrinsicFunction, within } from '../evaluation';
import { fault } from '../fault';

/** `Ref`: a parameter's value, a resource's physical id, a pseudo parameter. */
export const ref: IntrinsicFunction = (argument, at, evaluation) =>
  typeof argument === 'string'
    ? evaluation.reference(argument, within(at))
    : fault(at, 'Ref wants the name of a parameter or resource');
