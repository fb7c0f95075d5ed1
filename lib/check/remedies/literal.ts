import { isObject, type Json } from '../../model/json';
import { escapeJson } from '../../report/escape';

/** A value as TypeScript writes it, on one line; what acts on a terminal or an editor as escapes. */
export function typeScriptLiteral(value: Json): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(typeScriptLiteral).join(', ')}]`;
  if (!isObject(value)) return String(value);
  const members = Object.entries(value).map(([name, inner]) => `${nameOf(name)}: ${typeScriptLiteral(inner as Json)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escapeJson(inner)}'`;
}

/** `__proto__: x` in a literal makes no member of that name. */
function nameOf(name: string): string {
  if (name === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

/** A value as a template writes it, on one line. */
export function templateLiteral(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(templateLiteral).join(', ')}]`;
  if (!isObject(value)) return escapeJson(JSON.stringify(value));
  const members = Object.entries(value).map(
    ([name, inner]) => `${templateLiteral(name)}: ${templateLiteral(inner as Json)}`,
  );
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
