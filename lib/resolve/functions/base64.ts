import { isMap } from '../../model/value';
import { type IntrinsicFunction, within } from '../evaluation';
import { fault } from '../fault';
import { overAmbiguous } from '../over-ambiguous';
import { unresolvedCall } from '../unresolved-call';

/** `Fn::Base64`: a string's UTF-8 bytes in Base64. */
export const base64: IntrinsicFunction = (argument, at, evaluation) =>
  overAmbiguous([evaluation.evaluate(argument, within(at))], ([text]) => {
    const open = unresolvedCall('Base64', [text]);
    if (open !== undefined) return open;
    if (text === undefined || Array.isArray(text) || isMap(text)) return fault(at, 'Fn::Base64 wants a string');
    return Buffer.from(String(text), 'utf8').toString('base64');
  });
