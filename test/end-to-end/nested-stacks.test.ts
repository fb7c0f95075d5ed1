import { type LoopbackAws, startLoopbackAws } from '../aws';
import { check, linesOf, type ReportedRun, serviceIn } from './run-command';
import { plainService, type TemplateObject } from './templates';
import { writeAssembly } from './write-assembly';

describe('nested stacks', () => {
  let aws: LoopbackAws;

  beforeEach(async () => {
    aws = await startLoopbackAws();
  });
  afterEach(() => aws.close());

  const nested = (Parameters: object, asset = 'child.json') => ({
    Type: 'AWS::CloudFormation::Stack',
    Metadata: { 'aws:asset:path': asset },
    Properties: { TemplateURL: `https://s3/${asset}`, Parameters },
  });
  const root = (count: number | string, more: Record<string, unknown> = {}): TemplateObject => ({
    Resources: { Child: nested({ Count: count }), ...more },
  });
  const child = (properties: Record<string, unknown> = {}): TemplateObject => ({
    Parameters: { Count: { Type: 'Number' } },
    Resources: { Inner: plainService({ DesiredCount: { Ref: 'Count' }, ...properties }) },
    Outputs: { Arn: { Value: { Ref: 'Inner' } }, Name: { Value: { 'Fn::GetAtt': ['Inner', 'Name'] } } },
  });
  const assemblyOf = (template: object, inner: object = child()): string =>
    writeAssembly({ Root: { template } }, { 'child.json': inner });
  const checkCode = (template: object, inner?: object): Promise<ReportedRun> =>
    check(['--app', assemblyOf(template, inner)], { aws });

  test('a parameter that the root gives anew is pending inside', async () => {
    aws.deployAssembly(assemblyOf(root(2)));
    expect((await checkCode(root('2'))).code).toBe(0);
    expect(linesOf(serviceIn(await checkCode(root(3)), 'Inner'))).toEqual(['pending NOT_EQUAL DesiredCount']);
  });

  test('an output that the code has already and the stack has not yet is pending', async () => {
    const outer = (tag?: unknown) =>
      root(1, { Outer: plainService(tag === undefined ? {} : { Tags: [{ Key: 'inner', Value: tag }] }) });
    aws.deployAssembly(assemblyOf(outer(), { ...child(), Outputs: {} }));
    const run = await checkCode(outer({ 'Fn::GetAtt': ['Child', 'Outputs.Name'] }));
    expect(serviceIn(run, 'Outer')).toMatchObject({ status: 'IN_SYNC' });
    expect(linesOf(serviceIn(run, 'Outer'))).toEqual(['pending ADD Tags[inner]']);
    aws.deployAssembly(assemblyOf(outer({ 'Fn::GetAtt': ['Child', 'Outputs.Name'] })));
    const deployed = await checkCode(outer({ 'Fn::GetAtt': ['Child', 'Outputs.Name'] }));
    expect(serviceIn(deployed, 'Outer')).toMatchObject({ differences: [], unresolved: [] });
  });

  test('a nested stack that is not deployed yet, and one that the code has no more', async () => {
    aws.deployAssembly(assemblyOf(root(2)));
    const added = await checkCode(root(2, { Other: nested({ Count: 5 }) }));
    expect(added.report.services.map(({ status }) => status).sort()).toEqual(['IN_SYNC', 'NOT_DEPLOYED']);
    expect(added.code).toBe(0);
    aws.service('Root/Child', 'Inner').updateService({ desiredCount: 0 });
    const removed = await checkCode({ Resources: { Outer: plainService() } });
    expect(serviceIn(removed, 'Outer').status).toBe('NOT_DEPLOYED');
    const inner = serviceIn(removed, 'Inner');
    expect(linesOf(inner)).toEqual(['drift NOT_EQUAL DesiredCount']);
    expect(inner.notes.map(({ kind }) => kind)).toEqual(['deleted-by-deploy']);
  });

  test('a nested stack whose template is not in the assembly is compared without it', async () => {
    aws.deployAssembly(assemblyOf(root(2)));
    const { Metadata: _, ...remote } = nested({ Count: 2 });
    const run = await checkCode({ Resources: { Child: remote } });
    const inner = serviceIn(run, 'Inner');
    expect(inner).toMatchObject({ status: 'IN_SYNC', unresolved: [], notes: [] });
    aws.service('Root/Child', 'Inner').updateService({ desiredCount: 0 });
    const [difference] = serviceIn(await checkCode({ Resources: { Child: remote } }), 'Inner').differences;
    expect(difference).toMatchObject({ path: 'DesiredCount', cause: 'drift', deployed: 2, live: 0 });
    expect(difference).not.toHaveProperty('synthesized');
  });

  test('a nested stack that cannot be read leaves its services unchecked', async () => {
    aws.deployAssembly(assemblyOf(root(2, { Outer: plainService() })));
    aws.fail({
      operation: 'DescribeStacks',
      match: ({ input }) => String(input.StackName).includes('Root-Child'),
      error: 'AccessDenied',
    });
    const run = await checkCode(root(2, { Outer: plainService() }));
    expect(serviceIn(run, 'Outer').status).toBe('IN_SYNC');
    expect(serviceIn(run, 'Inner').status).toBe('UNCHECKED');
    expect(run.code).toBe(2);
  });

  test('the root’s tags reach the services inside', async () => {
    const directory = assemblyOf(root(2));
    aws.deployAssembly(directory, { tags: { team: 'web' } });
    expect(serviceIn(await check(['--app', directory], { aws }), 'Inner')).toMatchObject({
      status: 'IN_SYNC',
      differences: [],
    });
    aws.service('Root/Child', 'Inner').update((live) => {
      live.tags = [];
    });
    expect(linesOf(serviceIn(await check(['--app', directory], { aws }), 'Inner'))).toEqual([
      'drift REMOVE Tags[team] (kept)',
    ]);
  });

  test('a condition turns a nested stack off', async () => {
    const template = {
      Parameters: { On: { Type: 'String', Default: 'no' } },
      Conditions: { IsOn: { 'Fn::Equals': [{ Ref: 'On' }, 'yes'] } },
      Resources: { Child: { ...nested({ Count: 2 }), Condition: 'IsOn' }, Outer: plainService() },
    };
    aws.deployAssembly(assemblyOf(template));
    const run = await checkCode(template);
    expect(run.report.services.map(({ logicalId }) => logicalId)).toEqual(['Outer']);
    expect(run.code).toBe(0);
    aws.deployAssembly(assemblyOf({ ...template, Conditions: { IsOn: { 'Fn::Equals': [1, 1] } } }));
    const off = serviceIn(await checkCode(template), 'Inner');
    expect(off).toMatchObject({ status: 'IN_SYNC', differences: [], notes: [{ kind: 'deleted-by-deploy' }] });
  });
});
