import { toLiveNames } from './live-names';
import { namespaceArn } from './service-discovery';
import type { Environment, FreeJson, PretendStack } from './world';

/** Gives clusters what the stack's resources say of them. */
export function commitClusters(environment: Environment, stack: PretendStack): void {
  for (const { type, physicalId, properties } of stack.resources) {
    if (type !== 'AWS::ECS::Cluster' && type !== 'AWS::ECS::ClusterCapacityProviderAssociations') continue;
    const { live } = environment.cluster(physicalId);
    const { defaultCapacityProviderStrategy, capacityProviders, serviceConnectDefaults } = toLiveNames(properties);
    if (defaultCapacityProviderStrategy) {
      live.defaultCapacityProviderStrategy = defaultCapacityProviderStrategy.map((item: FreeJson) => ({
        capacityProvider: item.capacityProvider,
        weight: item.weight ?? 0,
        base: item.base ?? 0,
      }));
    }
    if (capacityProviders) live.capacityProviders = capacityProviders;
    if (serviceConnectDefaults?.namespace !== undefined) {
      live.serviceConnectDefaults = { namespace: namespaceArn(environment, serviceConnectDefaults.namespace) };
    }
  }
}
