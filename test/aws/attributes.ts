import { bareObject, type Json, type JsonObject, member } from '../../lib/model/json';
import { type Birth, text } from './physical-id';

/** The attributes that a resource of this type is known to have; those of other types are made up when asked for. */
export function attributesOf(birth: Birth, physicalId: string): JsonObject {
  const attributes = bareObject<Json>();
  return Object.assign(attributes, ATTRIBUTES.get(birth.type)?.(birth, physicalId));
}

/** The value of any attribute: known, else the property of that name, else made up (always the same). */
export function inventAttribute(birth: Birth, physicalId: string, name: string): Json {
  const property = member(birth.properties, name);
  if (property !== undefined) return property;
  if (name.endsWith('Arn') && physicalId.startsWith('arn:')) return physicalId;
  const service = (birth.type.split('::')[1] ?? 'custom').toLowerCase();
  if (name.endsWith('Arn')) return birth.environment.arn(service, `${birth.random.hex(8, name)}/${physicalId}`);
  return `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-${birth.random.hex(12, name)}`;
}

type Maker = (birth: Birth, id: string) => JsonObject;

const lastOf = (id: string, separator: string) => id.slice(id.lastIndexOf(separator) + 1);
const arnOf =
  (service: string, prefix: string, suffix = ''): Maker =>
  (birth, id) => ({
    Arn: birth.environment.arn(service, `${prefix}${id}${suffix}`),
  });
const iamArn =
  (kind: string): Maker =>
  (birth, id) => ({
    Arn: `arn:${birth.environment.partition}:iam::${birth.environment.account}:${kind}${text(birth, 'Path') ?? '/'}${id}`,
  });
const namespace: Maker = (birth, id) => ({
  Id: id,
  Arn: birth.environment.arn('servicediscovery', `namespace/${id}`),
  HostedZoneId: `Z${birth.random.upper(20, 'zone')}`,
});
const key: Maker = (birth, id) => ({ Arn: birth.environment.arn('kms', `key/${id}`), KeyId: id });

const ATTRIBUTES = new Map<string, Maker>([
  ['AWS::ECS::Cluster', arnOf('ecs', 'cluster/')],
  ['AWS::ECS::TaskDefinition', (_, id) => ({ TaskDefinitionArn: id })],
  ['AWS::ECS::Service', (_, id) => ({ ServiceArn: id, Name: lastOf(id, '/') })],
  ['AWS::ECS::TaskSet', (_, id) => ({ Id: lastOf(id, '|') })],
  [
    'AWS::EC2::SecurityGroup',
    (birth, id) => ({ GroupId: id, Id: id, VpcId: text(birth, 'VpcId') ?? `vpc-${birth.random.hex(8)}` }),
  ],
  [
    'AWS::EC2::Subnet',
    (birth, id) => ({
      SubnetId: id,
      AvailabilityZone: text(birth, 'AvailabilityZone') ?? `${birth.environment.region}a`,
      NetworkAclAssociationId: `aclassoc-0${birth.random.hex(16, 'acl')}`,
    }),
  ],
  [
    'AWS::EC2::VPC',
    (birth, id) => ({
      VpcId: id,
      CidrBlock: text(birth, 'CidrBlock') ?? '10.0.0.0/16',
      DefaultSecurityGroup: `sg-0${birth.random.hex(16, 'default-sg')}`,
      DefaultNetworkAcl: `acl-0${birth.random.hex(16, 'acl')}`,
      CidrBlockAssociations: [`vpc-cidr-assoc-0${birth.random.hex(16, 'assoc')}`],
      Ipv6CidrBlocks: [`2600:1f18:${birth.random.hex(4, 'ipv6')}:${birth.random.hex(2, 'ipv6')}00::/56`],
    }),
  ],
  ['AWS::EC2::EIP', (birth, id) => ({ PublicIp: id, AllocationId: `eipalloc-0${birth.random.hex(16, 'alloc')}` })],
  ['AWS::EC2::LaunchTemplate', () => ({ LatestVersionNumber: '1', DefaultVersionNumber: '1' })],
  [
    'AWS::ElasticLoadBalancingV2::TargetGroup',
    (_, id) => ({
      TargetGroupArn: id,
      TargetGroupFullName: id.split(':').slice(5).join(':'),
      TargetGroupName: id.split('/')[1] ?? '',
    }),
  ],
  [
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    (birth, id) => {
      const name = id.split('/')[2] ?? '';
      const zone = `${birth.environment.region}.elb.${birth.environment.urlSuffix}`;
      return {
        LoadBalancerArn: id,
        LoadBalancerFullName: id.slice(id.indexOf('/') + 1),
        LoadBalancerName: name,
        DNSName: `${name}-${birth.random.digits(10, 'dns')}.${zone}`,
        CanonicalHostedZoneID: `Z${birth.random.upper(13, 'zone')}`,
        SecurityGroups: member(birth.properties, 'SecurityGroups') ?? [],
      };
    },
  ],
  ['AWS::ElasticLoadBalancingV2::Listener', (_, id) => ({ ListenerArn: id })],
  ['AWS::ElasticLoadBalancingV2::ListenerRule', (_, id) => ({ RuleArn: id, IsDefault: false })],
  [
    'AWS::ElasticLoadBalancing::LoadBalancer',
    (birth, id) => ({
      DNSName: `${id}-${birth.random.digits(10, 'dns')}.${birth.environment.region}.elb.${birth.environment.urlSuffix}`,
      CanonicalHostedZoneName: `${id}.${birth.environment.region}.elb.${birth.environment.urlSuffix}`,
      CanonicalHostedZoneNameID: `Z${birth.random.upper(13, 'zone')}`,
    }),
  ],
  [
    'AWS::ServiceDiscovery::Service',
    (birth, id) => ({
      Id: id,
      Arn: birth.environment.arn('servicediscovery', `service/${id}`),
      Name: text(birth, 'Name') ?? `service-${birth.random.hex(6)}`,
    }),
  ],
  ['AWS::ServiceDiscovery::PrivateDnsNamespace', namespace],
  ['AWS::ServiceDiscovery::PublicDnsNamespace', namespace],
  ['AWS::ServiceDiscovery::HttpNamespace', namespace],
  ['AWS::IAM::Role', (birth, id) => ({ ...iamArn('role')(birth, id), RoleId: `AROA${birth.random.upper(17, 'id')}` })],
  ['AWS::IAM::User', iamArn('user')],
  ['AWS::IAM::InstanceProfile', iamArn('instance-profile')],
  ['AWS::IAM::ManagedPolicy', (_, id) => ({ PolicyArn: id })],
  ['AWS::Logs::LogGroup', arnOf('logs', 'log-group:', ':*')],
  ['AWS::CloudWatch::Alarm', arnOf('cloudwatch', 'alarm:')],
  ['AWS::CloudWatch::CompositeAlarm', arnOf('cloudwatch', 'alarm:')],
  ['AWS::Lambda::Function', arnOf('lambda', 'function:')],
  ['AWS::Lambda::Alias', (_, id) => ({ AliasArn: id })],
  ['AWS::Lambda::Version', (_, id) => ({ FunctionArn: id, Version: lastOf(id, ':') })],
  ['AWS::KMS::Key', key],
  ['AWS::KMS::ReplicaKey', key],
  [
    'AWS::AutoScaling::AutoScalingGroup',
    (birth, id) => ({
      AutoScalingGroupARN: birth.environment.arn(
        'autoscaling',
        `autoScalingGroup:${birth.random.uuid('asg')}:autoScalingGroupName/${id}`,
      ),
    }),
  ],
  ['AWS::VpcLattice::TargetGroup', (_, id) => ({ Arn: id, Id: lastOf(id, '/'), Status: 'ACTIVE' })],
  [
    'AWS::SSM::Parameter',
    (birth, id) => ({
      Type: text(birth, 'Type') ?? 'String',
      Value: text(birth, 'Value') ?? '',
      Arn: birth.environment.arn('ssm', `parameter/${id.replace(/^\//, '')}`),
    }),
  ],
  ['AWS::SecretsManager::Secret', (_, id) => ({ Id: id })],
  [
    'AWS::ACMPCA::CertificateAuthority',
    (birth, id) => ({
      Arn: id,
      CertificateSigningRequest: `-----BEGIN CERTIFICATE REQUEST-----${birth.random.mixed(40, 'csr')}`,
    }),
  ],
  ['AWS::ApplicationAutoScaling::ScalableTarget', (_, id) => ({ Id: id })],
  [
    'AWS::S3::Bucket',
    (birth, id) => ({
      Arn: `arn:${birth.environment.partition}:s3:::${id}`,
      DomainName: `${id}.s3.${birth.environment.urlSuffix}`,
      RegionalDomainName: `${id}.s3.${birth.environment.region}.${birth.environment.urlSuffix}`,
    }),
  ],
  ['AWS::SNS::Topic', (_, id) => ({ TopicArn: id, TopicName: lastOf(id, ':') })],
  [
    'AWS::SQS::Queue',
    (birth, id) => ({
      Arn: birth.environment.arn('sqs', lastOf(id, '/')),
      QueueName: lastOf(id, '/'),
      QueueUrl: id,
    }),
  ],
  ['AWS::DynamoDB::Table', arnOf('dynamodb', 'table/')],
  ['AWS::ECR::Repository', arnOf('ecr', 'repository/')],
]);
