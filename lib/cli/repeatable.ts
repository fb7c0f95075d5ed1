import { Option } from 'commander';

/** An option that may be given several times; without a default of its own, which the help would print. */
export function repeatable(flags: string, description: string): Option {
  return new Option(flags, description).argParser<string[]>((value, earlier = []) => [...earlier, value]);
}
