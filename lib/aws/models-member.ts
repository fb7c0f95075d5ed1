/** What of ECS's answers a path starts at: a service, one of its deployments, or a service revision. */
export type LivePlace = 'service' | 'deployment' | 'revision';

/**
 * True where the installed SDK models a member of an answer of ECS; one that it does not model it drops, so that
 * nothing can be said of it. A path holds names of members: a list's elements take no segment, a map's key takes one,
 * and all below a free-form document counts as modelled.
 */
export function modelsLiveMember(place: LivePlace, path: readonly string[]): boolean {
  let schema = elementOf(rootOf(place));
  for (const name of path) {
    if (isDocument(schema)) return true;
    const child = childOf(schema, name);
    if (child === undefined) return false;
    schema = elementOf(child);
  }
  return true;
}

// The SDK's schemas are lists: [kind, namespace, name, traits, …]. A structure goes on with its members' names and
// their schemas, a list with its element's, a map with its key's and value's. A schema may stand behind a function
// or in a pair with its traits; a number is a scalar, with a bit for "list of" and one for "map of".
const DOCUMENT = 0b0000_1111;
const LIST_OF = 0b0100_0000;
const MAP_OF = 0b1000_0000;
const SIMPLE = 0;
const LIST = 1;
const MAP = 2;
const STRUCTURES: readonly unknown[] = [3, 4];

function rootOf(place: LivePlace): unknown {
  const sdk = require('./sdk') as typeof import('./sdk');
  return { service: sdk.Service$, deployment: sdk.Deployment$, revision: sdk.ServiceRevision$ }[place];
}

/** The schema itself, or, of a list, that of what is in it. */
function elementOf(reference: unknown): unknown {
  const schema = typeof reference === 'function' ? (reference as () => unknown)() : reference;
  if (typeof schema === 'number') return (schema & LIST_OF) === 0 ? schema : schema & ~LIST_OF;
  if (!Array.isArray(schema)) return undefined;
  const [kind, , , , inner] = schema as unknown[];
  if (typeof kind !== 'number') return elementOf(kind);
  return kind === LIST || kind === SIMPLE ? elementOf(inner) : schema;
}

function childOf(schema: unknown, name: string): unknown {
  if (typeof schema === 'number') return (schema & MAP_OF) === 0 ? undefined : schema & ~MAP_OF;
  if (!Array.isArray(schema)) return undefined;
  const [kind, , , , inner, value] = schema as unknown[];
  if (kind === MAP) return value;
  if (!STRUCTURES.includes(kind) || !Array.isArray(inner) || !Array.isArray(value)) return undefined;
  const index = inner.indexOf(name);
  return index < 0 ? undefined : (value[index] as unknown);
}

function isDocument(schema: unknown): boolean {
  return schema === DOCUMENT;
}
