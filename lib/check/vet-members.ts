/** Throws a TypeError, or an InputError for a value that has the right type, which opens with the name that it is given. */
export type Vet = (value: unknown, name: string) => void;

/** The members of what a function of the library takes, each with what it may be. All may be left out. */
export type Members<T> = { readonly [Name in keyof Required<T>]: Vet };

/** Throws for a member that is wrong, and for one that there is not, which would else be left out silently. */
export function vetMembers<T extends object>(given: T, members: Members<T>, where: string): void {
  if (!isRecord(given)) throw new TypeError(`${where} takes an object of options, met ${described(given)}`);
  for (const [name, value] of Object.entries(given)) {
    const vet = Object.hasOwn(members, name) ? members[name as keyof T] : undefined;
    if (vet === undefined) {
      throw new TypeError(`${where}: there is no option '${name}'; it takes ${Object.keys(members).join(', ')}`);
    }
    if (value !== undefined) vet(value, name);
  }
}

/** A value that is of a kind, and fits. */
export function is<T>(kind: string, fits: (value: unknown) => boolean, then?: (value: T, name: string) => void): Vet {
  return (value, name) => {
    if (!fits(value)) throw new TypeError(`${name}: takes ${kind}, met ${described(value)}`);
    then?.(value as T, name);
  };
}

/** A list, each of whose items is vetted. */
export function listOf(kind: string, vet: Vet): Vet {
  return is<readonly unknown[]>(`a list of ${kind}`, Array.isArray, (items, name) => {
    for (const [index, item] of items.entries()) vet(item, `${name}[${index}]`);
  });
}

export const flag = is('true or false', (value) => typeof value === 'boolean');
export const text = is('a text that is not blank', (value) => typeof value === 'string' && /\S/.test(value));
export const callback = is('a function', (value) => typeof value === 'function');
export const milliseconds = is(
  'a number of milliseconds',
  (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0,
);

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function described(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return JSON.stringify(value);
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
