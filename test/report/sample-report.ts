import type { Difference, Report, ServiceReport, StackReport } from '../../lib/model/report';
import { buildReport } from '../../lib/report/build-report';
import { hostileService } from './hostile-service';

const ACCOUNT = '111111111111';
const REGION = 'eu-west-1';
const arn = (kind: string, name: string) => `arn:aws:ecs:${REGION}:${ACCOUNT}:${kind}/${name}`;

/** A checked stack, changed as a test wants it. */
export function aStack(changes: Partial<StackReport> = {}): StackReport {
  const stackName = changes.stackName ?? 'Web';
  return {
    stackName,
    stackId: `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/${stackName}/6f1c1c90-0000-11ef-8000-0a1b2c3d4e5f`,
    account: ACCOUNT,
    region: REGION,
    status: 'CHECKED',
    comparison: 'three-way',
    ...changes,
  };
}

/** A service in sync, changed as a test wants it. */
export function aService(changes: Partial<ServiceReport> = {}): ServiceReport {
  return {
    resourceType: 'AWS::ECS::Service',
    stackName: 'Web',
    account: ACCOUNT,
    region: REGION,
    logicalId: 'WebServiceD04B5F3E',
    constructPath: 'Web/Web/Service/Service',
    source: { file: 'lib/web-stack.ts', line: 42, column: 17 },
    templateFile: 'Web.template.json',
    clusterArn: arn('cluster', 'web'),
    serviceArn: arn('service', 'web/Web-WebService-1A2B'),
    serviceName: 'Web-WebService-1A2B',
    status: 'IN_SYNC',
    differences: [],
    unresolved: [],
    notes: [],
    ignored: [],
    ...changes,
  };
}

/** A hand-made change of one number, changed as a test wants it. */
export function aDifference(changes: Partial<Difference> = {}): Difference {
  return {
    path: 'DeploymentConfiguration.MinimumHealthyPercent',
    category: 'deployment',
    cause: 'drift',
    differenceType: 'NOT_EQUAL',
    declared: true,
    synthesized: 50,
    deployed: 50,
    live: 0,
    onDeploy: 'kept',
    ...changes,
  };
}

/** A report of the services, in one checked stack unless a test gives others, with what else a run has to tell. */
export function aReport(
  services: ServiceReport[],
  stacks: StackReport[] = [aStack()],
  rest: Pick<Partial<Report>, 'unmanaged' | 'resolved' | 'notices'> = {},
): Report {
  const generator = { name: 'cdk-ecs-drift', version: '1.0.0' };
  return buildReport({ generator, stacks, services, notices: [], ...rest });
}

/** Nothing to tell. */
export function greenReport(): Report {
  const note = { kind: 'managed', path: 'DesiredCount', text: 'autoscaling keeps it within 2..10; live 7' } as const;
  return aReport([aService({ notes: [note] }), aService({ logicalId: 'Worker' })]);
}

const GROUP = `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:targetgroup`;

const DIFFERENCES: Difference[] = [
  aDifference({
    since: 'new',
    remedies: [
      {
        kind: 'restore',
        command:
          'aws ecs update-service --region eu-west-1 --cluster web --service Web-WebService-1A2B --deployment-configuration \'{"minimumHealthyPercent":50}\'',
      },
      { kind: 'adopt', code: 'minHealthyPercent: 0' },
    ],
  }),
  aDifference({
    path: 'DeploymentConfiguration.MaximumPercent',
    declared: false,
    synthesized: 200,
    deployed: 200,
    live: 150,
    since: 'known',
  }),
  aDifference({
    path: 'NetworkConfiguration.AwsvpcConfiguration.SecurityGroups[sg-0a1b]',
    category: 'networking',
    differenceType: 'ADD',
    synthesized: undefined,
    deployed: undefined,
    live: 'sg-0a1b',
    onDeploy: 'reverted',
  }),
  aDifference({
    path: 'Tags[team]',
    category: 'tags',
    differenceType: 'REMOVE',
    synthesized: { Key: 'team', Value: 'payments' },
    deployed: { Key: 'team', Value: 'payments' },
    live: undefined,
    onDeploy: 'reverted',
  }),
  aDifference({
    path: 'Tags[owner]',
    category: 'tags',
    differenceType: 'ADD',
    declared: false,
    synthesized: undefined,
    deployed: undefined,
    live: { Key: 'owner', Value: 'b\u001b[31mob\u202e' },
  }),
  aDifference({
    path: 'LoadBalancers[web:80].TargetGroupArn',
    category: 'load-balancing',
    cause: 'conflict',
    synthesized: `${GROUP}/green/0123456789abcdef`,
    deployed: `${GROUP}/blue/0123456789abcdef`,
    live: `${GROUP}/hotfix/0123456789abcdef`,
    onDeploy: 'overwritten',
  }),
  aDifference({
    path: 'DesiredCount',
    category: 'capacity',
    cause: 'adopted',
    synthesized: 4,
    live: 4,
    deployed: 2,
    onDeploy: undefined,
  }),
  aDifference({
    path: 'TaskDefinition',
    category: 'task-definition',
    cause: 'pending',
    synthesized: '${TaskDef}',
    deployed: arn('task-definition', 'web:7'),
    live: arn('task-definition', 'web:7'),
    onDeploy: undefined,
  }),
  aDifference({
    path: 'EnableExecuteCommand',
    category: 'settings',
    cause: 'pending',
    differenceType: 'REMOVE',
    synthesized: undefined,
    deployed: true,
    live: true,
    onDeploy: 'kept',
  }),
  aDifference({
    path: 'ServiceConnectConfiguration.LogConfiguration.Options[token]',
    category: 'service-connect',
    synthesized: '***0a1b2c3d',
    deployed: '***0a1b2c3d',
    live: '***44556677',
  }),
  aDifference({
    path: 'DeploymentConfiguration.LifecycleHooks[arn:aws:lambda:eu-west-1:111111111111:function:hook].HookDetails',
    deployed: { region: 'eu-west-1', steps: 'a'.repeat(80), wait: 5 },
    synthesized: { region: 'eu-west-1', steps: 'a'.repeat(80), wait: 5 },
    live: { region: 'eu-west-1', steps: `${'a'.repeat(79)}b`, retries: 2 },
  }),
  aDifference({
    path: 'PlacementStrategies',
    category: 'placement',
    synthesized: ['spread', 'binpack', 'random'],
    deployed: ['spread', 'binpack', 'random'],
    live: ['random', 'spread', 'zone'],
  }),
];

const DRIFTED = aService({
  status: 'DRIFTED',
  differences: DIFFERENCES,
  unresolved: [
    { path: 'Role', side: 'both', reason: 'Role is made by a custom resource' },
    { path: 'LoadBalancers[api:80].TargetGroupArn', side: 'both', reason: 'Role is made by a custom resource' },
    { path: 'Monitoring', side: 'live', reason: 'the service revision could not be read' },
  ],
  notes: [{ kind: 'unverifiable', path: 'ForceNewDeployment', text: 'AWS never gives it back' }],
  ignored: [
    {
      path: 'HealthCheckGracePeriodSeconds',
      reason: 'given by --ignore',
      source: '--ignore',
      difference: aDifference({ path: 'HealthCheckGracePeriodSeconds', live: 60 }),
    },
    {
      path: 'ServiceRegistries',
      reason: 'registered by a custom resource',
      expires: '2027-01-31',
      source: '.ecs-drift.yaml:4',
      unresolved: { path: 'ServiceRegistries', side: 'both', reason: 'the registry is made by a custom resource' },
    },
  ],
});

const NOT_CHECKED: ServiceReport[] = [
  aService({
    logicalId: 'Gone',
    constructPath: undefined,
    source: undefined,
    status: 'DELETED',
    reason: 'ECS has no service Web-Gone-3C4D in cluster web any more',
  }),
  aService({
    logicalId: 'Jobs',
    nestedStackName: 'Web-Backend-1X2Y',
    serviceName: 'Jobs',
    status: 'UNCHECKED',
    reason: 'ecs:DescribeServices in cluster web: not authorized',
  }),
  aService({ logicalId: 'Fine' }),
  aService({
    stackName: 'Later',
    logicalId: 'Later1',
    serviceName: undefined,
    clusterArn: undefined,
    serviceArn: undefined,
    status: 'NOT_DEPLOYED',
    reason: 'there is no stack Later in 111111111111, eu-west-1',
  }),
  aService({
    stackName: 'NoTemplate',
    logicalId: 'Api',
    status: 'DRIFTED',
    differences: [aDifference({ deployed: undefined, onDeploy: undefined })],
  }),
];

const CLUSTER = arn('cluster', 'web');

const REST: Pick<Report, 'unmanaged' | 'resolved' | 'notices'> = {
  unmanaged: [
    { serviceArn: arn('service', 'web/by-hand'), clusterArn: CLUSTER },
    {
      serviceArn: arn('service', 'web/canary'),
      clusterArn: CLUSTER,
      createdBy: `arn:aws:iam::${ACCOUNT}:user/\u001b[2J<b>`,
      createdAt: '2026-11-01T10:00:00Z',
    },
  ],
  resolved: [{ serviceArn: arn('service', 'web/Web-WebService-1A2B'), path: 'Tags[stage]' }],
  notices: [
    { kind: 'two-way', text: 'stack NoTemplate: without its deployed template the code is compared with live alone' },
    { kind: 'missing-permission', text: 'ecs:DescribeServiceRevisions is denied: what only it shows is unverifiable' },
    { kind: 'unused-ignore', text: '.ecs-drift.yaml:9: the rule for Tags[gone] matched nothing <b>| # ::error::' },
    { kind: 'expired-ignore', text: '.ecs-drift.yaml:12: the rule for Tags[team] ended on 2026-10-31' },
  ],
};

/** Every kind of finding in one report. */
export function fullReport(): Report {
  const stacks: StackReport[] = [
    aStack(),
    aStack({
      stackName: 'Broken',
      stackId: undefined,
      comparison: undefined,
      status: 'UNCHECKED',
      reason: 'Broken.template.json: line 3, column 7: this is no JSON',
    }),
    aStack({
      stackName: 'Later',
      stackId: undefined,
      comparison: undefined,
      status: 'NOT_DEPLOYED',
      reason: 'there is no stack Later in 111111111111, eu-west-1',
    }),
    aStack({ stackName: 'NoTemplate', comparison: 'two-way', missingPermissions: ['cloudformation:GetTemplate'] }),
  ];
  return aReport([DRIFTED, ...NOT_CHECKED, hostileService()], stacks, REST);
}
