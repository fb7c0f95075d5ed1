import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json, JsonObject } from '../../lib/model/json';
import type { Difference } from '../../lib/model/report';

/** A known false alarm of other tools: what must stay silent, and its twin that must be found. */
export interface CatalogueCase {
  readonly title: string;
  /** What other tools say wrongly, and what is true; two to four sentences. */
  readonly why: string;
  /** Public reports of it: `owner/repository#1`. */
  readonly reports: readonly string[];
  readonly template: { readonly Resources: Readonly<Record<string, TemplateResource>> } & JsonObject;
  /** The stack's own tags. */
  readonly tags?: Readonly<Record<string, string>>;
  /** How ECS fills its answer in; default: both ways. */
  readonly style?: 'old' | 'recent';
  /** What ECS and those who act for it make of the service by themselves. */
  readonly live?: readonly CatalogueChange[];
  readonly silent: {
    /** Kind and path of the notes; default: none. */
    readonly notes?: readonly string[];
  };
  readonly twin: Twin;
}

/** The real change beside a false alarm, made on top of what is silent. */
export interface Twin {
  readonly change: readonly CatalogueChange[];
  /** All that has to be reported, sorted by service and path. */
  readonly differences: readonly TwinDifference[];
  /** Kind and path of the notes; default: as before the change. */
  readonly notes?: readonly string[];
}

/** What has to be reported; of service `Web` where it names none. */
export type TwinDifference = Pick<Difference, 'path' | 'cause' | 'differenceType' | 'declared'> & {
  readonly service?: string;
};

type TemplateResource = JsonObject & { readonly Type: string; readonly Properties?: JsonObject };

/** A change to a live service, by its logical id; default: `Web`. */
export interface CatalogueChange {
  readonly service?: string;
  /**
   * Leads through the JSON that DescribeServices answers, joined by dots: names, positions in lists, `name=value` for
   * the list's element with that member. It begins with `primary` for the primary deployment, with `revision` for the
   * service revision, and with `scaling` for the scalable target.
   */
  readonly at: string;
  readonly to?: Json;
  /** The physical id of the stack's resource whose logical id begins so. */
  readonly toResource?: string;
  readonly push?: Json;
  readonly remove?: true;
  /**
   * Registers another revision of the running task definition with these values of its first container, and lets the
   * service run it; `at` is `taskDefinition`.
   */
  readonly revisionWith?: Readonly<Record<string, Json>>;
  /** The same with values of the task as a whole. */
  readonly taskWith?: Readonly<Record<string, Json>>;
}

/** The service that changes and differences are about where they name none. */
export const ONLY_SERVICE = 'Web';

/** The names of the catalogue's folders. */
export function listCatalogue(): string[] {
  return readdirSync(__dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** Reads what a folder of the catalogue says. */
export function readCatalogueCase(name: string): CatalogueCase {
  return JSON.parse(readFileSync(join(__dirname, name, 'case.json'), 'utf8')) as CatalogueCase;
}
