import { AwsError, type CallContext, type Operation } from './call';
import type { FreeJson } from './world';

/** The operations of the Cloud Control API (AWS JSON 1.0). */
export const cloudControlOperations = new Map<string, Operation>([['GetResource', getResource]]);

/** Types that CloudFormation knows and Cloud Control does not serve. */
const UNSUPPORTED = new Set([
  'AWS::CloudFormation::CustomResource',
  'AWS::CodeDeploy::DeploymentGroup',
  'AWS::ElasticLoadBalancing::LoadBalancer',
  'AWS::ServiceDiscovery::Service',
  'AWS::ServiceDiscovery::PrivateDnsNamespace',
  'AWS::ServiceDiscovery::PublicDnsNamespace',
  'AWS::ServiceDiscovery::HttpNamespace',
]);

function getResource(input: FreeJson, { environment }: CallContext): FreeJson {
  const { TypeName: type, Identifier: identifier } = input;
  if (!/^(\w+::){2}\w+$/.test(type)) {
    throw new AwsError('ValidationException', `Value '${type}' at 'typeName' failed to satisfy constraint`);
  }
  if (!type.startsWith('AWS::')) throw new AwsError('TypeNotFoundException', `The type '${type}' cannot be found.`);
  if (UNSUPPORTED.has(type)) {
    throw new AwsError('UnsupportedActionException', `Resource type ${type} does not support READ action`);
  }
  for (const stack of environment.stacks.values()) {
    const resource = stack.resources.find((each) => each.type === type && each.physicalId === identifier.split('|')[0]);
    if (!resource || stack.status === 'DELETE_COMPLETE') continue;
    const properties = JSON.stringify({ ...resource.properties, ...resource.attributes });
    return { TypeName: type, ResourceDescription: { Identifier: identifier, Properties: properties } };
  }
  throw new AwsError(
    'ResourceNotFoundException',
    `Resource of type '${type}' with identifier '${identifier}' was not found.`,
  );
}
