import type { ServiceReport } from '../../../lib/model/report';
import { type FreeJson, type LoopbackAws, startLoopbackAws } from '../../aws';
import { check, serviceIn } from '../../end-to-end/run-command';
import { plainService, WEB, webTemplate } from '../../end-to-end/templates';
import { writeAssembly } from '../../end-to-end/write-assembly';
import { HOSTILE_TEXTS } from '../../report/hostile-service';
import { runCommandLine } from './run-command-line';

let aws: LoopbackAws;
beforeEach(async () => {
  aws = await startLoopbackAws();
});
afterEach(() => aws.close());

type Properties = Record<string, unknown>;

/** A template whose service a CDK app made. */
function cdkTemplate(properties: Properties = {}): { Resources: Properties } {
  const template = webTemplate(properties);
  const web = template.Resources.Web as object;
  return { Resources: { ...template.Resources, Web: { ...web, Metadata: { 'aws:cdk:path': 'Web/Web/Service' } } } };
}

async function checkWeb(template: object, ...options: string[]): Promise<ServiceReport> {
  return serviceIn(await check(['--app', writeAssembly({ Web: { template } }), ...options], { aws }), 'Web');
}

function change(properties: Properties, make: (live: FreeJson, primary: FreeJson) => void): object {
  const template = cdkTemplate(properties);
  aws.deploy({ stackName: 'Web', template });
  const handle = aws.service('Web', 'Web');
  make(handle.live, handle.primary ?? {});
  return template;
}

const remedy = ({ differences }: ServiceReport, path: string, kind: 'restore' | 'adopt'): string | undefined => {
  const found = differences.find((difference) => difference.path === path);
  if (found === undefined) throw new Error(`no difference at ${path}`);
  const [text] = (found.remedies ?? []).flatMap((one) =>
    one.kind !== kind ? [] : one.kind === 'restore' ? [one.command] : [one.code],
  );
  return text;
};

const MINIMUM = 'DeploymentConfiguration.MinimumHealthyPercent';

test('a command names region, cluster and service, and changes what its difference is about', async () => {
  const template = change({}, (live) => {
    Object.assign(live.deploymentConfiguration, { minimumHealthyPercent: 0, maximumPercent: 150 });
    live.enableExecuteCommand = true;
  });
  const web = await checkWeb(template);
  const { arn, clusterArn } = aws.service('Web', 'Web');
  const start = `aws ecs update-service --region eu-west-1 --cluster ${clusterArn} --service ${arn.slice(arn.lastIndexOf('/') + 1)}`;
  const merged = (member: string) => `${start} --deployment-configuration '{${member}}'`;
  expect(remedy(web, MINIMUM, 'restore')).toBe(merged('"minimumHealthyPercent":50'));
  expect(remedy(web, 'DeploymentConfiguration.MaximumPercent', 'restore')).toBe(merged('"maximumPercent":200'));
  expect(remedy(web, 'EnableExecuteCommand', 'restore')).toBe(`${start} --disable-execute-command`);
});

test('nothing is told for what is pending, adopted or only known without the deployed template', async () => {
  const template = change({}, (live) => {
    live.desiredCount = 9;
    live.enableECSManagedTags = true;
  });
  const code = cdkTemplate({ EnableECSManagedTags: true, PropagateTags: 'SERVICE' });
  const web = await checkWeb(code);
  expect(web.differences.filter(({ remedies }) => remedies !== undefined).map(({ path }) => path)).toEqual([
    'DesiredCount',
  ]);
  aws.fail({ operation: 'GetTemplate', error: 'AccessDenied' });
  const twoWay = await checkWeb(template);
  expect(remedy(twoWay, 'DesiredCount', 'restore')).toBeUndefined();
  expect(remedy(twoWay, 'DesiredCount', 'adopt')).toBe('desiredCount: 9');
});

test('a command that would also undo what is ignored or adopted is none', async () => {
  const both = (live: FreeJson) => {
    live.networkConfiguration.awsvpcConfiguration.assignPublicIp = 'ENABLED';
    live.networkConfiguration.awsvpcConfiguration.securityGroups.push('sg-by-hand');
  };
  const groups = 'NetworkConfiguration.AwsvpcConfiguration.SecurityGroups';
  const address = 'NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp';
  const template = change({}, both);
  expect(remedy(await checkWeb(template), address, 'restore')).toContain('--network-configuration');
  expect(remedy(await checkWeb(template, '--ignore', groups), address, 'restore')).toBeUndefined();
  const declared = await checkWeb(template, '--declared-only');
  expect(remedy(declared, `${groups}[sg-by-hand]`, 'restore')).toBeUndefined();
  const adopting = cdkTemplate({
    NetworkConfiguration: {
      AwsvpcConfiguration: { ...WEB.NetworkConfiguration.AwsvpcConfiguration, AssignPublicIp: 'ENABLED' },
    },
  });
  expect(remedy(await checkWeb(adopting), `${groups}[sg-by-hand]`, 'restore')).toBeUndefined();
});

test('a merged parameter leaves alone what is ignored inside', async () => {
  const template = change({}, (live) => {
    Object.assign(live.deploymentConfiguration, { minimumHealthyPercent: 0, maximumPercent: 150 });
  });
  const web = await checkWeb(template, '--ignore', 'DeploymentConfiguration.MaximumPercent');
  expect(remedy(web, MINIMUM, 'restore')).toMatch(/ '\{"minimumHealthyPercent":50\}'$/);
});

describe('secrets', () => {
  const connect = (option: string) => ({
    ServiceConnectConfiguration: {
      Enabled: true,
      Namespace: 'internal',
      LogConfiguration: { LogDriver: 'splunk', Options: { 'splunk-token': option } },
    },
  });
  const path = 'ServiceConnectConfiguration.LogConfiguration.Options[splunk-token]';
  const changed = () =>
    change(connect('s3cret-deployed'), (_, primary) => {
      primary.serviceConnectConfiguration.logConfiguration.options['splunk-token'] = 's3cret-live';
    });

  test('are in no command and no code: CloudFormation knows them', async () => {
    const web = await checkWeb(changed());
    expect(remedy(web, path, 'restore')).toBe(
      'cdk deploy Web --app DIRECTORY --exclusively --revert-drift'.replace('DIRECTORY', appOf(web)),
    );
    expect(remedy(web, path, 'adopt')).toBeUndefined();
    expect(JSON.stringify(web)).not.toContain('s3cret');
  });

  test('are told where they are asked for', async () => {
    const template = changed();
    const web = await checkWeb(template, '--show-values');
    expect(remedy(web, path, 'restore')).toContain('"splunk-token":"s3cret-deployed"');
    await runCommandLine(remedy(web, path, 'restore') ?? '', aws);
    expect((await checkWeb(template)).differences).toEqual([]);
  });

  function appOf(web: ServiceReport): string {
    return /--app (\S+)/.exec(remedy(web, path, 'restore') ?? '')?.[1] ?? '';
  }
});

test('under CodeDeploy only what ECS lets UpdateService change', async () => {
  const template = change({ DeploymentController: { Type: 'CODE_DEPLOY' } }, (live) => {
    Object.assign(live, { desiredCount: 9, enableExecuteCommand: true });
  });
  const web = await checkWeb(template);
  expect(remedy(web, 'EnableExecuteCommand', 'restore')).toBeUndefined();
  await runCommandLine(remedy(web, 'DesiredCount', 'restore') ?? '', aws);
  expect((await checkWeb(template)).differences.map(({ path }) => path)).toEqual(['EnableExecuteCommand']);
});

test('a strategy set by hand goes back to the launch type, another launch type does not', async () => {
  const template = change({}, (live) => {
    delete live.launchType;
    live.capacityProviderStrategy = [{ capacityProvider: 'FARGATE_SPOT', base: 0, weight: 1 }];
  });
  const web = await checkWeb(template);
  const command = remedy(web, 'CapacityProviderStrategy[FARGATE_SPOT]', 'restore') ?? '';
  expect(command).toMatch(/ --capacity-provider-strategy '\[\]' --force-new-deployment$/);
  expect(remedy(web, 'LaunchType', 'restore')).toBe(command);
  await runCommandLine(command, aws);
  expect((await checkWeb(template)).differences).toEqual([]);
  aws.service('Web', 'Web').live.launchType = 'EC2';
  expect(remedy(await checkWeb(template), 'LaunchType', 'restore')).toBeUndefined();
});

test('hostile tags come back as they were', async () => {
  const keys = HOSTILE_TEXTS.filter((text) => !text.includes('\ud800') && !text.endsWith('\\'));
  const template = change({ Tags: keys.map((Key) => ({ Key, Value: `${Key}!` })) }, (live) => {
    live.tags = [...keys.map((key) => ({ key: `${key}?`, value: 'by hand' })), { key: 'plain', value: 'x' }];
  });
  const web = await checkWeb(template);
  const commands = new Set(web.differences.map(({ path }) => remedy(web, path, 'restore') ?? ''));

  expect(commands.size).toBe(2);
  for (const command of commands) await runCommandLine(command, aws);
  expect((await checkWeb(template)).differences).toEqual([]);
});

test('a removed service is not written into the code, and a deregistered revision is not run again', async () => {
  const template = change({}, () => undefined);
  const live = aws.service('Web', 'Web');
  const deployed = String(live.live.taskDefinition);
  const made = aws.registerTaskDefinition('web', (newest) => {
    newest.containerDefinitions[0].image = 'by-hand';
  });
  live.updateService({ taskDefinition: made });
  const path = 'TaskDefinition.ContainerDefinitions[web].Image';
  expect(remedy(await checkWeb(template), path, 'restore')).toMatch(new RegExp(` --task-definition ${deployed}$`));
  aws.taskDefinition(deployed).status = 'INACTIVE';
  expect(remedy(await checkWeb(template), path, 'restore')).toBeUndefined();
  live.live.desiredCount = 9;
  const { Web: _, ...rest } = webTemplate().Resources;
  const removed = await checkWeb({ Resources: { ...rest, New: plainService() } });
  expect(remedy(removed, 'DesiredCount', 'restore')).toMatch(/ --desired-count 2$/);
  expect(remedy(removed, 'DesiredCount', 'adopt')).toBeUndefined();
});

test('what CloudFormation could not give back whole is in no command', async () => {
  const connect = { Enabled: true, Namespace: 'süd', AccessLogConfiguration: { Format: 'TEXT' } };
  const template = change({ ServiceConnectConfiguration: connect }, (_, primary) => {
    primary.serviceConnectConfiguration.accessLogConfiguration.format = 'JSON';
  });
  const path = 'ServiceConnectConfiguration.AccessLogConfiguration.Format';
  const command = remedy(await checkWeb(template), path, 'restore');
  expect(command).toMatch(/^cdk deploy Web --app \S+ --exclusively --revert-drift$/);
});

test('a scalable target that is gone is registered again', async () => {
  const target = {
    Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    Properties: {
      MinCapacity: 1,
      MaxCapacity: 4,
      ServiceNamespace: 'ecs',
      ScalableDimension: 'ecs:service:DesiredCount',
      ResourceId: { 'Fn::Sub': 'service/${Cluster}/${Web.Name}' },
    },
  };
  const template = webTemplate({}, { resources: { Target: target } });
  aws.deploy({ stackName: 'Web', template });
  const { arn, clusterArn } = aws.service('Web', 'Web');
  const id = ['service', clusterArn.split('/').at(-1), arn.split('/').at(-1)].join('/');
  aws.scalableTarget(id).live.MinCapacity = 2;
  const web = await checkWeb(template);
  expect(remedy(web, 'ScalableTarget.MinCapacity', 'adopt')).toBe('"MinCapacity": 2');
  aws.scalableTarget(id).deregister();
  const command = remedy(await checkWeb(template), 'ScalableTarget', 'restore') ?? '';
  expect(command).toMatch(/ --min-capacity 1 --max-capacity 4$/);
  await runCommandLine(command, aws);
  expect((await checkWeb(template)).differences).toEqual([]);
});

test('a task set takes its scale and its tags again, and nothing else', async () => {
  const template = {
    Resources: {
      Cluster: { Type: 'AWS::ECS::Cluster' },
      Task: {
        Type: 'AWS::ECS::TaskDefinition',
        Properties: { Family: 'web', ContainerDefinitions: [{ Name: 'web' }] },
      },
      Service: {
        Type: 'AWS::ECS::Service',
        Properties: { Cluster: { Ref: 'Cluster' }, DeploymentController: { Type: 'EXTERNAL' }, DesiredCount: 4 },
      },
      Web: {
        Type: 'AWS::ECS::TaskSet',
        Properties: {
          Cluster: { Ref: 'Cluster' },
          Service: { Ref: 'Service' },
          TaskDefinition: { Ref: 'Task' },
          LaunchType: 'FARGATE',
          Tags: [{ Key: 'team', Value: 'web' }],
        },
      },
    },
  };
  aws.deploy({ stackName: 'Web', template });
  const [taskSet] = aws.service('Web', 'Service').live.taskSets;
  Object.assign(taskSet, { launchType: 'EC2', tags: [{ key: 'team', value: 'nobody' }] });
  taskSet.scale.value = 20;
  const web = await checkWeb(template);
  expect(remedy(web, 'LaunchType', 'restore')).toBeUndefined();
  expect(remedy(web, 'Scale.Value', 'adopt')).toBe('"Scale": { "Value": 20 }');
  for (const path of ['Scale.Value', 'Tags[team]']) await runCommandLine(remedy(web, path, 'restore') ?? '', aws);
  expect((await checkWeb(template)).differences.map(({ path }) => path)).toEqual(['LaunchType']);
});

describe('a command for the CDK', () => {
  const PATH = 'ServiceConnectConfiguration.AccessLogConfiguration.Format';
  const drifting = (constructPath = 'Web/Web/Service') => {
    const connect = { Enabled: true, Namespace: 'süd', AccessLogConfiguration: { Format: 'TEXT' } };
    const template = cdkTemplate({ ServiceConnectConfiguration: connect });
    Object.assign(template.Resources.Web as object, { Metadata: { 'aws:cdk:path': constructPath } });
    return template;
  };
  const drift = (stackName: string, template: object) => {
    aws.deploy({ stackName, template });
    const { primary } = aws.service(stackName, 'Web');
    if (primary) primary.serviceConnectConfiguration.accessLogConfiguration.format = 'JSON';
  };

  test.each(['--app=node x', '-x', 'Prod*', 'a[b]', '{a,b}', '!Web', '+(a)', 'We?b'])(
    'is none for a stack at %j, which the CDK takes for an option or for a pattern',
    async (id) => {
      const template = drifting(`${id}/Web/Service`);
      drift('Web', template);
      const app = writeAssembly({ [id]: { stackName: 'Web', template } });
      const web = serviceIn(await check(['--app', app], { aws }), 'Web');
      expect(web.constructPath).toContain(id);
      expect(remedy(web, PATH, 'restore')).toBeUndefined();
    },
  );

  test('says that it is for the whole stack, and is none if it would undo more than drift', async () => {
    const template = drifting();
    drift('Web', template);
    const [found] = (await checkWeb(template)).differences;
    expect(found?.remedies).toContainEqual(expect.objectContaining({ kind: 'restore', scope: 'stack' }));
    const more = { Resources: { ...template.Resources, Other: plainService({ DesiredCount: 1 }) } };
    aws.deploy({ stackName: 'Web', template: more });
    aws.service('Web', 'Other').live.desiredCount = 3;
    expect(remedy(await checkWeb(more), PATH, 'restore')).toBeDefined();
    const pending = { Resources: { ...more.Resources, Other: plainService({ DesiredCount: 3 }) } };
    expect(remedy(await checkWeb(pending), PATH, 'restore')).toBeUndefined();
  });
});

test('commands are written for PowerShell if they are to be', async () => {
  const template = change({ Tags: [{ Key: "it's", Value: 'x' }] }, (live) => {
    live.tags = [];
    live.deploymentConfiguration.minimumHealthyPercent = 0;
  });
  const web = await checkWeb(template, '--shell', 'powershell');
  const { arn, clusterArn } = aws.service('Web', 'Web');
  expect(remedy(web, MINIMUM, 'restore')).toBe(
    `aws ecs update-service --region eu-west-1 --cluster '${clusterArn}' --service ${arn.slice(arn.lastIndexOf('/') + 1)} --deployment-configuration '{"minimumHealthyPercent":50}'`,
  );
  expect(remedy(web, "Tags[it's]", 'restore')).toContain(`--tags '[{"key":"it''s","value":"x"}]'`);
});
