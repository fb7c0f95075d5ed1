import { readTextFile, whyUnreadable } from '../files/read-text-file';
import { InputError } from '../model/errors';
import type { Report } from '../model/report';
import { vetReport } from '../report/vet-report';

/** Reads a saved JSON report; throws an InputError that names the file if it is none. */
export function readReport(path: string, given: string): Report {
  return vetReport(parse(readText(path, given), given), given);
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
