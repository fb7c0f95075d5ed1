import { type LoopbackAws, startLoopbackAws } from '../aws';

describe('updating', () => {
  let aws: LoopbackAws;

  beforeEach(async () => {
    aws = await startLoopbackAws();
  });
  afterEach(() => aws.close());

  const BASE = { LaunchType: 'FARGATE', NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['subnet-1'] } } };

  /** Deploys the service with these properties, and a task definition of this much memory. */
  function deploy(properties: Record<string, unknown>, memory = '512', tags: Record<string, string> = {}) {
    const template = {
      Resources: {
        Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { Family: 'web', Memory: memory } },
        Service: { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: { Ref: 'Task' }, ...BASE, ...properties } },
      },
    };
    aws.deploy({ stackName: 'Web', template, tags });
    return aws.service('Web', 'Service');
  }

  test('a deploy that changes nothing in the service leaves a change by hand alone', () => {
    deploy({ DeploymentConfiguration: { MinimumHealthyPercent: 50 } }).update((live) => {
      live.deploymentConfiguration.minimumHealthyPercent = 0;
    });
    const again = deploy({ DeploymentConfiguration: { MinimumHealthyPercent: 50 } });
    expect(again.live.deploymentConfiguration.minimumHealthyPercent).toBe(0);
    expect(again.live.taskDefinition).toMatch(/:1$/);
  });

  test('a deploy that changes something else sends what is declared, and keeps what is not', () => {
    deploy({ DeploymentConfiguration: { MinimumHealthyPercent: 50 } }).update((live) => {
      live.deploymentConfiguration.minimumHealthyPercent = 0;
      live.deploymentConfiguration.maximumPercent = 150;
      live.enableExecuteCommand = true;
      live.desiredCount = 7;
    });
    const after = deploy({ DeploymentConfiguration: { MinimumHealthyPercent: 50 } }, '1024').live;
    expect(after.taskDefinition).toMatch(/web:2$/);
    expect(after.deploymentConfiguration).toMatchObject({ minimumHealthyPercent: 50, maximumPercent: 150 });
    expect(after).toMatchObject({ enableExecuteCommand: true, desiredCount: 7 });
    expect(after.deployments).toHaveLength(1);
    expect(after.deployments[0].taskDefinition).toBe(after.taskDefinition);
    expect(aws.stack('Web')).toMatchObject({ status: 'UPDATE_COMPLETE' });
  });

  test('a property that is no longer declared keeps its value; an empty list takes it away', () => {
    const constraint = { PlacementConstraints: [{ Type: 'distinctInstance' }] };
    deploy({ ...constraint, HealthCheckGracePeriodSeconds: 60 });
    expect(deploy({}).live).toMatchObject({
      placementConstraints: [{ type: 'distinctInstance' }],
      healthCheckGracePeriodSeconds: 60,
    });
    expect(deploy({ PlacementConstraints: [] }).live.placementConstraints).toEqual([]);
  });

  test('children of the circuit breaker go back to their defaults once they were declared', () => {
    const breaker = { Enable: true, Rollback: true };
    deploy({ DeploymentConfiguration: { DeploymentCircuitBreaker: { ...breaker, ResetOnHealthyTask: false } } });
    const dropped = deploy({ DeploymentConfiguration: { DeploymentCircuitBreaker: breaker } });
    expect(dropped.live.deploymentConfiguration.deploymentCircuitBreaker.resetOnHealthyTask).toBe(true);
    dropped.update((live) => {
      live.deploymentConfiguration.deploymentCircuitBreaker.resetOnHealthyTask = false;
    });
    const kept = deploy({ DeploymentConfiguration: { DeploymentCircuitBreaker: breaker } }, '1024');
    expect(kept.live.deploymentConfiguration.deploymentCircuitBreaker.resetOnHealthyTask).toBe(false);
  });

  test('tags of others stay, tags that the code drops go', () => {
    const tagged = deploy({ Tags: [{ Key: 'a', Value: '1' }] }, '512', { stack: 's' });
    tagged.update((live) => {
      live.tags.push({ key: 'by-hand', value: 'x' });
    });
    const keys = deploy({ Tags: [{ Key: 'b', Value: '2' }] }, '512', { other: 'o' }).live.tags.map(
      (tag: { key: string }) => tag.key,
    );
    expect(keys.sort()).toEqual(['b', 'by-hand', 'other']);
  });

  test('a service that the template no longer has becomes inactive', () => {
    const { arn } = deploy({});
    aws.deploy({ stackName: 'Web', template: { Resources: {} } });
    expect(aws.service(arn).live.status).toBe('INACTIVE');
  });

  test('UpdateService merges, and starts a deployment where ECS does', () => {
    const service = deploy({ DeploymentConfiguration: { MinimumHealthyPercent: 50 } });
    const first = service.primary?.id;
    service.updateService({ desiredCount: 4, deploymentConfiguration: { minimumHealthyPercent: 0 } });
    expect(service.primary?.id).toBe(first);
    expect(service.live.deploymentConfiguration).toMatchObject({ minimumHealthyPercent: 0, maximumPercent: 200 });
    service.updateService({ taskDefinition: 'web:9' });
    expect(service.primary?.id).not.toBe(first);
    expect(service.primary?.taskDefinition).toBe(service.live.taskDefinition);
    expect(service.revision?.taskDefinition).toMatch(/web:9$/);
  });
});
