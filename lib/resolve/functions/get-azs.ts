import { Unknown } from '../../model/value';
import { type IntrinsicFunction, within } from '../evaluation';
import { fault } from '../fault';
import { overAmbiguous } from '../over-ambiguous';
import { unresolvedCall } from '../unresolved-call';

/** `Fn::GetAZs`: the account's availability zones, which no template tells; an empty region is the stack's own. */
export const getAzs: IntrinsicFunction = (argument, at, evaluation) =>
  overAmbiguous([evaluation.evaluate(argument, within(at))], ([given]) => {
    const region = given === undefined || given === '' ? evaluation.scope.region : given;
    const reason = 'Fn::GetAZs depends on the account’s availability zones, which are not read';
    const open = unresolvedCall('GetAZs', [region]);
    if (open !== undefined) return open;
    if (typeof region === 'object') return fault(at, 'Fn::GetAZs wants the name of a region, or an empty string');
    return new Unknown(reason, `\${GetAZs(${String(region)})}`);
  });
