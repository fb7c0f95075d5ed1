import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UpdateServiceRequest$ } from '@aws-sdk/client-ecs';
import * as cdk from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { optionName } from '../../../lib/check/remedies/update-service';
import { serviceTable } from '../../../lib/fields/service-table';
import { taskSetTable } from '../../../lib/fields/task-set-table';
import type { Adopt, FieldRow } from '../../../lib/model/field';
import { optionsOf } from './run-command-line';

const rows = [...serviceTable.rows, ...taskSetTable.rows].filter(({ auxiliary }) => !auxiliary);
const firstLevel = rows.filter(({ path }) => !/[.[]/.test(path));

describe('every property', () => {
  test.each(firstLevel.map((row) => [row.path, row] as const))(
    '%s has both remedies, or the reason why not',
    (_, row) => {
      for (const words of [row.restore, row.adopt]) {
        expect(words).toBeDefined();
        if (words?.by === 'nothing') expect(words.reason.length).toBeGreaterThan(20);
      }
    },
  );

  test('says on the first level alone how it is restored', () => {
    expect(rows.filter((row) => row.restore !== undefined && !firstLevel.includes(row))).toEqual([]);
  });
});

describe('the parameters of UpdateService', () => {
  const options = optionsOf(UpdateServiceRequest$);
  const parameters = rows.flatMap(({ path, restore }) => (restore?.by === 'update-service' ? [{ path, restore }] : []));

  test.each(parameters.map(({ path, restore }) => [path, restore] as const))('%s', (path, restore) => {
    const option = options.get(optionName(restore.parameter));
    expect(option?.member).toBe(restore.parameter);
    const type = rows.find((row) => row.path === path)?.shape.type;
    if (option?.type === 2) expect(type).toBe('boolean');
    if (option?.type === 1) expect(type).toBe('number');
    for (const together of restore.together ?? []) expect(options.has(together.slice(2))).toBe(true);
    if (restore.negative !== undefined) expect(restore.negative).toBe('disable-execute-command');
    if (restore.property !== undefined) expect(rows.map((row) => row.path)).toContain(restore.property);
  });

  test('each is the way of one property, but for the strategy that may stand in for a launch type', () => {
    const names = parameters.map(({ restore }) => restore.parameter);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual(['capacityProviderStrategy']);
  });
});

describe('the names of the construct library', () => {
  const folder = join(dirname(require.resolve('aws-cdk-lib/package.json')), 'aws-ecs', 'lib');
  const declared = ['base/base-service', 'fargate/fargate-service', 'ec2/ec2-service']
    .map((file) => readFileSync(join(folder, `${file}.d.ts`), 'utf8'))
    .join('\n');
  type Property = Extract<Adopt, { by: 'property' }>;
  const properties = rows.flatMap(({ path, adopt }): [string, Property, FieldRow][] =>
    adopt?.by === 'property' ? [[path, adopt, rows.find((row) => row.path === path) as FieldRow]] : [],
  );

  test.each(properties)('%s', (_, { name, form }) => {
    const [, type] = new RegExp(`readonly ${name}\\?: (.*);`).exec(declared) ?? [];
    expect(type).toBeDefined();
    if (form?.type === 'duration') {
      expect(type).toBe('Duration');
      expect(cdk.Duration[form.unit](1)).toBeInstanceOf(cdk.Duration);
    }
    if (form?.type === 'enumeration') {
      expect(type).toBe(form.name);
      const enumeration = (ecs as unknown as Record<string, Record<string, string>>)[form.name];
      for (const [value, member] of Object.entries(form.members)) expect(enumeration?.[member]).toBe(value);
    }
  });
});
