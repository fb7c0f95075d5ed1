import Ajv from 'ajv';
import schema from '../../schema/report-v1.json';
import { readTextFile, whyUnreadable } from '../files/read-text-file';
import { InputError } from '../model/errors';
import { isDeeperThan } from '../model/json';
import type { Report } from '../model/report';

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
    return readTextFile(path, 'report');
  } catch (error) {
    throw new InputError(`${given}: ${whyUnreadable(error)}; give a file that ecs-drift --format json wrote`);
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
