import type { Value } from '../model/value';
import { OWN_ID_TYPES } from './own-id-types';
import { partitionOf } from './partition';

/** What a row may draw upon beside the physical id. */
export interface AttributeSource {
  readonly account: string;
  readonly region: string;
  /** A property of the resource in the template where it resolves to something known or to come; else undefined. */
  property(name: string): Value | undefined;
  /** True where the template has the property. */
  declares(name: string): boolean;
  concatenate(parts: readonly Value[]): Value;
}

/** The attribute for a physical id; undefined where the id does not have the form that gives it. */
type Derivation = (id: string, source: AttributeSource) => Value | undefined;
type Row = Readonly<Record<string, Derivation>>;

/** An ARN in the stack's partition, account and region. */
function arn(service: string, resource: string, { account, region }: { account: string; region: string }): string {
  return `arn:${partitionOf(region)}:${service}:${region}:${account}:${resource}`;
}

const itself: Derivation = (id) => id;
const ifArn: Derivation = (id) => (id.startsWith('arn:') ? id : undefined);
const idOf =
  (prefix: string): Derivation =>
  (id) =>
    id.startsWith(prefix) ? id : undefined;
const arnOf =
  (service: string, prefix: string, suffix = ''): Derivation =>
  (id, source) =>
    id.startsWith('arn:') ? undefined : arn(service, `${prefix}${id}${suffix}`, source);
const matched =
  (pattern: RegExp): Derivation =>
  (id) =>
    pattern.exec(id)?.[1];
const property =
  (name: string): Derivation =>
  (_, source) =>
    source.property(name);

/** The ARN of a service; some readers give its id as `ARN|cluster` or `clusterArn|name`. */
export function serviceArn(id: string, source: { account: string; region: string }): string {
  const [head = id, tail] = id.split('|');
  if (tail === undefined || /:service\//.test(head)) return head;
  return arn('ecs', `service/${head.replace(/^.*:cluster\//, '')}/${tail}`, source);
}

const serviceName: Derivation = (id, source) => serviceArn(id, source).split('/').at(-1);

const roleArn: Derivation = (id, source) => {
  const path = source.declares('Path') ? source.property('Path') : '/';
  if (path === undefined || id.startsWith('arn:')) return undefined;
  return source.concatenate([`arn:${partitionOf(source.region)}:iam::${source.account}:role`, path, id]);
};

const ssmParameterArn: Derivation = (id, source) => arn('ssm', `parameter/${id.replace(/^\//, '')}`, source);
const ssmParameterValue: Derivation = (_, source) =>
  source.property('Type') === 'String' ? source.property('Value') : undefined;

const NAMESPACE: Row = {
  Id: itself,
  Arn: arnOf('servicediscovery', 'namespace/'),
  Name: property('Name'),
};
const ALARM: Row = { Arn: arnOf('cloudwatch', 'alarm:') };
const KEY: Row = { Arn: arnOf('kms', 'key/'), KeyId: itself };

/** By resource type, then attribute. What is not here must be asked of AWS. */
const ROWS: ReadonlyMap<string, Row> = new Map<string, Row>([
  ['AWS::ECS::Cluster', { Arn: arnOf('ecs', 'cluster/') }],
  ['AWS::ECS::TaskDefinition', { TaskDefinitionArn: ifArn }],
  ['AWS::ECS::Service', { ServiceArn: serviceArn, Name: serviceName }],
  ['AWS::ECS::CapacityProvider', { Arn: arnOf('ecs', 'capacity-provider/') }],
  ['AWS::ECS::TaskSet', { Id: matched(/(?:^|\|)(ecs-svc\/[^|]+)$/) }],
  ['AWS::EC2::SecurityGroup', { GroupId: idOf('sg-'), Id: idOf('sg-'), VpcId: property('VpcId') }],
  [
    'AWS::EC2::Subnet',
    {
      SubnetId: idOf('subnet-'),
      AvailabilityZone: property('AvailabilityZone'),
      VpcId: property('VpcId'),
      CidrBlock: property('CidrBlock'),
    },
  ],
  ['AWS::EC2::VPC', { VpcId: idOf('vpc-'), CidrBlock: property('CidrBlock') }],
  [
    'AWS::ElasticLoadBalancingV2::TargetGroup',
    {
      TargetGroupArn: ifArn,
      TargetGroupFullName: matched(/:(targetgroup\/[^/]+\/[^/]+)$/),
      TargetGroupName: matched(/:targetgroup\/([^/]+)\/[^/]+$/),
    },
  ],
  [
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    {
      LoadBalancerArn: ifArn,
      LoadBalancerFullName: matched(/:loadbalancer\/([^/]+\/[^/]+\/[^/]+)$/),
      LoadBalancerName: matched(/:loadbalancer\/[^/]+\/([^/]+)\/[^/]+$/),
    },
  ],
  ['AWS::ElasticLoadBalancingV2::Listener', { ListenerArn: ifArn }],
  ['AWS::ElasticLoadBalancingV2::ListenerRule', { RuleArn: ifArn, IsDefault: () => false }],
  [
    'AWS::ServiceDiscovery::Service',
    { Id: itself, Arn: arnOf('servicediscovery', 'service/'), Name: property('Name') },
  ],
  ['AWS::ServiceDiscovery::PrivateDnsNamespace', NAMESPACE],
  ['AWS::ServiceDiscovery::PublicDnsNamespace', NAMESPACE],
  ['AWS::ServiceDiscovery::HttpNamespace', NAMESPACE],
  ['AWS::IAM::Role', { Arn: roleArn }],
  ['AWS::IAM::ManagedPolicy', { PolicyArn: ifArn }],
  ['AWS::Logs::LogGroup', { Arn: arnOf('logs', 'log-group:', ':*') }],
  ['AWS::CloudWatch::Alarm', ALARM],
  ['AWS::CloudWatch::CompositeAlarm', ALARM],
  ['AWS::Lambda::Function', { Arn: arnOf('lambda', 'function:') }],
  ['AWS::Lambda::Alias', { AliasArn: ifArn }],
  ['AWS::Lambda::Version', { FunctionArn: ifArn, Version: matched(/:function:[^:]+:(\d+)$/) }],
  ['AWS::KMS::Key', KEY],
  ['AWS::KMS::ReplicaKey', KEY],
  ['AWS::KMS::Alias', { Arn: arnOf('kms', '') }],
  ['AWS::VpcLattice::TargetGroup', { Arn: ifArn, Id: matched(/\/(tg-[^/]+)$/) }],
  ['AWS::SSM::Parameter', { Arn: ssmParameterArn, Type: property('Type'), Value: ssmParameterValue }],
  ['AWS::SecretsManager::Secret', { Id: ifArn }],
  ['AWS::ACMPCA::CertificateAuthority', { Arn: ifArn }],
  ['AWS::EC2::LaunchTemplate', { LaunchTemplateId: idOf('lt-') }],
  ['AWS::ApplicationAutoScaling::ScalableTarget', { Id: itself }],
  ['AWS::S3::Bucket', { Arn: (id, { region }) => `arn:${partitionOf(region)}:s3:::${id}` }],
  ['AWS::SNS::Topic', { TopicArn: ifArn, TopicName: matched(/^arn:.*:([^:]+)$/) }],
]);

/** What the physical id (and at most the template) says of an attribute; undefined where AWS must be asked. */
export function attributeOf(type: string, attribute: string, id: string, source: AttributeSource): Value | undefined {
  const row = ROWS.get(type);
  const derived = row !== undefined && Object.hasOwn(row, attribute) ? row[attribute]?.(id, source) : undefined;
  return derived ?? genericAttribute(type, attribute, id);
}

/** An ARN as the physical id is the type's own ARN, a plain id its `Id`, except for types with an `Id` of its own. */
function genericAttribute(type: string, attribute: string, id: string): string | undefined {
  const ownArn = attribute === 'Arn' || attribute === `${type.split('::').at(-1)}Arn`;
  if (ownArn && id.startsWith('arn:')) return id;
  const isId = attribute === 'Id' && !/[:|/]/.test(id) && type.startsWith('AWS::') && !OWN_ID_TYPES.has(type);
  return isId ? id : undefined;
}
