import { Unknown } from '../model/value';

/** An unknown that may turn out to be `AWS::NoValue`: nobody can tell whether a list has this element at all. */
export class PossiblyAbsent extends Unknown {}
