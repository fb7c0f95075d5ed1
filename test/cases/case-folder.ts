import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { Difference } from '../../lib/model/report';
import type { LiveChange } from './change-live';

/** What `case.json` says. A service is named by its construct path, and every service of the app has to be. */
export interface Case {
  /** The app's context, such as feature flags. */
  readonly context?: Readonly<Record<string, unknown>>;
  readonly services: Readonly<Record<string, ServiceCase>>;
}

/** What is changed live, and all that has to be reported of it; `drift`, declared, unequal and kept where it says nothing else. */
export interface ServiceCase {
  readonly change: readonly LiveChange[];
  readonly differences: readonly (Partial<Difference> & Pick<Difference, 'path'>)[];
  /** Kind and path of the notes that the service has as it was deployed; default: none. */
  readonly notes?: readonly string[];
  /** The same after the change; default: as before. */
  readonly notesAfter?: readonly string[];
}

/** The folders that are cases: a case needs an `app.ts` that exports `build(app)`, and a `case.json`. */
export function listCases(): string[] {
  return readdirSync(__dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** Reads what a case says. */
export function readCase(name: string): Case {
  return JSON.parse(readFileSync(join(__dirname, name, 'case.json'), 'utf8')) as Case;
}

/** Synthesizes a case's app. */
export function synthesizeCase(name: string, context: Case['context'], outdir: string): void {
  const app = new App({ outdir, context: { ...context }, analyticsReporting: false });
  const { build } = require(`./${name}/app`) as { build(app: App): void };
  build(app);
  app.synth();
}
