const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
]);
/** Of what we only work with and never hand on. */
const ALLOWED_OF_TOOLS = new Set([...ALLOWED, 'CC-BY-4.0', 'MPL-2.0']);

/** True where an SPDX expression, without brackets within brackets, leaves a choice that is allowed. */
export function isLicenceAllowed(expression: unknown, isTool: boolean): boolean {
  if (typeof expression !== 'string') return false;
  const allowed = isTool ? ALLOWED_OF_TOOLS : ALLOWED;
  const choices = expression.replace(/^\((.*)\)$/, '$1').split(' OR ');
  return choices.some((choice) => choice.split(' AND ').every((licence) => allowed.has(licence)));
}
