import { Unknown } from '../../model/value';
import { type IntrinsicFunction, within } from '../evaluation';
import { overAmbiguous } from '../over-ambiguous';
import { unresolvedCall } from '../unresolved-call';

/** `Fn::GetAZs`: the account's availability zones, which no template tells; an empty region is the stack's own. */
export const getAzs: IntrinsicFunction = (argument, at, evaluation) =>
  overAmbiguous([evaluation.evaluate(argument, within(at))], ([given]) => {
    const region = given === undefined || given === '' ? evaluation.scope.region : given;
    const reason = 'Fn::GetAZs depends on the account’s availability zones, which are not read';
    return unresolvedCall('GetAZs', [region]) ?? new Unknown(reason, `\${GetAZs(${String(region)})}`);
  });
