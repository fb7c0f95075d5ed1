/**
 * True where a stream gets colours: a terminal that has them, or whoever forces them. `NO_COLOR` and `--no-color`
 * win over all; `CI` brings none by itself, for its log may be a file.
 */
export function useColor(
  stream: { readonly isTTY?: boolean },
  env: { readonly [name: string]: string | undefined },
  allowed: boolean,
): boolean {
  if (!allowed || isSet(env.NO_COLOR)) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return stream.isTTY === true && env.TERM !== 'dumb';
}

function isSet(variable: string | undefined): boolean {
  return variable !== undefined && variable !== '';
}
