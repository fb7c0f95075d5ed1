import Ajv from 'ajv';
import schema from '../../schema/report-v1.json';

const validate = new Ajv({ allErrors: true }).compile(schema);

/** What the JSON schema in the package has against a report document, one line each; none for a valid one. */
export function validateReport(report: unknown): string[] {
  // As a reader gets it: through JSON.
  validate(JSON.parse(JSON.stringify(report)));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
}
