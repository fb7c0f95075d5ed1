import Ajv from 'ajv';
import schema from '../../schema/report-v1.json';
import { InputError } from '../model/errors';
import { isDeeperThan } from '../model/json';
import type { Report } from '../model/report';

/** Levels of maps and lists; renderers recurse. A report has ten, and what its values have. */
const DEEPEST = 300;

const ADVICE = 'give a report that ecs-drift --format json wrote';

/** Reports that have passed once. */
const passed = new WeakSet<object>();

/** A document as a report, by the published schema; throws an InputError that opens with its name. */
export function vetReport(document: unknown, name: string): Report {
  if (typeof document === 'object' && document !== null && passed.has(document)) return document as Report;
  if (isDeeperThan(document, DEEPEST)) {
    throw new InputError(`${name}: is nested more than ${DEEPEST} levels deep, which no report is: ${ADVICE}`);
  }
  const version = (document as { schemaVersion?: unknown } | null | undefined)?.schemaVersion;
  if (version !== 1) {
    throw new InputError(
      `${name}: is not a report of ecs-drift in schema version 1 (schemaVersion ${JSON.stringify(version) ?? 'is missing'}): ${ADVICE}`,
    );
  }
  const validate = new Ajv().compile<Report>(schema);
  if (!validate(document)) {
    const [error] = validate.errors ?? [];
    const where = error?.instancePath || 'the document';
    throw new InputError(`${name}: is not a report of ecs-drift: ${where} ${error?.message}: ${ADVICE}`);
  }
  passed.add(document);
  return document;
}
