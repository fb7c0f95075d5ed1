import * as cdk from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import type { ServiceReport } from '../../../lib/model/report';
import { temporaryDirectory } from '../../assembly/temporary-directory';
import { type FreeJson, type LoopbackAws, startLoopbackAws } from '../../aws';
import { check, serviceIn } from '../../end-to-end/run-command';
import { webTemplate } from '../../end-to-end/templates';
import { writeAssembly } from '../../end-to-end/write-assembly';

let aws: LoopbackAws;
beforeEach(async () => {
  aws = await startLoopbackAws();
});
afterEach(() => aws.close());

const GROUP = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/by-hand/0123456789abcdef';

/** What somebody changes by hand, of all kinds of properties. */
function changeByHand(live: FreeJson): void {
  Object.assign(live, {
    desiredCount: 7,
    healthCheckGracePeriodSeconds: 33,
    enableExecuteCommand: true,
    enableECSManagedTags: true,
    propagateTags: 'SERVICE',
    platformVersion: '1.4.0',
    loadBalancers: [{ targetGroupArn: GROUP, containerName: 'main', containerPort: 80 }],
    tags: [...(live.tags ?? []), { key: "it's", value: '\u001b[2J "x"' }],
  });
  Object.assign(live.deploymentConfiguration, { minimumHealthyPercent: 0, maximumPercent: 150, bakeTimeInMinutes: 9 });
  live.deploymentConfiguration.deploymentCircuitBreaker = { enable: true, rollback: true };
  live.deploymentConfiguration.alarms = { alarmNames: ['by-hand'], enable: true, rollback: false };
  live.networkConfiguration.awsvpcConfiguration.securityGroups.push('sg-0b1hand');
}

function codesOf({ differences }: ServiceReport): string[] {
  const codes = differences.flatMap(({ remedies = [] }) =>
    remedies.flatMap((remedy) => (remedy.kind === 'adopt' ? [remedy.code] : [])),
  );
  return [...new Set(codes)];
}

/** What names resources is said in words. */
const isCode = (text: string): boolean => !/^(?:\/\/|#) /.test(text);

/** The paths that are told in code how to adopt. */
function pathsInCode({ differences }: ServiceReport): string[] {
  return differences
    .filter(({ remedies = [] }) => remedies.some((remedy) => remedy.kind === 'adopt' && isCode(remedy.code)))
    .map(({ path }) => path);
}

/** An object literal's lines, with what the construct library exports in scope. */
function evaluate(lines: readonly string[]): object {
  const scope = { ...ecs, Duration: cdk.Duration };
  const names = Object.keys(scope).filter((name) => lines.some((line) => line.includes(name)));
  return new Function(...names, `return ({ ${lines.join(', ')} });`)(
    ...names.map((name) => scope[name as keyof typeof scope]),
  );
}

function synthesize(codes: readonly string[]): string {
  const outdir = temporaryDirectory();
  const app = new cdk.App({ outdir, analyticsReporting: false });
  const stack = new cdk.Stack(app, 'Web', { env: { account: '111111111111', region: 'eu-west-1' } });
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task');
  taskDefinition.addContainer('main', { image: ecs.ContainerImage.fromRegistry('nginx') });
  const service = new ecs.FargateService(stack, 'Web', {
    cluster: new ecs.Cluster(stack, 'Cluster'),
    taskDefinition,
    desiredCount: 1,
    ...evaluate(codes.filter((code) => !code.endsWith(';'))),
  });
  for (const code of codes.filter((one) => one.endsWith(';'))) {
    new Function('service', 'Tags', code.replace(' as CfnService', ''))(service, cdk.Tags);
  }
  app.synth();
  return outdir;
}

test('what is written into CDK code as it is told is adopted', async () => {
  const before = synthesize([]);
  aws.deployAssembly(before);
  const [logicalId = ''] = (await check(['--app', before], { aws })).report.services.map((one) => one.logicalId);
  aws.service('Web', logicalId).update(changeByHand);
  const drifted = serviceIn(await check(['--app', before], { aws }), logicalId);
  const codes = codesOf(drifted);
  expect(codes).toEqual(
    expect.arrayContaining([
      'minHealthyPercent: 0',
      'maxHealthyPercent: 150',
      'bakeTime: Duration.minutes(9)',
      'circuitBreaker: { enable: true, rollback: true }',
      'healthCheckGracePeriod: Duration.seconds(33)',
      'propagateTags: PropagatedTagSource.SERVICE',
      'platformVersion: FargatePlatformVersion.VERSION1_4',
      "(service.node.defaultChild as CfnService).addPropertyOverride('NetworkConfiguration.AwsvpcConfiguration.SecurityGroups.1', 'sg-0b1hand');",
      expect.stringMatching(/^\/\/ add LoadBalancers\[main:80\]: \{ .*targetgroup\/by-hand/),
      `Tags.of(service).add('it\\'s', '\\u001b[2J "x"');`,
    ]),
  );
  const adopted = serviceIn(await check(['--app', synthesize(codes.filter(isCode))], { aws }), logicalId);
  const causes = new Map(adopted.differences.map(({ path, cause }) => [path, cause]));
  for (const path of pathsInCode(drifted)) expect([path, causes.get(path)]).toEqual([path, 'adopted']);
  const left = adopted.differences.filter(({ cause }) => cause === 'drift' || cause === 'conflict');
  expect(left.map(({ path }) => path)).toEqual(['LoadBalancers[main:80]']);
});

test('what is written into a plain template as it is told is adopted', async () => {
  aws.deploy({ stackName: 'Web', template: webTemplate() });
  const live = aws.service('Web', 'Web');
  live.update(changeByHand);
  const before = serviceIn(await check(['--app', writeAssembly({ Web: { template: webTemplate() } })], { aws }), 'Web');
  const properties: FreeJson = JSON.parse(JSON.stringify(webTemplate().Resources.Web)).Properties;
  for (const code of codesOf(before).filter(isCode)) merge(properties, JSON.parse(`{${code}}`));
  const template = webTemplate({ ...properties });
  const after = serviceIn(await check(['--app', writeAssembly({ Web: { template } })], { aws }), 'Web');
  const causes = new Map(after.differences.map(({ path, cause }) => [path, cause]));
  expect(before.differences.map(({ path }) => [path, causes.get(path)])).toEqual(
    before.differences.map(({ path }) => [path, pathsInCode(before).includes(path) ? 'adopted' : 'drift']),
  );
});

/** Objects are merged, lists replaced. */
function merge(into: FreeJson, from: FreeJson): void {
  for (const [name, value] of Object.entries(from)) {
    const known = into[name];
    const both = [known, value].every((one) => typeof one === 'object' && one !== null && !Array.isArray(one));
    if (both) merge(known, value);
    else into[name] = value;
  }
}
