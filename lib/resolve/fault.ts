import { Unknown } from '../model/value';
import type { Place } from './evaluation';

/** A mistake in the template itself, which CloudFormation would refuse as well. */
export function fault(at: Place, text: string, display = '${?}'): Unknown {
  const reason = `${at.where}: ${text}`;
  return new Unknown(reason, display, `fault ${reason}`, undefined, true);
}
