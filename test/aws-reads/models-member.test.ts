import { type LivePlace, modelsLiveMember } from '../../lib/aws/models-member';

const modelled: [LivePlace, string][] = [
  ['service', 'desiredCount'],
  ['service', 'createdAt'],
  ['service', 'deploymentConfiguration.alarms.enable'],
  ['service', 'deploymentConfiguration.alarms.alarmNames'],
  ['service', 'deploymentConfiguration.deploymentCircuitBreaker.rollback'],
  ['service', 'deploymentConfiguration.lifecycleHooks.lifecycleStages'],
  ['service', 'deploymentConfiguration.lifecycleHooks.hookDetails'],
  ['service', 'deploymentConfiguration.lifecycleHooks.hookDetails.any.thing'],
  ['service', 'loadBalancers.advancedConfiguration.alternateTargetGroupArn'],
  ['service', 'networkConfiguration.awsvpcConfiguration.subnets'],
  ['service', 'tags.key'],
  ['deployment', 'serviceConnectConfiguration.services.clientAliases.port'],
  ['deployment', 'serviceConnectConfiguration.logConfiguration.options.any-name'],
  ['deployment', 'volumeConfigurations.managedEBSVolume.sizeInGiB'],
  ['deployment', 'vpcLatticeConfigurations.targetGroupArn'],
  ['revision', 'monitoring'],
  ['revision', 'gatewayConnectors'],
];

test.each(modelled)('of a %s %s is modelled', (place, path) => {
  expect(modelsLiveMember(place, path.split('.'))).toBe(true);
});

const unknown: [LivePlace, string][] = [
  ['service', 'serviceConnectConfiguration'],
  ['service', 'monitoring'],
  ['service', 'deploymentConfiguration.alarms.names'],
  ['service', 'desiredCount.more'],
  ['service', 'networkConfiguration.awsvpcConfiguration.subnets.more'],
  ['service', 'createdAt.more'],
  ['deployment', 'serviceConnectConfiguration.logConfiguration.options.name.more'],
  ['deployment', 'tags'],
  ['revision', 'deploymentConfiguration'],
];

test.each(unknown)('of a %s %s is not', (place, path) => {
  expect(modelsLiveMember(place, path.split('.'))).toBe(false);
});

test.each(['__proto__', 'constructor', 'length', '0', ''])('a member called %p is not modelled', (name) => {
  expect(modelsLiveMember('service', [name])).toBe(false);
  expect(modelsLiveMember('service', ['deploymentConfiguration', name])).toBe(false);
});

test('the place itself is modelled', () => {
  expect(modelsLiveMember('service', [])).toBe(true);
});
