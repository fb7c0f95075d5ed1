import { type ComparedService, UNKNOWN_CATEGORY } from '../compare/compare-service';
import { fieldTree } from '../compare/field-tree';
import type { FieldTable } from '../model/field';
import type { Category } from '../model/report';

/** What a run was asked to show. */
export interface Asked {
  /** Empty: all categories. */
  readonly only?: readonly Category[];
  /** Leaves out what no template declares. */
  readonly declaredOnly?: boolean;
}

/**
 * Leaves out of what was found what nobody asked for. It comes last, so that what is shown is as in a run that shows
 * all.
 */
export function askedFor(
  { differences, unresolved, notes }: ComparedService,
  table: FieldTable,
  { only = [], declaredOnly = false }: Asked,
): ComparedService {
  const isAsked = (path: string): boolean => only.length === 0 || only.includes(categoryOf(table, path));
  const isShown = <Entry extends Told>({ path, declared = true, undeclared }: Entry): boolean =>
    (path === undefined || isAsked(path)) && !(declaredOnly && (undeclared || !declared));
  const told = <Entry extends Told>({ undeclared: _, ...entry }: Entry): Omit<Entry, 'undeclared'> => entry;
  return {
    differences: differences.filter(isShown),
    unresolved: unresolved.filter(isShown).map(told),
    notes: notes.filter(isShown).map(told),
  };
}

interface Told {
  readonly path?: string;
  readonly declared?: boolean;
  readonly undeclared?: true;
}

/** The category of a property by its path; all of one property of the first level have one. */
function categoryOf(table: FieldTable, path: string): Category {
  const [name = ''] = path.split(/[.[]/, 1);
  return fieldTree(table).members.get(name)?.row.category ?? UNKNOWN_CATEGORY;
}
