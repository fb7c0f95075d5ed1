import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { CONFIG_OPTIONS } from '../../lib/cli/config/config-options';
import { readConfig } from '../../lib/cli/read-config';
import { InputError } from '../../lib/model/errors';
import { FAIL_LEVELS } from '../../lib/model/fail-level';
import { CATEGORIES, isDay } from '../../lib/model/report';
import { FORMATS } from '../../lib/report/renderers';
import schema from '../../schema/config-v1.json';
import { temporaryDirectory } from '../assembly/temporary-directory';

const validate = new Ajv({ allErrors: true, formats: { date: isDay } }).compile(schema);

const directory = (() => {
  let made: string | undefined;
  return () => {
    made ??= temporaryDirectory();
    return made;
  };
})();

/** Whether the command reads a document, written as YAML or as JSON. */
function isRead(text: string): boolean {
  writeFileSync(join(directory(), '.ecs-drift.yaml'), text);
  try {
    readConfig(undefined, directory());
    return true;
  } catch (error) {
    if (error instanceof InputError && error.problems.length > 0) return false;
    throw error;
  }
}

const days = fc.constantFrom('2027-01-31', '2028-02-29', '2027-02-29', '2027-13-01', '27-1-1', '2027-01-31 ', 'soon');
const texts = fc.oneof(
  fc.constantFrom(...CATEGORIES, ...FAIL_LEVELS, ...FORMATS, 'json=out.json', 'text=', 'xml', '=x'),
  fc.constantFrom('5m', '90s', '1h', '5', '1d', '1234567890s', 'A=b', 'A=', '=', 'A-B=c', 'a', '', ' ', '\n', '\u00a0'),
  fc.constantFrom(
    'arn:aws:iam::111111111111:role/x',
    'arn:aws:iam::1:role/',
    'arn:aws-cn:iam:::role/y',
    'null',
    'true',
    '1',
  ),
  days,
  fc.string({ maxLength: 5 }),
);
const scalars = fc.oneof(texts, fc.boolean(), fc.integer(), fc.constant(null));
const rules = fc.record(
  {
    property: fc.oneof({ weight: 5, arbitrary: fc.constant('DesiredCount') }, scalars),
    reason: fc.oneof({ weight: 5, arbitrary: fc.constant('by hand') }, scalars),
    stack: fc.oneof(fc.constant('Web*'), scalars),
    service: fc.oneof(fc.constant('Web/**'), scalars),
    expires: fc.oneof(days, scalars),
    other: scalars,
  },
  { requiredKeys: [] },
);
const lists = fc.array(fc.oneof(scalars, fc.array(scalars, { maxLength: 1 }), rules), { maxLength: 3 });
const values = fc.oneof({ weight: 3, arbitrary: scalars }, lists, fc.constant({}));
const names = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...CONFIG_OPTIONS.keys()) },
  fc.constantFrom('$schema', 'config', 'help', 'fail', 'constructor', ''),
);
const documents = fc
  .tuple(
    fc.dictionary(names, values, { maxKeys: 3, noNullPrototype: true }),
    fc.option(fc.oneof(fc.array(rules, { maxLength: 3 }), values), { nil: undefined }),
  )
  .map(([options, ignore]) => ({ ...options, ...(ignore === undefined ? {} : { ignore }) }));

describe('the schema of the configuration', () => {
  test('accepts what the command reads, and nothing else', () => {
    let accepted = 0;
    fc.assert(
      fc.property(documents, fc.boolean(), (document, asJson) => {
        const text = asJson ? JSON.stringify(document) : stringify(document, { version: '1.2' });
        const valid = validate(document);
        if (valid) accepted += 1;
        expect({ document, errors: validate.errors, read: isRead(text) }).toMatchObject({ read: valid });
      }),
      { numRuns: 1000 },
    );
    expect(accepted).toBeGreaterThan(50);
  });

  test('accepts each single value that the command reads for an option, and no other', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CONFIG_OPTIONS.keys()), values, (name, value) => {
        const document = { [name]: value };
        expect({ document, read: isRead(JSON.stringify(document)) }).toMatchObject({ read: validate(document) });
      }),
      { numRuns: 1000 },
    );
  });

  test('has every option, category, level and format', () => {
    expect(Object.keys(schema.properties)).toEqual(['$schema', 'ignore', ...CONFIG_OPTIONS.keys()]);
    expect(schema.definitions.category.enum).toEqual([...CATEGORIES]);
    expect(schema.properties['fail-on'].enum).toEqual([...FAIL_LEVELS]);
    expect(schema.definitions.format.pattern).toContain(`^(${FORMATS.join('|')})`);
  });

  test('describes every option', () => {
    for (const property of Object.values(schema.properties)) expect(property.description).toMatch(/\.$/);
  });
});
