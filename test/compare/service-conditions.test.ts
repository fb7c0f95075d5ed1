import type { JsonObject } from '../../lib/model/json';
import { compareDeployed, compareJson, lines } from './compare-json';
import { FULL_SERVICES } from './full-service';

const percents = (MaximumPercent: number, MinimumHealthyPercent: number): JsonObject => ({
  DeploymentConfiguration: { MaximumPercent, MinimumHealthyPercent },
});

describe('the scheduling strategy decides defaults', () => {
  test('a replica runs between 100 and 200 percent', () => {
    expect(lines(compareDeployed({}, percents(200, 100)))).toEqual([]);
    expect(lines(compareDeployed({}, percents(100, 0)))).toHaveLength(2);
  });

  test('a daemon between 0 and 100', () => {
    const daemon = { SchedulingStrategy: 'DAEMON' };
    expect(lines(compareDeployed(daemon, { ...daemon, ...percents(100, 0) }))).toEqual([]);
    expect(lines(compareDeployed(daemon, daemon))).toEqual([]);
    expect(lines(compareDeployed(daemon, { ...daemon, ...percents(200, 100) }))).toEqual([
      'drift NOT_EQUAL DeploymentConfiguration.MaximumPercent undeclared kept',
      'drift NOT_EQUAL DeploymentConfiguration.MinimumHealthyPercent undeclared kept',
    ]);
  });

  test('a daemon has the count that its instances give it', () => {
    const daemon = { SchedulingStrategy: 'DAEMON', DesiredCount: 3 };
    expect(lines(compareDeployed(daemon, { ...daemon, DesiredCount: 12 }))).toEqual([]);
  });
});

describe('steps of a deployment', () => {
  const linear = { Strategy: 'LINEAR' };
  const canary = { Strategy: 'CANARY' };

  test('a strategy without its block has the fixed steps', () => {
    const steps = { StepPercent: 10, StepBakeTimeInMinutes: 6 };
    const shift = { CanaryPercent: 5, CanaryBakeTimeInMinutes: 10 };
    expect(
      lines(
        compareDeployed(
          { DeploymentConfiguration: linear },
          { DeploymentConfiguration: { ...linear, LinearConfiguration: steps } },
        ),
      ),
    ).toEqual([]);
    expect(lines(compareDeployed({ DeploymentConfiguration: linear }, { DeploymentConfiguration: linear }))).toEqual(
      [],
    );
    expect(
      lines(
        compareDeployed(
          { DeploymentConfiguration: canary },
          { DeploymentConfiguration: { ...canary, CanaryConfiguration: shift } },
        ),
      ),
    ).toEqual([]);
    expect(
      lines(
        compareDeployed(
          { DeploymentConfiguration: linear },
          { DeploymentConfiguration: { ...linear, LinearConfiguration: { ...steps, StepPercent: 50 } } },
        ),
      ),
    ).toEqual(['drift NOT_EQUAL DeploymentConfiguration.LinearConfiguration.StepPercent undeclared kept']);
  });

  test('a block that another strategy left behind is not judged', () => {
    const stale = {
      Strategy: 'ROLLING',
      LinearConfiguration: { StepPercent: 50 },
      CanaryConfiguration: { CanaryPercent: 50 },
    };
    expect(lines(compareDeployed({}, { DeploymentConfiguration: stale }))).toEqual([]);
  });

  test('a strategy that was changed live is one difference', () => {
    expect(lines(compareDeployed({ DeploymentConfiguration: linear }, { DeploymentConfiguration: canary }))).toEqual([
      'drift NOT_EQUAL DeploymentConfiguration.Strategy kept',
    ]);
  });
});

describe('launch type and capacity providers', () => {
  const spot = { CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT', Weight: 1 }] };

  test('with neither declared the cluster decided', () => {
    expect(lines(compareDeployed({}, { LaunchType: 'EC2' }))).toEqual([]);
    expect(lines(compareDeployed({}, spot))).toEqual([]);
    expect(lines(compareDeployed({ CapacityProviderStrategy: [] }, spot))).toEqual([]);
    expect(lines(compareDeployed({ CapacityProviderStrategy: [] }, { LaunchType: 'FARGATE' }))).toEqual([]);
  });

  test('a launch type where capacity providers are declared, and the other way round', () => {
    expect(lines(compareDeployed(spot, { LaunchType: 'FARGATE' }))).toEqual([
      'drift REMOVE CapacityProviderStrategy[FARGATE_SPOT] kept',
      'drift ADD LaunchType undeclared kept',
    ]);
    expect(lines(compareDeployed({ LaunchType: 'FARGATE' }, spot))).toEqual([
      'drift ADD CapacityProviderStrategy[FARGATE_SPOT] undeclared kept',
      'drift REMOVE LaunchType kept',
    ]);
  });
});

describe('what a switch turns off', () => {
  const connect = (Enabled: boolean, Namespace: string) => ({
    ServiceConnectConfiguration: { Enabled, Namespace, Services: [{ PortName: 'http' }] },
  });

  test('Service Connect that is off on one side is one difference', () => {
    expect(lines(compareDeployed(connect(true, 'a'), connect(false, 'b')))).toEqual([
      'drift NOT_EQUAL ServiceConnectConfiguration.Enabled kept',
    ]);
    expect(lines(compareDeployed(connect(true, 'a'), {}))).toEqual([
      'drift NOT_EQUAL ServiceConnectConfiguration.Enabled kept',
    ]);
    expect(lines(compareDeployed({}, connect(true, 'b')))).toEqual([
      'drift NOT_EQUAL ServiceConnectConfiguration.Enabled undeclared kept',
    ]);
  });

  test('Service Connect that the code turns on or off is one difference', () => {
    const [, full] = FULL_SERVICES[0] as (typeof FULL_SERVICES)[number];
    const on = { ServiceConnectConfiguration: full.ServiceConnectConfiguration as JsonObject };
    const line = 'NOT_EQUAL ServiceConnectConfiguration.Enabled';
    expect(lines(compareJson({ synthesized: on, deployed: {}, live: {} }))).toEqual([`pending ${line}`]);
    expect(lines(compareJson({ synthesized: {}, deployed: on, live: on }))).toEqual([`pending ${line} kept`]);
    expect(lines(compareJson({ synthesized: on, deployed: {}, live: on }))).toEqual([`adopted ${line}`]);
    expect(lines(compareJson({ synthesized: on, deployed: on, live: {} }))).toEqual([`drift ${line} kept`]);
    expect(lines(compareJson({ synthesized: on, deployed: connect(false, 'a'), live: {} }))).toEqual([
      `pending ${line}`,
    ]);
  });

  test('Service Connect that is off on both sides is silent', () => {
    expect(lines(compareDeployed(connect(false, 'a'), connect(false, 'b')))).toEqual([]);
  });

  test('criteria of early success that are off are silent', () => {
    const early = (Enable: boolean, HealthyPercent: number) => ({
      DeploymentConfiguration: { EarlySuccessCriteria: { Enable, HealthyPercent } },
    });
    expect(lines(compareDeployed({}, early(false, 50)))).toEqual([]);
    expect(lines(compareDeployed(early(true, 90), early(false, 50)))).toEqual([
      'drift NOT_EQUAL DeploymentConfiguration.EarlySuccessCriteria.Enable kept',
    ]);
    expect(lines(compareDeployed(early(true, 90), early(true, 50)))).toEqual([
      'drift NOT_EQUAL DeploymentConfiguration.EarlySuccessCriteria.HealthyPercent kept',
    ]);
  });
});

describe('a deployment controller that moves things by itself', () => {
  const declared = (Type: string, revision: number, group: string): JsonObject => ({
    DeploymentController: { Type },
    TaskDefinition: `arn:aws:ecs:eu-west-1:111111111111:task-definition/web:${revision}`,
    LoadBalancers: [{ ContainerName: 'web', ContainerPort: 80, TargetGroupArn: `arn:${group}` }],
    PlatformVersion: '1.4.0',
    DesiredCount: 2,
  });

  test.each([
    ['CODE_DEPLOY', 'CodeDeploy sets it'],
    ['EXTERNAL', 'the external deployment controller sets it'],
  ])('%s: what it sets is a note', (type, text) => {
    const compared = compareDeployed(declared(type, 1, 'blue'), { ...declared(type, 2, 'green'), DesiredCount: 5 });
    expect(lines(compared)).toEqual(['drift NOT_EQUAL DesiredCount kept']);
    expect(compared.notes).toEqual([
      { kind: 'managed', path: 'LoadBalancers[web:80].TargetGroupArn', text: expect.stringContaining(text) },
      { kind: 'managed', path: 'TaskDefinition', text: expect.stringContaining(text) },
    ]);
  });

  test('the live controller counts', () => {
    const compared = compareDeployed(declared('ECS', 1, 'blue'), declared('CODE_DEPLOY', 2, 'green'));
    expect(lines(compared)).toEqual(['drift NOT_EQUAL DeploymentController.Type kept']);
    expect(compared.notes).toHaveLength(2);
  });

  test('what the code is about to change is no note', () => {
    const compared = compareJson({
      synthesized: declared('CODE_DEPLOY', 2, 'blue'),
      deployed: declared('CODE_DEPLOY', 1, 'blue'),
      live: declared('CODE_DEPLOY', 1, 'blue'),
    });
    expect(lines(compared)).toEqual(['pending NOT_EQUAL TaskDefinition']);
    expect(compared.notes).toEqual([
      { kind: 'pending', path: 'TaskDefinition', text: expect.stringMatching(/^ECS refuses .* CODE_DEPLOY/) },
    ]);
  });
});
