import { Missing, NotDeployed, type Value } from '../../model/value';
import { ask } from '../ask';
import { type Evaluation, type IntrinsicFunction, type Place, within } from '../evaluation';
import { fault } from '../fault';
import { overAmbiguous } from '../over-ambiguous';
import { unresolvedCall } from '../unresolved-call';

/** `Fn::ImportValue`: the value of another stack's export. */
export const importValue: IntrinsicFunction = (argument, at, evaluation) => {
  const name = evaluation.evaluate(argument, within(at));
  return overAmbiguous([name], ([reading]) => exported(reading, at, evaluation));
};

function exported(name: Value | undefined, at: Place, { scope, facts }: Evaluation): Value {
  const open = unresolvedCall('ImportValue', [name]);
  if (open !== undefined) return open;
  if (name === undefined || typeof name === 'object') return fault(at, 'Fn::ImportValue wants the name of an export');
  const question = { kind: 'export', name: String(name) } as const;
  const display = `\${ImportValue(${question.name})}`;
  const value = ask(facts, question, display);
  // One that could not be looked up may well be there, from an earlier deploy of the exporting stack.
  if (value instanceof Missing && scope.side === 'synthesized' && scope.comingExports?.has(question.name)) {
    return new NotDeployed(display, `export ${question.name} is not deployed yet`);
  }
  return value;
}
