import { type LoopbackAws, startLoopbackAws } from '../aws';
import { check, linesOf, serviceIn } from './run-command';
import { plainService } from './templates';
import { writeAssembly } from './write-assembly';

/** Reads that some values need and the templates here do not. */
const ON_DEMAND = ['ListExports', 'GetResource', 'GetParameters', 'DescribeServiceRevisions'];

/** How often each operation of CloudFormation and ECS, and each that is only for special values, was called. */
function countsOf({ calls }: LoopbackAws): Record<string, number> {
  const counts: Record<string, number> = {};
  const counted = calls.filter(
    ({ service, operation }) => ['cloudformation', 'ecs'].includes(service) || ON_DEMAND.includes(operation),
  );
  for (const { operation } of counted) counts[operation] = (counts[operation] ?? 0) + 1;
  return counts;
}

/** A template with so many services in each of these clusters, and so many other resources. */
function manyServices(clusters: Record<string, number>, others = 0): { Resources: Record<string, object> } {
  const Resources: Record<string, object> = {};
  for (let index = 0; index < others; index += 1) Resources[`Topic${index}`] = { Type: 'AWS::SNS::Topic' };
  for (const [Cluster, count] of Object.entries(clusters)) {
    for (let index = 0; index < count; index += 1) {
      Resources[`${Cluster}${index}`] = plainService({ Cluster, DesiredCount: index });
    }
  }
  return { Resources };
}

describe('the calls of a check', () => {
  let aws: LoopbackAws;

  afterEach(() => aws.close());

  test('services are read in tens over all stacks, resources page by page', async () => {
    aws = await startLoopbackAws();
    const stacks = {
      First: { template: manyServices({ red: 12, blue: 3 }, 200) },
      Second: { template: manyServices({ red: 13 }, 10) },
      Third: { template: manyServices({ blue: 4 }) },
      NoServices: { template: manyServices({}, 5) },
    };
    for (const [stackName, { template }] of Object.entries(stacks)) aws.deploy({ stackName, template });
    const directory = writeAssembly(stacks);
    const run = await check(['--app', directory], { aws });
    expect(run.report.summary).toMatchObject({ services: 32, inSync: 32 });
    expect(run.code).toBe(0);
    expect(countsOf(aws)).toEqual({
      DescribeStacks: 3,
      // NoServices may still have some deployed: its template tells.
      GetTemplate: 3 + 1,
      // 215, 23 and 4 resources in pages of 100.
      ListStackResources: 3 + 1 + 1,
      // 25 services on red, 7 on blue.
      DescribeServices: 3 + 1,
    });
    for (const { input } of aws.calls.filter(({ operation }) => operation === 'DescribeServices')) {
      expect(input.include).toEqual(['TAGS']);
      expect(input.services.length).toBeLessThanOrEqual(10);
    }
    expect(run.report.services.map(({ stackName, logicalId }) => `${stackName}/${logicalId}`)).toEqual(
      run.report.services.map(({ stackName, logicalId }) => `${stackName}/${logicalId}`).sort(),
    );
    aws.service('Second', 'red7').updateService({ desiredCount: 70 });
    const drifted = await check(['--app', directory], { aws });
    expect(drifted.report.summary).toMatchObject({ services: 32, inSync: 31, drifted: 1 });
    const [second] = drifted.report.services.filter(({ status }) => status === 'DRIFTED');
    expect(second).toMatchObject({ stackName: 'Second', logicalId: 'red7', differences: [{ path: 'DesiredCount' }] });
  });

  test('only the selected stacks are read', async () => {
    aws = await startLoopbackAws();
    const stacks = Object.fromEntries(
      ['WebOne', 'WebTwo', 'Api'].map((name) => [name, { template: manyServices({ [`${name}Cluster`]: 1 }) }]),
    );
    for (const [stackName, { template }] of Object.entries(stacks)) aws.deploy({ stackName, template });
    const directory = writeAssembly(stacks);
    const one = await check(['Api', '--app', directory], { aws });
    expect(one.report.services.map(({ stackName }) => stackName)).toEqual(['Api']);
    expect(countsOf(aws)).toMatchObject({ DescribeStacks: 1, DescribeServices: 1 });
    const glob = await check(['check', 'Web*', '--app', directory], { aws });
    expect(glob.report.services.map(({ stackName }) => stackName)).toEqual(['WebOne', 'WebTwo']);
    await expect(check(['None', '--app', directory], { aws })).rejects.toThrow(/exit code 2: ecs-drift: .*None/);
  });

  test('a stack and its nested stacks are each read once, and the parameters between them cost nothing', async () => {
    aws = await startLoopbackAws();
    const leaf = {
      Parameters: { Cluster: { Type: 'String' }, Subnets: { Type: 'String' } },
      Resources: {
        Leaf: plainService({
          Cluster: { Ref: 'Cluster' },
          NetworkConfiguration: { AwsvpcConfiguration: { Subnets: { 'Fn::Split': [',', { Ref: 'Subnets' }] } } },
        }),
      },
      Outputs: { Name: { Value: { 'Fn::GetAtt': ['Leaf', 'Name'] } } },
    };
    const middle = {
      Parameters: { Cluster: { Type: 'String' } },
      Resources: {
        Leaf: {
          Type: 'AWS::CloudFormation::Stack',
          Metadata: { 'aws:asset:path': 'leaf.json' },
          Properties: {
            TemplateURL: 'https://s3/leaf',
            Parameters: { Cluster: { Ref: 'Cluster' }, Subnets: { 'Fn::Join': [',', ['subnet-1', 'subnet-2']] } },
          },
        },
      },
      Outputs: { Name: { Value: { 'Fn::GetAtt': ['Leaf', 'Outputs.Name'] } } },
    };
    const root = {
      Resources: {
        Cluster: { Type: 'AWS::ECS::Cluster' },
        Middle: {
          Type: 'AWS::CloudFormation::Stack',
          Metadata: { 'aws:asset:path': 'middle.json' },
          Properties: { TemplateURL: 'https://s3/middle', Parameters: { Cluster: { Ref: 'Cluster' } } },
        },
        Beside: plainService({
          Cluster: { Ref: 'Cluster' },
          Tags: [{ Key: 'leaf', Value: { 'Fn::GetAtt': ['Middle', 'Outputs.Name'] } }],
        }),
      },
    };
    const directory = writeAssembly({ Root: { template: root } }, { 'leaf.json': leaf, 'middle.json': middle });
    aws.deployAssembly(directory);
    const run = await check(['--app', directory], { aws });
    expect(run.report.services).toMatchObject([
      { stackName: 'Root', logicalId: 'Beside', status: 'IN_SYNC', unresolved: [] },
      {
        stackName: 'Root',
        nestedStackName: expect.stringMatching(/^Root-Middle-\w+-Leaf-/),
        logicalId: 'Leaf',
        status: 'IN_SYNC',
        unresolved: [],
      },
    ]);
    expect(run.report.stacks).toHaveLength(1);
    expect(countsOf(aws)).toEqual({ DescribeStacks: 3, GetTemplate: 3, ListStackResources: 3, DescribeServices: 1 });
    aws.service('Root/Middle/Leaf', 'Leaf').update((live) => {
      live.networkConfiguration.awsvpcConfiguration.subnets = ['subnet-1', 'subnet-3'];
    });
    expect(linesOf(serviceIn(await check(['--app', directory], { aws }), 'Leaf'))).toEqual([
      'drift REMOVE NetworkConfiguration.AwsvpcConfiguration.Subnets[subnet-2] (kept)',
      'drift ADD NetworkConfiguration.AwsvpcConfiguration.Subnets[subnet-3] (kept)',
    ]);
  });

  test('nothing that changes AWS is ever called', async () => {
    aws = await startLoopbackAws();
    const stacks = { Web: { template: manyServices({ red: 1 }) } };
    aws.deploy({ stackName: 'Web', ...stacks.Web });
    await check(['--app', writeAssembly(stacks)], { aws });
    for (const { operation } of aws.calls) expect(operation).toMatch(/^(Describe|List|Get)/);
  });
});
