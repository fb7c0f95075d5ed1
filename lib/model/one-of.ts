import { InputError } from '../model/errors';

/** The value as one of the choices; an InputError that names them all where it is none. */
export function oneOf<T extends string>(choices: readonly T[], value: string, noun: string, option: string): T {
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  const all = `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
  throw new InputError(`unknown ${noun} '${value}' in ${option}: choose ${all}`);
}
