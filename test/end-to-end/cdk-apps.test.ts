import {
  App,
  CfnCondition,
  CfnParameter,
  aws_ec2 as ec2,
  aws_ecs as ecs,
  Fn,
  NestedStack,
  Stack,
  Stage,
  aws_sns as sns,
  Tags,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { temporaryDirectory } from '../assembly/temporary-directory';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { check, linesOf, serviceIn } from './run-command';

const IRELAND = { account: '111111111111', region: 'eu-west-1' };
const VIRGINIA = { account: '111111111111', region: 'us-east-1' };

function addService(scope: Construct, id: string, cluster: ecs.ICluster, desiredCount = 1): ecs.FargateService {
  const taskDefinition = new ecs.FargateTaskDefinition(scope, `${id}Task`);
  taskDefinition.addContainer('main', { image: ecs.ContainerImage.fromRegistry('nginx') });
  return new ecs.FargateService(scope, id, { cluster, taskDefinition, desiredCount });
}

function addCluster(scope: Construct): ecs.Cluster {
  return new ecs.Cluster(scope, 'Cluster', { vpc: new ec2.Vpc(scope, 'Vpc', { maxAzs: 2, natGateways: 1 }) });
}

describe('CDK apps', () => {
  let aws: LoopbackAws;

  beforeEach(async () => {
    aws = await startLoopbackAws();
  });
  afterEach(() => aws.close());

  function synthesize(build: (app: App) => void): string {
    const directory = temporaryDirectory();
    const app = new App({ outdir: directory, analyticsReporting: false });
    build(app);
    app.synth();
    return directory;
  }

  test('stages: stacks are known by their names and by their construct paths', async () => {
    const directory = synthesize((app) => {
      for (const [id, env] of [
        ['Test', IRELAND],
        ['Prod', VIRGINIA],
      ] as const) {
        const stack = new Stack(new Stage(app, id, { env }), 'Web');
        addService(stack, 'Service', addCluster(stack));
      }
    });
    aws.deployAssembly(directory);
    const run = await check(['--app', directory], { aws });
    expect(run.report.services).toMatchObject([
      { stackName: 'Prod-Web', constructPath: 'Prod/Web/Service/Service', region: 'us-east-1', status: 'IN_SYNC' },
      { stackName: 'Test-Web', constructPath: 'Test/Web/Service/Service', region: 'eu-west-1', status: 'IN_SYNC' },
    ]);
    expect(serviceIn(run, 'Prod/Web/Service/Service').source).toMatchObject({
      file: expect.stringMatching(/cdk-apps\.test\.ts$/),
      line: expect.any(Number),
    });
    expect(run.code).toBe(0);
    for (const selector of ['Prod/*', 'Prod/Web', 'Prod-Web']) {
      const { report } = await check([selector, '--app', directory], { aws });
      expect(report.services.map(({ stackName }) => stackName)).toEqual(['Prod-Web']);
    }
  });

  test('two stacks of one name in two regions', async () => {
    const directory = synthesize((app) => {
      for (const [id, env] of [
        ['Ireland', IRELAND],
        ['Virginia', VIRGINIA],
      ] as const) {
        const stack = new Stack(app, id, { env, stackName: 'Web' });
        addService(stack, 'Service', addCluster(stack));
      }
    });
    aws.deployAssembly(directory);
    const logicalId = (await check(['--app', directory], { aws })).report.services[0]?.logicalId ?? '';
    aws.service('Web', logicalId, { region: 'us-east-1' }).updateService({ desiredCount: 5 });
    const run = await check(['--app', directory], { aws });
    expect(run.report.summary).toMatchObject({ services: 2, inSync: 1, drifted: 1 });
    expect(serviceIn(run, 'Ireland/Service/Service')).toMatchObject({ region: 'eu-west-1', status: 'IN_SYNC' });
    expect(serviceIn(run, 'Virginia/Service/Service')).toMatchObject({ region: 'us-east-1', status: 'DRIFTED' });
  });

  test('nested stacks two deep with values from the root, and a reference back up', async () => {
    const directory = synthesize((app) => {
      const root = new Stack(app, 'Root');
      const cluster = addCluster(root);
      const middle = new NestedStack(root, 'Middle');
      addService(middle, 'Inner', cluster, 2);
      const deep = new NestedStack(middle, 'Deep');
      const group = new ec2.SecurityGroup(deep, 'Group', { vpc: cluster.vpc });
      addService(deep, 'Deepest', cluster, 3);
      addService(root, 'Outer', cluster).connections.addSecurityGroup(group);
    });
    aws.deployAssembly(directory);
    const run = await check(['--app', directory], { aws });
    expect(run.report.services.map(({ status, unresolved }) => ({ status, unresolved }))).toEqual(
      Array(3).fill({ status: 'IN_SYNC', unresolved: [] }),
    );
    const deepest = serviceIn(run, 'Root/Middle/Deep/Deepest/Service');
    expect(deepest).toMatchObject({ stackName: 'Root', nestedStackName: expect.stringMatching(/^Root-/) });
    aws.service(deepest.serviceArn ?? '').updateService({ desiredCount: 0 });
    const drifted = await check(['Root', '--app', directory], { aws });
    expect(linesOf(serviceIn(drifted, 'Root/Middle/Deep/Deepest/Service'))).toEqual([
      'drift NOT_EQUAL DesiredCount (kept)',
    ]);
    expect(drifted.report.summary).toMatchObject({ drifted: 1, inSync: 2 });
  });

  test('references between stacks, before and after the exporting stack has what is imported', async () => {
    const build =
      (withGroup: boolean) =>
      (app: App): void => {
        const network = new Stack(app, 'Network', { env: IRELAND });
        const cluster = addCluster(network);
        const service = addService(new Stack(app, 'Web', { env: IRELAND }), 'Service', cluster);
        if (withGroup) {
          service.connections.addSecurityGroup(new ec2.SecurityGroup(network, 'Group', { vpc: cluster.vpc }));
        }
      };
    const before = synthesize(build(false));
    aws.deployAssembly(before);
    expect((await check(['--app', before], { aws })).code).toBe(0);
    const after = synthesize(build(true));
    const pending = serviceIn(await check(['--app', after], { aws }), 'Web/Service/Service');
    expect(pending).toMatchObject({ status: 'IN_SYNC', unresolved: [] });
    expect(pending.differences.map(({ cause }) => cause)).toEqual(pending.differences.map(() => 'pending'));
    aws.deployAssembly(after);
    expect(serviceIn(await check(['--app', after], { aws }), 'Web/Service/Service')).toMatchObject({
      status: 'IN_SYNC',
      differences: [],
      unresolved: [],
    });
  });

  test('environment-agnostic stacks with parameters and conditions', async () => {
    const directory = synthesize((app) => {
      const stack = new Stack(app, 'Anywhere');
      const size = new CfnParameter(stack, 'Size', { type: 'Number', default: 2 });
      const cluster = addCluster(stack);
      addService(stack, 'Service', cluster, size.valueAsNumber);
      const never = new CfnCondition(stack, 'Never', { expression: Fn.conditionEquals(size.valueAsString, '1000') });
      const resource = addService(stack, 'Sometimes', cluster).node.findChild('Service') as ecs.CfnService;
      resource.cfnOptions.condition = never;
    });
    aws.deployAssembly(directory, { region: 'ap-southeast-2' });
    const run = await check(['--app', directory, '--region', 'ap-southeast-2'], { aws });
    expect(run.report.services).toMatchObject([
      { constructPath: 'Anywhere/Service/Service', region: 'ap-southeast-2', status: 'IN_SYNC', unresolved: [] },
    ]);
    expect(run.code).toBe(0);
    const elsewhere = await check(['--app', directory], { aws });
    expect(elsewhere.report.stacks).toMatchObject([{ status: 'NOT_DEPLOYED' }]);
  });

  test('references between regions', async () => {
    const directory = synthesize((app) => {
      const far = new Stack(app, 'Far', { env: VIRGINIA, crossRegionReferences: true });
      const near = new Stack(app, 'Near', { env: IRELAND, crossRegionReferences: true });
      const service = addService(near, 'Service', addCluster(near));
      Tags.of(service).add('topic', new sns.Topic(far, 'Topic').topicArn);
    });
    aws.deployAssembly(directory);
    const run = await check(['--app', directory], { aws });
    expect(serviceIn(run, 'Near/Service/Service')).toMatchObject({
      status: 'IN_SYNC',
      differences: [],
      unresolved: [],
    });
    aws.service(run.report.services[0]?.serviceArn ?? '').update((live) => {
      live.tags[0].value = 'arn:aws:sns:us-east-1:111111111111:other';
    });
    expect(linesOf(serviceIn(await check(['--app', directory], { aws }), 'Near/Service/Service'))).toEqual([
      'drift NOT_EQUAL Tags[topic] (kept)',
    ]);
  });
});
