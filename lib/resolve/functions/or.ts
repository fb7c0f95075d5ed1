import type { ConditionFunction } from '../evaluation';
import { allOf } from '../three-valued';

/** `Fn::Or`: false where all conditions are, true as soon as one is true. */
export const or: ConditionFunction = (argument, at, _evaluation, test) => allOf('Fn::Or', false, argument, at, test);
