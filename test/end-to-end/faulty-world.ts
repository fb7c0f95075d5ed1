import { checkDrift } from '../../lib/check';
import { sdkAws, type Tuning } from '../../lib/check/aws-ports';
import { main } from '../../lib/cli/main';
import { type Call, type FaultError, type LoopbackAws, startLoopbackAws } from '../aws';
import { BROKEN_ANSWERS } from '../aws/fault';
import { FakeStream } from '../cli/fake-io';
import type { Run, Surroundings } from './run-command';
import { plainService, webTemplate } from './templates';
import { writeAssembly } from './write-assembly';

/** As much patience as an AWS next door needs, and none of its rates. */
export const NEXT_DOOR: Tuning = { patience: { answer: 500, call: 2_500, pause: 1 }, rates: 1_000 };

/**
 * The alarm clock of a world in which answers are late only if they never come: it rings as soon as nothing else is
 * in flight, however slow the machine is.
 */
export class AlarmClock {
  private readonly set = new Set<() => void>();
  private lost = 0;

  readonly timer = (_milliseconds: number, ring: () => void): (() => void) => {
    this.set.add(ring);
    return () => {
      if (this.set.delete(ring)) this.ringIfIdle();
    };
  };

  /** An answer that never comes. */
  lose(): void {
    this.lost += 1;
    this.ringIfIdle();
  }

  private ringIfIdle(): void {
    if (this.lost === 0 || this.set.size > this.lost) return;
    const rings = [...this.set];
    this.set.clear();
    this.lost = 0;
    for (const ring of rings) ring();
  }
}

/** Runs a command line within this process with an impatient AWS. */
export async function runImpatient(
  args: readonly string[],
  { aws, cwd = '/', env = {} }: Surroundings,
  tuning: Tuning = NEXT_DOOR,
): Promise<Run> {
  for (const name of Object.keys(process.env)) if (/^AWS_|^CDK_/.test(name)) delete process.env[name];
  Object.assign(process.env, aws.env);
  const [stdout, stderr] = [new FakeStream(), new FakeStream()];
  const io = { stdout, stderr, env: { ...process.env, ...env }, cwd };
  const code = await main(args, io, (options) => checkDrift(options, sdkAws(options, tuning)));
  return { code, stdout: stdout.text, stderr: stderr.text };
}

/** The faults that may be over when the same is asked again. */
export const PASSING: readonly FaultError[] = [
  'Throttling',
  'ServerError',
  ...BROKEN_ANSWERS,
  { code: 'TooManyRequestsException', status: 429 },
  { code: 'RequestLimitExceeded', status: 503 },
  { code: 'ClientException', message: 'Rate exceeded' },
  { code: 'SlowDown', status: 503 },
  { code: 'Unknown', message: '', status: 502 },
];

/** The faults that stay. */
export const LASTING: readonly FaultError[] = [
  'AccessDenied',
  'ExpiredToken',
  { code: 'UnrecognizedClientException' },
  { code: 'SomethingNew', message: 'nobody knows' },
];

/** The faults after which no answer comes. */
const LOST: readonly FaultError[] = ['hang', 'stall'];

/**
 * Lets one call of a run fail, counted from 0 as they come, and then that same call again: so many times in all, or for
 * ever. Gives what was struck.
 */
export function strike(
  aws: LoopbackAws,
  clock: AlarmClock,
  index: number,
  error: FaultError,
  times = Number.POSITIVE_INFINITY,
): Call[] {
  const struck: Call[] = [];
  let seen = 0;
  let left = times;
  aws.fail({
    error,
    match: (call) => {
      const [first] = struck;
      const hit = first === undefined ? seen++ === index : isSame(first, call);
      if (!hit || left === 0) return false;
      left -= 1;
      struck.push(call);
      // The half of an answer that stalls is to arrive before.
      if (LOST.includes(error)) setTimeout(() => clock.lose(), 20);
      return true;
    },
  });
  return struck;
}

function isSame(one: Call, other: Call): boolean {
  return one.operation === other.operation && JSON.stringify(one.input) === JSON.stringify(other.input);
}

/** Several deployed stacks: one drifted, one with a nested stack, one that imports and asks for attributes. */
export async function startFaultyWorld(): Promise<{ aws: LoopbackAws; directory: string }> {
  const aws = await startLoopbackAws();
  const nested = { Resources: { Leaf: plainService(), Twig: plainService({ DesiredCount: 3 }) } };
  const stacks = {
    Drifted: { template: webTemplate() },
    Watched: { template: webTemplate({ ServiceName: 'watched', Monitoring: MONITORING }) },
    Root: {
      template: {
        Resources: {
          Nested: {
            Type: 'AWS::CloudFormation::Stack',
            Metadata: { 'aws:asset:path': 'nested.json' },
            Properties: { TemplateURL: 'https://s3/nested' },
          },
          Beside: plainService({ Tags: [{ Key: 'team', Value: { 'Fn::ImportValue': 'team' } }] }),
        },
      },
    },
    Asking: {
      template: webTemplate(
        { ServiceName: 'asking', Role: { 'Fn::GetAtt': ['Role', 'Arn'] } },
        { resources: { Role: { Type: 'AWS::IAM::Role', Properties: {} }, Target: targetOf('Web') } },
      ),
    },
    Explained: { template: EXPLAINED },
  };
  const directory = writeAssembly(stacks, { 'nested.json': nested });
  aws.setExport('team', 'web');
  aws.deployAssembly(directory);
  aws.service('Drifted', 'Web').updateService({ desiredCount: 7 });
  aws.service('Root/Nested', 'Twig').update((live) => {
    live.tags = [{ key: 'by', value: 'hand' }];
  });
  changeExplainably(aws);
  return { aws, directory };
}

/** A scalable target for a service of the template. */
function targetOf(service: string): object {
  return {
    Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    Properties: {
      MinCapacity: 1,
      MaxCapacity: 5,
      ServiceNamespace: 'ecs',
      ScalableDimension: 'ecs:service:DesiredCount',
      ResourceId: { 'Fn::Join': ['/', ['service', { Ref: 'Cluster' }, { 'Fn::GetAtt': [service, 'Name'] }]] },
    },
  };
}

/** Its services are in sync as long as all can be read that explains how they differ. */
const EXPLAINED = webTemplate(
  {
    ServiceName: 'explained',
    LaunchType: undefined,
    ServiceConnectConfiguration: { Enabled: true, Namespace: 'internal' },
  },
  {
    resources: {
      Cluster: {
        Type: 'AWS::ECS::Cluster',
        Properties: { DefaultCapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT', Weight: 2 }] },
      },
      Task: {
        Type: 'AWS::ECS::TaskDefinition',
        Properties: { Family: 'explained', ContainerDefinitions: [{ Name: 'web' }] },
      },
      Target: targetOf('Web'),
    },
  },
);

function changeExplainably(aws: LoopbackAws): void {
  const { arn } = aws.service('Explained', 'Web');
  const revision = aws.registerTaskDefinition('explained', () => undefined);
  aws.service(arn).updateService({ desiredCount: 8, taskDefinition: revision });
  const { primary } = aws.service(arn);
  if (primary !== undefined) primary.serviceConnectConfiguration.namespace = aws.setNamespace('internal');
  const { live, resourceId, scheduledActions } = aws.scalableTarget(`service/${arn.split('/').slice(1).join('/')}`);
  live.MaxCapacity = 9;
  scheduledActions.push({
    ScheduledActionName: 'more',
    ServiceNamespace: 'ecs',
    ResourceId: resourceId,
    ScalableDimension: 'ecs:service:DesiredCount',
    Schedule: 'cron(0 6 * * ? *)',
  });
}

const MONITORING = { MetricConfigurations: [{ MetricNames: ['CPUUtilization'], ResolutionSeconds: 20 }] };
