import type { ConditionFunction } from '../evaluation';
import { allOf } from '../three-valued';

/** `Fn::And`: true where all conditions are, false as soon as one is false. */
export const and: ConditionFunction = (argument, at, _evaluation, test) => allOf('Fn::And', true, argument, at, test);
