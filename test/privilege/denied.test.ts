import { PERMISSIONS, WITHOUT } from '../../lib/aws/permissions';
import type { ServiceReport } from '../../lib/model/report';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { actionOf } from '../aws/fault';
import { check, linesOf, type ReportedRun, serviceIn } from '../end-to-end/run-command';
import { deployNeedy, needyAssembly } from './needy-app';

const REQUIRED = PERMISSIONS.filter(({ adds }) => adds === undefined).flatMap(({ actions }) => actions);
const OPTIONAL = PERMISSIONS.filter(({ adds }) => adds !== undefined).flatMap(({ actions }) => actions);

let aws: LoopbackAws;
let directory: string;
beforeAll(() => {
  directory = needyAssembly();
});
beforeEach(async () => {
  aws = await startLoopbackAws();
  deployNeedy(aws);
});
afterEach(() => aws.close());

const run = (...args: string[]): Promise<ReportedRun> => check(['--app', directory, ...args], { aws });

/** A service in a line: its status, its differences, and the paths of its notes and of what is unresolved. */
function lineOf(service: ServiceReport): string {
  const notes = service.notes.map(({ kind, path }) => `${kind} ${path}`);
  const unresolved = service.unresolved.map(({ path }) => `unresolved ${path}`);
  return [service.status, ...linesOf(service), ...unresolved, ...notes].join(', ');
}

function linesByName({ report }: ReportedRun): Record<string, string> {
  return Object.fromEntries(report.services.map((service) => [service.logicalId, lineOf(service)]));
}

/** With all that the policy allows. */
const WHOLE = {
  ByCluster: 'IN_SYNC',
  Connected: 'IN_SYNC',
  Derived: 'IN_SYNC',
  Foreign: 'IN_SYNC',
  Importing: 'IN_SYNC',
  Monitored: 'IN_SYNC',
  Renewed: 'IN_SYNC, managed TaskDefinition',
  Scaled: 'IN_SYNC, managed DesiredCount, managed ScalableTarget.MaxCapacity',
  ScaledByHand: 'IN_SYNC, managed DesiredCount',
  Stored: 'IN_SYNC',
  Web: 'IN_SYNC',
};

const NETWORK = 'NetworkConfiguration.AwsvpcConfiguration.SecurityGroups';

interface Without {
  readonly action: string;
  /** What becomes of services; the others are as with everything. */
  readonly services: Partial<typeof WHOLE>;
  readonly code: number;
  /** Where the action that is denied is named. */
  readonly named: 'notice' | 'unresolved' | 'both' | 'stack' | 'nowhere';
}

const DENIED: readonly Without[] = [
  {
    action: 'ecs:DescribeServiceRevisions',
    services: { Monitored: 'UNCHECKED, unresolved Monitoring' },
    code: 2,
    named: 'both',
  },
  {
    action: 'application-autoscaling:DescribeScalableTargets',
    services: {
      Scaled: 'UNCHECKED, unresolved ScalableTarget, managed DesiredCount',
      ScaledByHand: 'UNCHECKED, unresolved DesiredCount',
    },
    code: 2,
    named: 'both',
  },
  {
    action: 'application-autoscaling:DescribeScheduledActions',
    services: { Scaled: 'UNCHECKED, unresolved ScalableTarget.MaxCapacity, managed DesiredCount' },
    code: 2,
    named: 'both',
  },
  {
    action: 'ecs:DescribeClusters',
    services: { ByCluster: 'UNCHECKED, unresolved CapacityProviderStrategy' },
    code: 2,
    named: 'both',
  },
  {
    action: 'servicediscovery:GetNamespace',
    services: { Connected: 'UNCHECKED, unresolved ServiceConnectConfiguration.Namespace' },
    code: 2,
    named: 'both',
  },
  {
    action: 'ecs:DescribeTaskDefinition',
    services: { Renewed: 'UNCHECKED, unresolved TaskDefinition' },
    code: 2,
    named: 'both',
  },
  { action: 'ecs:ListServiceDeployments', services: {}, code: 0, named: 'notice' },
  {
    action: 'cloudformation:ListExports',
    services: { Importing: `UNCHECKED, unresolved ${NETWORK}` },
    code: 2,
    named: 'unresolved',
  },
  {
    action: 'ssm:GetParameters',
    services: { Stored: `UNCHECKED, unresolved ${NETWORK}` },
    code: 2,
    named: 'unresolved',
  },
  {
    action: 'cloudformation:GetResource',
    services: { Derived: `UNCHECKED, unresolved ${NETWORK}` },
    code: 2,
    named: 'unresolved',
  },
  { action: 'ecs:ListServices', services: {}, code: 0, named: 'notice' },
  { action: 'cloudformation:DescribeStackResources', services: {}, code: 0, named: 'notice' },
  { action: 'sts:AssumeRole', services: { Foreign: 'UNCHECKED' }, code: 2, named: 'stack' },
  // The lookup role is assumed to be on the safe side, and then the stack is there.
  { action: 'sts:GetCallerIdentity', services: {}, code: 0, named: 'nowhere' },
];

test('the printed policy is enough for everything, and every action of it is used', async () => {
  aws.allow([...REQUIRED, ...OPTIONAL]);
  const whole = await run('--unmanaged');
  expect(linesByName(whole)).toEqual(WHOLE);
  expect(whole.report.notices).toEqual([]);
  expect(whole.report.unmanaged).toHaveLength(1);
  expect(whole.code).toBe(0);
  expect([...new Set(aws.calls.map(actionOf))].sort()).toEqual([...REQUIRED, ...OPTIONAL].sort());
});

test('with the required actions alone what needs no other is checked, and nothing else is called in sync', async () => {
  aws.service('Needy', 'Web').updateService({ deploymentConfiguration: { minimumHealthyPercent: 0 } });
  aws.allow(REQUIRED);
  const bare = await run();
  const alone = DENIED.filter(({ action }) => action !== 'application-autoscaling:DescribeScheduledActions');
  expect(linesByName(bare)).toEqual({
    ...WHOLE,
    ...Object.assign({}, ...alone.map(({ services }) => services)),
    Web: 'DRIFTED, drift NOT_EQUAL DeploymentConfiguration.MinimumHealthyPercent (kept)',
  });
  expect(bare.report.stacks).toMatchObject([
    { stackName: 'Abroad', status: 'UNCHECKED', missingPermissions: ['sts:AssumeRole'] },
    { stackName: 'Needy', status: 'CHECKED', comparison: 'three-way' },
  ]);
  expect(bare.code).toBe(1);
});

test('without AWS telling of anything else, no change by hand to what is unknown is called drift or in sync', async () => {
  for (const logicalId of ['Importing', 'Stored', 'Derived']) {
    aws.service('Needy', logicalId).update((live) => {
      live.networkConfiguration.awsvpcConfiguration.securityGroups = ['sg-other'];
    });
  }
  aws.allow(REQUIRED);
  const bare = await run();
  for (const logicalId of ['Importing', 'Stored', 'Derived']) {
    expect(serviceIn(bare, logicalId)).toMatchObject({ status: 'UNCHECKED', differences: [] });
  }
  expect(serviceIn(bare, 'Derived').unresolved).toMatchObject([
    { reason: expect.stringMatching(/cloudformation:GetResource.*the read permission of the resource's own service/) },
  ]);
});

describe('each optional action', () => {
  test('is denied once below', () => {
    expect(DENIED.map(({ action }) => action).sort()).toEqual([...OPTIONAL].sort());
  });

  test('that is told in a notice says in it what is missing', () => {
    const told = DENIED.filter(({ action, named }) => isTold(named) && !isOfUnmanaged(action));
    expect([...WITHOUT.keys()].sort()).toEqual(told.map(({ action }) => action).sort());
  });

  test.each(DENIED)('$action, denied', async ({ action, services, code, named }) => {
    aws.allow([...REQUIRED, ...OPTIONAL].filter((other) => other !== action));
    const result = await run('--unmanaged');
    expect(linesByName(result)).toEqual({ ...WHOLE, ...services });
    expect(result.code).toBe(code);
    expect(aws.calls.map(actionOf)).toContain(action);
    const { notices, stacks } = result.report;
    expect(notices.every(({ kind, text }) => kind === 'missing-permission' && text.includes(action))).toBe(true);
    expect(notices.length > 0).toBe(isTold(named));
    const reasons = result.report.services.flatMap(({ unresolved }) => unresolved.map(({ reason }) => reason));
    expect(reasons.length > 0).toBe(named === 'unresolved' || named === 'both');
    for (const reason of reasons) expect(reason).toMatch(new RegExp(`${action} of .+: .*lack the permission`));
    if (isTold(named) && !isOfUnmanaged(action))
      expect(notices).toMatchObject([{ text: `${action} is denied: ${WITHOUT.get(action)}` }]);
    expect(stacks.flatMap(({ missingPermissions = [] }) => missingPermissions)).toEqual(
      named === 'stack' ? [action] : [],
    );
  });
});

function isTold(named: Without['named']): boolean {
  return named === 'notice' || named === 'both';
}

function isOfUnmanaged(action: string): boolean {
  return PERMISSIONS.find(({ sid }) => sid === 'EcsDriftUnmanaged')?.actions.includes(action) === true;
}
