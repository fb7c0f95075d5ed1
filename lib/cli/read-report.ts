import { readFileSync, statSync } from 'node:fs';
import Ajv from 'ajv';
import schema from '../../schema/report-v1.json';
import { InputError, messageOf } from '../model/errors';
import { isDeeperThan } from '../model/json';
import type { Report } from '../model/report';

/** A report of 5,000 services with a difference in each property is a tenth of it. */
const LIMIT_BYTES = 512 * 1024 * 1024;

/** Levels of maps and lists; renderers recurse. A report has ten, and what its values have. */
const DEEPEST = 300;

/** Reads a saved JSON report and vets it by the published schema; throws an InputError that names the file. */
export function readReport(path: string, given: string): Report {
  const document = parse(readText(path, given), given);
  if (isDeeperThan(document, DEEPEST)) {
    throw new InputError(
      `${given}: is nested more than ${DEEPEST} levels deep, which no report is: give a file that ecs-drift --format json wrote`,
    );
  }
  const version = (document as { schemaVersion?: unknown } | null)?.schemaVersion;
  if (version !== 1) {
    throw new InputError(
      `${given}: is no report of ecs-drift in schema version 1 (schemaVersion ${JSON.stringify(version) ?? 'is missing'}): give a file that ecs-drift --format json wrote`,
    );
  }
  const validate = new Ajv().compile<Report>(schema);
  if (validate(document)) return document;
  const [error] = validate.errors ?? [];
  throw new InputError(
    `${given}: is no report of ecs-drift: ${error?.instancePath || 'the document'} ${error?.message}: give a file that ecs-drift --format json wrote`,
  );
}

function readText(path: string, given: string): string {
  try {
    if (statSync(path).size > LIMIT_BYTES) throw new InputError('it is larger than 512 MiB');
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new InputError(`cannot read the report ${given}: ${messageOf(error)}`);
  }
}

function parse(text: string, given: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's words quote the file.
    throw new InputError(`${given}: is no JSON: give a file that ecs-drift --format json wrote`);
  }
}
