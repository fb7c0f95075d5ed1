import { nameIn, Unknown, type Value } from '../../model/value';
import { type IntrinsicFunction, within } from '../evaluation';
import { fault } from '../fault';
import { boundedIdentity, identityOf } from '../identity';
import { PossiblyAbsent } from '../possibly-absent';
import { holdsSecret } from '../secrecy';
import { openWithin } from '../unresolved-call';

/** `Fn::If`: one of two values by a condition's name. With an unknown condition both must agree. */
export const ifFunction: IntrinsicFunction = (argument, at, evaluation) => {
  const [given, yes, no] = Array.isArray(argument) && argument.length === 3 ? argument : [];
  const name = nameIn(given);
  if (name === undefined) {
    return fault(at, 'Fn::If wants [condition name, value if true, value if false]');
  }
  const condition = evaluation.condition(name, within(at));
  const branch = (json: typeof yes) => evaluation.evaluate(json, { ...at, depth: at.depth + 1 });
  if (typeof condition === 'boolean') return branch(condition ? yes : no);
  return undecided(name, condition, branch(yes), branch(no));
};

function undecided(name: string, condition: Unknown, yes: Value | undefined, no: Value | undefined): Value | undefined {
  const [yesIdentity, noIdentity] = [identityOf(yes), identityOf(no)];
  if (yesIdentity === noIdentity) return yes;
  const optional = [yes, no].some((value) => value === undefined || value instanceof PossiblyAbsent);
  const identity = boundedIdentity(`If(${condition.identity},${yesIdentity},${noIdentity})`);
  const Kind = optional ? PossiblyAbsent : Unknown;
  // A mistake is told as it is: CloudFormation refuses it whichever branch is taken.
  const mistake = [condition, openWithin(yes), openWithin(no)].find(isFault);
  const reason = mistake?.reason ?? `condition ${name} is not known: ${condition.reason}`;
  const secret = holdsSecret(yes) || holdsSecret(no) || undefined;
  return new Kind(reason, `\${If(${name})}`, identity, undefined, mistake?.fault, undefined, secret);
}

function isFault(value: unknown): value is Unknown {
  return value instanceof Unknown && value.fault === true;
}
