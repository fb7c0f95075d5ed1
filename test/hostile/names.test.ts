import type { Report } from '../../lib/model/report';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { check, linesOf, serviceIn } from '../end-to-end/run-command';
import { plainService, webTemplate } from '../end-to-end/templates';
import { writeAssembly } from '../end-to-end/write-assembly';

let aws: LoopbackAws;
const ownNames = Object.getOwnPropertyNames(Object.prototype).sort();
beforeEach(async () => {
  aws = await startLoopbackAws();
});
afterEach(() => {
  expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(ownNames);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  return aws.close();
});

const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'prototype', '__defineGetter__'];

/** JSON text with the name as a key of its own: an object literal would set the prototype. */
function keyed(name: string, value: unknown): object {
  return JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`) as object;
}

function named(name: string, value: string): object {
  const sections = {
    Parameters: keyed(name, { Type: 'String', Default: value }),
    Mappings: keyed(name, keyed(name, keyed(name, value))),
    Conditions: keyed(name, { 'Fn::Equals': [value, value] }),
    Outputs: keyed(name, { Value: { Ref: name } }),
  };
  const Tags = [
    { Key: name, Value: { Ref: name } },
    { Key: `${name}.map`, Value: { 'Fn::FindInMap': [name, name, name] } },
    { Key: `${name}.if`, Value: { 'Fn::If': [name, value, 'other'] } },
    { Key: `${name}.sub`, Value: { 'Fn::Sub': ['${v}', { v: value }] } },
  ];
  const ServiceConnectConfiguration = {
    Enabled: true,
    LogConfiguration: { LogDriver: 'fluentd', Options: keyed(name, value) },
  };
  return webTemplate({ Tags, ServiceConnectConfiguration }, { sections });
}

describe.each(NAMES)('%s as every kind of name', (name) => {
  test('is equal where it is', async () => {
    aws.deploy({ stackName: 'Web', template: named(name, 'a') });
    const run = await check(['--app', writeAssembly({ Web: { template: named(name, 'a') } })], { aws });
    expect([run.code, serviceIn(run, 'Web').unresolved, linesOf(serviceIn(run, 'Web'))]).toEqual([0, [], []]);
  });

  test('is one difference at its path where its value changes', async () => {
    aws.deploy({ stackName: 'Web', template: named(name, 'a') });
    aws.service('Web', 'Web').update((live) => {
      live.tags.find(({ key }: { key: string }) => key === name).value = 'by hand';
    });
    const run = await check(['--app', writeAssembly({ Web: { template: named(name, 'a') } })], { aws });
    expect(linesOf(serviceIn(run, 'Web'))).toEqual([`drift NOT_EQUAL Tags[${name}] (kept)`]);
    expect(serviceIn(run, 'Web').differences[0]).toMatchObject({ synthesized: 'a', deployed: 'a', live: 'by hand' });
  });

  test('is one difference where it is added, and where it is gone', async () => {
    aws.deploy({ stackName: 'Web', template: webTemplate({ Tags: [{ Key: name, Value: 'a' }] }) });
    const app = writeAssembly({ Web: { template: webTemplate({ Tags: [{ Key: name, Value: 'a' }] }) } });
    aws.service('Web', 'Web').update((live) => {
      live.tags = live.tags.filter(({ key }: { key: string }) => key !== name);
    });
    expect(linesOf(serviceIn(await check(['--app', app], { aws }), 'Web'))).toEqual([
      `drift REMOVE Tags[${name}] (kept)`,
    ]);
  });

  test('is pending where the code changes it: a map of names', async () => {
    aws.deploy({ stackName: 'Web', template: named(name, 'a') });
    const run = await check(['--app', writeAssembly({ Web: { template: named(name, 'b') } })], { aws });
    expect(linesOf(serviceIn(run, 'Web'))).toContain(
      `pending NOT_EQUAL ServiceConnectConfiguration.LogConfiguration.Options[${name}]`,
    );
    expect(linesOf(serviceIn(run, 'Web')).filter((line) => !line.startsWith('pending'))).toEqual([]);
  });

  test('is a logical id and a stack name like others', async () => {
    const Resources = keyed(name, plainService({ DesiredCount: 2 }));
    aws.deploy({ stackName: name, template: { Resources } });
    aws.service(name, name).live.desiredCount = 5;
    const stacks = keyed(name, { template: { Resources } }) as Record<string, { template: object }>;
    const { report, code } = await check(['--app', writeStacks(stacks)], { aws });
    expect(code).toBe(1);
    expect(report.services.map((service) => [service.stackName, service.logicalId, ...linesOf(service)])).toEqual([
      [name, name, 'drift NOT_EQUAL DesiredCount (kept)'],
    ]);
  });

  test('is found by an ignore rule, and in an earlier report', async () => {
    aws.deploy({ stackName: 'Web', template: named(name, 'a') });
    aws.service('Web', 'Web').update((live) => {
      live.tags.find(({ key }: { key: string }) => key === name).value = 'by hand';
    });
    const app = writeAssembly({ Web: { template: named(name, 'a') } });
    const run = await check(['--app', app, '--ignore', `Tags[${name}]`], { aws });
    expect(serviceIn(run, 'Web').ignored.map(({ path }) => path)).toEqual([`Tags[${name}]`]);
    expect(run.code).toBe(0);
  });
});

/** As writeAssembly does it, with names that an object literal would lose. */
function writeStacks(stacks: Record<string, { template: object }>): string {
  const [[name, stack] = ['', { template: {} }]] = Object.entries(stacks);
  return writeAssembly({ Odd: { template: stack.template, stackName: name } });
}

test('an empty tag key, and one of blanks, are keys like others', async () => {
  const Tags = [
    { Key: ' ', Value: 'a' },
    { Key: ']', Value: 'b' },
    { Key: '.', Value: 'c' },
  ];
  aws.deploy({ stackName: 'Web', template: webTemplate({ Tags }) });
  aws.service('Web', 'Web').update((live) => {
    for (const tag of live.tags) if (tag.key.length === 1) tag.value = 'by hand';
    live.tags.push({ key: '', value: 'empty' });
  });
  const run = await check(['--app', writeAssembly({ Web: { template: webTemplate({ Tags }) } })], { aws });
  const paths = (run.report as Report).services.flatMap(({ differences }) => differences.map(({ path }) => path));
  expect([...paths].sort()).toEqual(['Tags[ ]', 'Tags[.]', 'Tags[\\]]', 'Tags[]'].sort());
});
