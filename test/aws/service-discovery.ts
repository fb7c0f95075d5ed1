import { AwsError, type CallContext, type Operation } from './call';
import { CREATED_AT, type Environment, type FreeJson, type PretendStack } from './world';

/** The operations of Cloud Map (AWS JSON 1.1). */
export const serviceDiscoveryOperations = new Map<string, Operation>([['GetNamespace', getNamespace]]);

/** A namespace that is known by its id, or by its ARN where another account shares it. */
function getNamespace(input: FreeJson, { environment }: CallContext): FreeJson {
  const asked = String(input.Id ?? '');
  const namespace =
    environment.namespaces.get(asked) ?? [...environment.namespaces.values()].find(({ Arn }) => Arn === asked);
  if (!namespace || (namespace.ResourceOwner !== environment.account && asked !== namespace.Arn)) {
    throw new AwsError('NamespaceNotFound', `Failed to find namespace with ID ${asked}.`, 404);
  }
  return { Namespace: namespace };
}

const TYPES = new Map([
  ['AWS::ServiceDiscovery::PrivateDnsNamespace', 'DNS_PRIVATE'],
  ['AWS::ServiceDiscovery::PublicDnsNamespace', 'DNS_PUBLIC'],
  ['AWS::ServiceDiscovery::HttpNamespace', 'HTTP'],
]);

/** Makes the namespaces that the stack declares. */
export function commitNamespaces(environment: Environment, stack: PretendStack): void {
  for (const { type, physicalId, properties } of stack.resources) {
    const kind = TYPES.get(type);
    if (kind !== undefined) addNamespace(environment, { id: physicalId, name: String(properties.Name), kind });
  }
}

interface NewNamespace {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  /** The account that shares it; default: its own. */
  readonly owner?: string;
}

/** Makes a namespace, or names one anew; its ARN. */
export function addNamespace(environment: Environment, { id, name, kind, owner }: NewNamespace): string {
  const arn = environment
    .arn('servicediscovery', `namespace/${id}`)
    .replace(`:${environment.account}:`, `:${owner ?? environment.account}:`);
  environment.namespaces.set(id, {
    Id: id,
    Arn: arn,
    ResourceOwner: owner ?? environment.account,
    Name: name,
    Type: kind,
    ServiceCount: 0,
    Properties: { HttpProperties: { HttpName: name } },
    CreateDate: CREATED_AT,
  });
  return arn;
}

/** The ARN of the namespace of that name; one that is not there is made, as ECS does it for a cluster's default. */
export function namespaceArn(environment: Environment, nameOrArn: string): string {
  if (nameOrArn.startsWith('arn:')) return nameOrArn;
  const known = [...environment.namespaces.values()].find(({ Name }) => Name === nameOrArn);
  if (known) return String(known.Arn);
  return addNamespace(environment, {
    id: `ns-${environment.random('namespace', nameOrArn).hex(16, 'id')}`,
    name: nameOrArn,
    kind: 'HTTP',
  });
}
