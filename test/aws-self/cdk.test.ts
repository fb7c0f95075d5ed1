import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as cdk from 'aws-cdk-lib';
import { aws_ec2 as ec2, aws_ecs as ecs, aws_ecs_patterns as patterns } from 'aws-cdk-lib';
import { type LoopbackAws, startLoopbackAws } from '../aws';

const CDK = join(require.resolve('aws-cdk/package.json'), '..', 'bin', 'cdk');

/** A stack with a network and one that imports from it and has a nested stack; a stage around another. */
function synthesize(outdir: string): void {
  const app = new cdk.App({ outdir, analyticsReporting: false });
  const env = { account: '111111111111', region: 'eu-west-1' };
  const web = new cdk.Stack(app, 'AWeb', { env, tags: { team: 'web' } });
  const network = new cdk.Stack(app, 'Network', { env });
  const vpc = new ec2.Vpc(network, 'Vpc', { maxAzs: 2 });
  const cluster = new ecs.Cluster(network, 'Cluster', { vpc });
  const image = ecs.ContainerImage.fromRegistry('nginx');
  const { service } = new patterns.ApplicationLoadBalancedFargateService(web, 'Web', {
    cluster,
    taskImageOptions: { image },
    circuitBreaker: { rollback: true },
  });
  service.autoScaleTaskCount({ maxCapacity: 4 });
  const nested = new cdk.NestedStack(web, 'Nested');
  const taskDefinition = new ecs.FargateTaskDefinition(nested, 'Task');
  taskDefinition.addContainer('main', { image });
  new ecs.FargateService(nested, 'Inner', { cluster, taskDefinition });
  const far = new cdk.Stack(app, 'Far', { env: { ...env, region: 'us-west-2' }, crossRegionReferences: true });
  const near = new cdk.Stack(app, 'ANear', { env, crossRegionReferences: true });
  new cdk.CfnOutput(near, 'Topic', { value: new cdk.aws_sns.Topic(far, 'Topic').topicArn });
  const stage = new cdk.Stage(app, 'Prod', { env: { account: '222222222222', region: 'us-east-1' } });
  const staged = new cdk.Stack(stage, 'Staged');
  const stagedTask = new ecs.Ec2TaskDefinition(staged, 'Task');
  stagedTask.addContainer('main', { image, memoryLimitMiB: 64 });
  const stagedCluster = new ecs.Cluster(staged, 'Cluster', { vpc: new ec2.Vpc(staged, 'Vpc') });
  new ecs.Ec2Service(staged, 'Daemon', { cluster: stagedCluster, taskDefinition: stagedTask, daemon: true });
  app.synth();
}

function run(args: string[], env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [CDK, ...args], {
      env: { PATH: process.env.PATH ?? '', HOME: tmpdir(), CI: 'true', CDK_DISABLE_CLI_TELEMETRY: 'true', ...env },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString('utf8');
      });
    }
    child.on('close', (code) => resolve({ code, output }));
  });
}

describe('a synthesized CDK app', () => {
  let aws: LoopbackAws;
  let directory: string;

  beforeAll(async () => {
    aws = await startLoopbackAws();
    directory = mkdtempSync(join(tmpdir(), 'assembly-'));
    synthesize(directory);
    aws.deployAssembly(directory);
  });
  afterAll(async () => {
    await aws.close();
    rmSync(directory, { recursive: true });
  });

  function onlyService(stack: string): string {
    const services = aws.stack(stack).resources.filter(({ type }) => type === 'AWS::ECS::Service');
    expect(services).toHaveLength(1);
    return String(services[0]?.logicalId);
  }

  test('is deployed with stages, nested stacks and imports', () => {
    const web = aws.service('AWeb', onlyService('AWeb')).live;
    expect(web.clusterArn).toMatch(/:cluster\/Network-ClusterEB0386A7-\w{12}$/);
    expect(web.networkConfiguration.awsvpcConfiguration.subnets).toEqual([
      expect.stringMatching(/^subnet-0/),
      expect.stringMatching(/^subnet-0/),
    ]);
    expect(web.loadBalancers).toEqual([
      { targetGroupArn: expect.stringMatching(/:targetgroup\/AWeb-/), containerName: 'web', containerPort: 80 },
    ]);
    expect(web.tags).toEqual([{ key: 'team', value: 'web' }]);
    const nested = aws.stack('AWeb').resources.find(({ type }) => type === 'AWS::CloudFormation::Stack');
    const path = `AWeb/${nested?.logicalId}`;
    expect(aws.service(path, onlyService(path)).live).toMatchObject({
      launchType: 'FARGATE',
      clusterArn: web.clusterArn,
    });
    const daemon = aws.service('Prod-Staged', onlyService('Prod-Staged'), { account: '222222222222' });
    expect(daemon.arn).toMatch(/^arn:aws:ecs:us-east-1:222222222222:service\//);
    expect(daemon.live).toMatchObject({ schedulingStrategy: 'DAEMON' });
    const topic = aws.stack('Far').resources.find(({ type }) => type === 'AWS::SNS::Topic');
    expect(aws.stack('ANear').outputs).toMatchObject([{ key: 'Topic', value: topic?.physicalId }]);
  });

  test('is read by the CDK CLI: cdk drift sees what was changed by hand', async () => {
    const drift = () => run(['drift', 'AWeb', '--app', directory, '--fail', '--no-color', '--no-notices'], aws.env);
    const clean = await drift();
    expect(clean.output).toContain('No drift detected');
    expect(clean.code).toBe(0);
    const service = aws.service('AWeb', onlyService('AWeb'));
    service.update((live) => {
      live.deploymentConfiguration.minimumHealthyPercent = 0;
    });
    const dirty = await drift();
    expect(dirty.output).toContain('MinimumHealthyPercent');
    expect(dirty.code).toBe(1);
  });
});
