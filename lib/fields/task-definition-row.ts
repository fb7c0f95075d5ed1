import type { Absence, FieldRow } from '../model/field';
import type { Json } from '../model/json';

/** A row of a task definition: all of them have one category. */
export function taskDefinitionRow(path: string, shape: FieldRow['shape'], more: Partial<FieldRow> = {}): FieldRow {
  return { path, category: 'task-definition', shape, source: ECHOED, ...more };
}

const ECHOED = 'ECS API TaskDefinition: echoed as it was registered';

/** Left out, it is this value, and ECS shows either. */
export function orNothing(value: Json): Absence {
  return { is: 'one-of', values: [undefined, value] };
}

export const TEXT = { type: 'string' } as const;
export const NUMBER = { type: 'number' } as const;
export const BOOLEAN = { type: 'boolean' } as const;
export const OBJECT = { type: 'object' } as const;
export const FILLED = { type: 'object', filled: true } as const;
export const SET = { type: 'set' } as const;
export const MAP = { type: 'map' } as const;
export const ENTRIES = { type: 'map', entries: { name: 'Name', value: 'Value' } } as const;

/** A list of objects told apart by a member; while two share it, by a second one too. */
export function keyedBy(member: string, ...telling: string[]): FieldRow['shape'] {
  return { type: 'keyed', key: { members: [member], telling: telling.map((name) => ({ member: name })) } };
}

/** A list of texts whose order counts, compared whole. */
export function textsInOrder(path: string, source: string): FieldRow {
  return taskDefinitionRow(path, { type: 'json' }, { absent: orNothing([]), source });
}
