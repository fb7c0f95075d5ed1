import type { Json, JsonObject } from '../../lib/model/json';
import { member } from '../../lib/model/json';
import type { PseudoRandom } from './pseudo-random';
import type { Environment } from './world';

/** What a physical id and the attributes are made of. */
export interface Birth {
  readonly environment: Environment;
  readonly stackName: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  readonly random: PseudoRandom;
  /** The account still has service ARNs without the cluster's name. */
  readonly shortServiceArns: boolean;
}

type Maker = (birth: Birth) => string;

/** The id that CloudFormation would list for a new resource, in the form that its type has. */
export function physicalIdOf(birth: Birth): string {
  const maker = MAKERS.get(birth.type);
  if (maker) return maker(birth);
  const name = NAMED.get(birth.type);
  if (name) return text(birth, name) ?? generatedName(birth);
  const named = text(birth, `${birth.type.split('::')[2] ?? ''}Name`) ?? text(birth, 'Name');
  return named ?? generatedName(birth);
}

/** The text of a property; undefined where it is not declared. */
export function text(birth: Birth, property: string): string | undefined {
  const value: Json | undefined = member(birth.properties, property);
  return value === undefined || typeof value === 'object' ? undefined : String(value);
}

/** The cluster's name that a property names by name or ARN. */
export function clusterNameOf(birth: Birth): string {
  return (text(birth, 'Cluster') || 'default').replace(/^.*[/]/, '');
}

function generatedName(birth: Birth, longest = 255): string {
  const suffix = birth.random.mixed(12, 'name');
  const room = longest - suffix.length - 2;
  const stack = birth.stackName.slice(0, Math.max(room - birth.logicalId.length, Math.floor(room / 2)));
  return `${stack}-${birth.logicalId.slice(0, room - stack.length)}-${suffix}`;
}

function named(property: string, longest: number): Maker {
  return (birth) => text(birth, property) ?? generatedName(birth, longest);
}

function hexId(prefix: string): Maker {
  return (birth) => `${prefix}-0${birth.random.hex(16, 'id')}`;
}

function arn(service: string, resource: (birth: Birth) => string): Maker {
  return (birth) => birth.environment.arn(service, resource(birth));
}

function loadBalancerPath(birth: Birth): string {
  const kind = { network: 'net', gateway: 'gwy' }[text(birth, 'Type') ?? ''] ?? 'app';
  const name = text(birth, 'Name') ?? shortName(birth);
  return `${kind}/${name}/${birth.random.hex(16, 'id')}`;
}

/** Elastic Load Balancing allows 32 characters. */
function shortName(birth: Birth): string {
  return `${birth.stackName.slice(0, 5)}-${birth.logicalId.slice(0, 5)}-${birth.random.mixed(12, 'name')}`;
}

function globalArn(service: string, resource: (birth: Birth) => string): Maker {
  return (birth) => `arn:${birth.environment.partition}:${service}::${birth.environment.account}:${resource(birth)}`;
}

function underListener(kind: 'listener' | 'listener-rule', parent: string): Maker {
  return (birth) => {
    const above = text(birth, parent) ?? '';
    const renamed = above.replace(/:(loadbalancer|listener)\//, `:${kind}/`);
    return `${renamed}/${birth.random.hex(16, 'id')}`;
  };
}

const NAMED = new Map<string, string>([
  ['AWS::ECS::Cluster', 'ClusterName'],
  ['AWS::ECS::CapacityProvider', 'Name'],
  ['AWS::Logs::LogGroup', 'LogGroupName'],
  ['AWS::CloudWatch::Alarm', 'AlarmName'],
  ['AWS::CloudWatch::CompositeAlarm', 'AlarmName'],
  ['AWS::AutoScaling::AutoScalingGroup', 'AutoScalingGroupName'],
  ['AWS::SSM::Parameter', 'Name'],
  ['AWS::CodeDeploy::Application', 'ApplicationName'],
  ['AWS::CodeDeploy::DeploymentGroup', 'DeploymentGroupName'],
  ['AWS::DynamoDB::Table', 'TableName'],
  ['AWS::ECR::Repository', 'RepositoryName'],
  ['AWS::IAM::User', 'UserName'],
  ['AWS::IAM::InstanceProfile', 'InstanceProfileName'],
]);

const MAKERS = new Map<string, Maker>([
  [
    'AWS::ECS::Service',
    (birth) => {
      const name = text(birth, 'ServiceName') ?? generatedName(birth);
      return birth.environment.arn('ecs', `service/${birth.shortServiceArns ? '' : `${clusterNameOf(birth)}/`}${name}`);
    },
  ],
  [
    'AWS::ECS::TaskSet',
    (birth) => {
      const cluster = birth.environment.arn('ecs', `cluster/${clusterNameOf(birth)}`);
      const service = (text(birth, 'Service') ?? '').replace(/^.*[/]/, '');
      return `${cluster}|${service}|ecs-svc/${birth.random.digits(19, 'id')}`;
    },
  ],
  ['AWS::ECS::ClusterCapacityProviderAssociations', clusterNameOf],
  ['AWS::EC2::SecurityGroup', hexId('sg')],
  ['AWS::EC2::Subnet', hexId('subnet')],
  ['AWS::EC2::VPC', hexId('vpc')],
  ['AWS::EC2::InternetGateway', hexId('igw')],
  ['AWS::EC2::NatGateway', hexId('nat')],
  ['AWS::EC2::RouteTable', hexId('rtb')],
  ['AWS::EC2::VPCEndpoint', hexId('vpce')],
  ['AWS::EC2::LaunchTemplate', hexId('lt')],
  ['AWS::EC2::Instance', hexId('i')],
  ['AWS::EFS::FileSystem', hexId('fs')],
  [
    'AWS::EC2::EIP',
    (birth) => [52, 1, 2, 3].map((part) => part + (parseInt(birth.random.hex(2, 'ip'), 16) % 99)).join('.'),
  ],
  [
    'AWS::ElasticLoadBalancingV2::TargetGroup',
    arn(
      'elasticloadbalancing',
      (birth) => `targetgroup/${text(birth, 'Name') ?? shortName(birth)}/${birth.random.hex(16, 'id')}`,
    ),
  ],
  [
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    arn('elasticloadbalancing', (birth) => `loadbalancer/${loadBalancerPath(birth)}`),
  ],
  ['AWS::ElasticLoadBalancingV2::Listener', underListener('listener', 'LoadBalancerArn')],
  ['AWS::ElasticLoadBalancingV2::ListenerRule', underListener('listener-rule', 'ListenerArn')],
  ['AWS::ElasticLoadBalancing::LoadBalancer', (birth) => text(birth, 'LoadBalancerName') ?? shortName(birth)],
  ['AWS::ServiceDiscovery::Service', (birth) => `srv-${birth.random.hex(16, 'id')}`],
  ['AWS::ServiceDiscovery::PrivateDnsNamespace', (birth) => `ns-${birth.random.hex(16, 'id')}`],
  ['AWS::ServiceDiscovery::PublicDnsNamespace', (birth) => `ns-${birth.random.hex(16, 'id')}`],
  ['AWS::ServiceDiscovery::HttpNamespace', (birth) => `ns-${birth.random.hex(16, 'id')}`],
  ['AWS::IAM::Role', named('RoleName', 64)],
  [
    'AWS::IAM::Policy',
    (birth) => `${birth.stackName.slice(0, 4)}-${birth.logicalId.slice(0, 4)}-${birth.random.upper(12, 'name')}`,
  ],
  [
    'AWS::IAM::ManagedPolicy',
    globalArn(
      'iam',
      (birth) => `policy${text(birth, 'Path') ?? '/'}${text(birth, 'ManagedPolicyName') ?? generatedName(birth, 128)}`,
    ),
  ],
  ['AWS::Lambda::Function', named('FunctionName', 64)],
  ['AWS::Lambda::Version', (birth) => `${functionArn(birth)}:1`],
  ['AWS::Lambda::Alias', (birth) => `${functionArn(birth)}:${text(birth, 'Name')}`],
  ['AWS::KMS::Key', (birth) => birth.random.uuid('id')],
  ['AWS::KMS::Alias', (birth) => text(birth, 'AliasName') ?? `alias/${generatedName(birth)}`],
  ['AWS::VpcLattice::TargetGroup', arn('vpc-lattice', (birth) => `targetgroup/tg-0${birth.random.hex(16, 'id')}`)],
  [
    'AWS::SecretsManager::Secret',
    arn(
      'secretsmanager',
      (birth) =>
        `secret:${text(birth, 'Name') ?? `${birth.logicalId}-${birth.random.mixed(12, 'name')}`}-${birth.random.mixed(6, 'id')}`,
    ),
  ],
  ['AWS::SecretsManager::SecretTargetAttachment', (birth) => text(birth, 'SecretId') ?? ''],
  ['AWS::ACMPCA::CertificateAuthority', arn('acm-pca', (birth) => `certificate-authority/${birth.random.uuid('id')}`)],
  ['AWS::CertificateManager::Certificate', arn('acm', (birth) => `certificate/${birth.random.uuid('id')}`)],
  [
    'AWS::ApplicationAutoScaling::ScalableTarget',
    (birth) =>
      ['ResourceId', 'ScalableDimension', 'ServiceNamespace'].map((property) => text(birth, property)).join('|'),
  ],
  ['AWS::S3::Bucket', (birth) => text(birth, 'BucketName') ?? generatedName(birth, 63).toLowerCase()],
  ['AWS::SNS::Topic', arn('sns', (birth) => text(birth, 'TopicName') ?? generatedName(birth))],
  [
    'AWS::SQS::Queue',
    (birth) => {
      const { account, region, urlSuffix } = birth.environment;
      return `https://sqs.${region}.${urlSuffix}/${account}/${text(birth, 'QueueName') ?? generatedName(birth, 80)}`;
    },
  ],
  ['AWS::CDK::Metadata', (birth) => birth.random.uuid('id')],
  ['AWS::CloudFormation::CustomResource', (birth) => birth.random.uuid('id')],
]);

function functionArn(birth: Birth): string {
  const name = text(birth, 'FunctionName') ?? '';
  return name.startsWith('arn:') ? name : birth.environment.arn('lambda', `function:${name}`);
}
