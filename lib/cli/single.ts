import { Option } from 'commander';
import { InputError } from '../model/errors';

/** An option that takes one value. Commander would let the last of several win without a word. */
export function single(flags: string, description: string, advice = 'give it once'): Option {
  const option = new Option(flags, description);
  return option.argParser<string>((value, earlier) => {
    if (earlier === undefined || earlier === value) return value;
    throw new InputError(`option ${option.long} is given twice, '${earlier}' and '${value}': ${advice}`);
  });
}
