import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { TemplateJson, Value } from '../../lib/model/value';
import { OWN_ID_TYPES } from '../../lib/resolve/own-id-types';
import { ACCOUNT, OPEN, REGION, resolve, type Stack, unknownOf } from './stack-in-test';

const arn = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;
const TG = arn('elasticloadbalancing', 'targetgroup/web-tg/0123456789abcdef');
const LB = arn('elasticloadbalancing', 'loadbalancer/app/web-lb/0123456789abcdef');
const LISTENER = arn('elasticloadbalancing', 'listener/app/web-lb/0123456789abcdef/1');
const RULE = arn('elasticloadbalancing', 'listener-rule/app/web-lb/0123456789abcdef/1/2');
const SERVICE = arn('ecs', 'service/web/api');
const LAMBDA = arn('lambda', 'function:hook:3');
const LATTICE = arn('vpc-lattice', 'targetgroup/tg-0a1b');
const SECRET = arn('secretsmanager', 'secret:db-AbCdEf');
const TOPIC = arn('sns', 'alerts');
const TASKSET = `${arn('ecs', 'cluster/web')}|${SERVICE}|ecs-svc/123`;

function attribute(
  type: string,
  id: string,
  name: string,
  Properties: Record<string, TemplateJson> = {},
  stack: Stack = {},
) {
  const sections = { ...OPEN, Resources: { R: { Type: type, Properties } } };
  return resolve({ 'Fn::GetAtt': ['R', name] }, sections, { ...stack, resources: { R: [type, id] } });
}

test.each<[type: string, id: string, attribute: string, value: Value]>([
  ['AWS::ECS::Cluster', 'web', 'Arn', arn('ecs', 'cluster/web')],
  [
    'AWS::ECS::TaskDefinition',
    arn('ecs', 'task-definition/web:3'),
    'TaskDefinitionArn',
    arn('ecs', 'task-definition/web:3'),
  ],
  ['AWS::ECS::Service', SERVICE, 'ServiceArn', SERVICE],
  ['AWS::ECS::Service', SERVICE, 'Name', 'api'],
  ['AWS::ECS::Service', arn('ecs', 'service/api'), 'Name', 'api'],
  ['AWS::ECS::Service', `${SERVICE}|web`, 'Name', 'api'],
  ['AWS::ECS::Service', `${arn('ecs', 'cluster/web')}|api`, 'ServiceArn', SERVICE],
  ['AWS::ECS::CapacityProvider', 'spot', 'Arn', arn('ecs', 'capacity-provider/spot')],
  ['AWS::ECS::TaskSet', TASKSET, 'Id', 'ecs-svc/123'],
  ['AWS::EC2::SecurityGroup', 'sg-1', 'GroupId', 'sg-1'],
  ['AWS::EC2::SecurityGroup', 'sg-1', 'Id', 'sg-1'],
  ['AWS::EC2::Subnet', 'subnet-1', 'SubnetId', 'subnet-1'],
  ['AWS::EC2::VPC', 'vpc-1', 'VpcId', 'vpc-1'],
  ['AWS::ElasticLoadBalancingV2::TargetGroup', TG, 'TargetGroupArn', TG],
  ['AWS::ElasticLoadBalancingV2::TargetGroup', TG, 'TargetGroupFullName', 'targetgroup/web-tg/0123456789abcdef'],
  ['AWS::ElasticLoadBalancingV2::TargetGroup', TG, 'TargetGroupName', 'web-tg'],
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', LB, 'LoadBalancerArn', LB],
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', LB, 'LoadBalancerFullName', 'app/web-lb/0123456789abcdef'],
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', LB, 'LoadBalancerName', 'web-lb'],
  ['AWS::ElasticLoadBalancingV2::Listener', LISTENER, 'ListenerArn', LISTENER],
  ['AWS::ElasticLoadBalancingV2::ListenerRule', RULE, 'RuleArn', RULE],
  ['AWS::ElasticLoadBalancingV2::ListenerRule', RULE, 'IsDefault', false],
  ['AWS::ServiceDiscovery::Service', 'srv-1', 'Id', 'srv-1'],
  ['AWS::ServiceDiscovery::Service', 'srv-1', 'Arn', arn('servicediscovery', 'service/srv-1')],
  ['AWS::ServiceDiscovery::PrivateDnsNamespace', 'ns-1', 'Arn', arn('servicediscovery', 'namespace/ns-1')],
  ['AWS::ServiceDiscovery::PublicDnsNamespace', 'ns-1', 'Arn', arn('servicediscovery', 'namespace/ns-1')],
  ['AWS::ServiceDiscovery::HttpNamespace', 'ns-1', 'Id', 'ns-1'],
  ['AWS::IAM::Role', 'web', 'Arn', `arn:aws:iam::${ACCOUNT}:role/web`],
  ['AWS::IAM::ManagedPolicy', `arn:aws:iam::${ACCOUNT}:policy/p`, 'PolicyArn', `arn:aws:iam::${ACCOUNT}:policy/p`],
  ['AWS::Logs::LogGroup', '/ecs/web', 'Arn', arn('logs', 'log-group:/ecs/web:*')],
  ['AWS::CloudWatch::Alarm', 'high', 'Arn', arn('cloudwatch', 'alarm:high')],
  ['AWS::CloudWatch::CompositeAlarm', 'all', 'Arn', arn('cloudwatch', 'alarm:all')],
  ['AWS::Lambda::Function', 'hook', 'Arn', arn('lambda', 'function:hook')],
  ['AWS::Lambda::Alias', arn('lambda', 'function:hook:live'), 'AliasArn', arn('lambda', 'function:hook:live')],
  ['AWS::Lambda::Version', LAMBDA, 'FunctionArn', LAMBDA],
  ['AWS::Lambda::Version', LAMBDA, 'Version', '3'],
  ['AWS::KMS::Key', 'mrk-1', 'Arn', arn('kms', 'key/mrk-1')],
  ['AWS::KMS::Key', 'mrk-1', 'KeyId', 'mrk-1'],
  ['AWS::KMS::ReplicaKey', 'mrk-1', 'Arn', arn('kms', 'key/mrk-1')],
  ['AWS::KMS::Alias', 'alias/web', 'Arn', arn('kms', 'alias/web')],
  ['AWS::VpcLattice::TargetGroup', LATTICE, 'Arn', LATTICE],
  ['AWS::VpcLattice::TargetGroup', LATTICE, 'Id', 'tg-0a1b'],
  ['AWS::SSM::Parameter', '/a/b', 'Arn', arn('ssm', 'parameter/a/b')],
  ['AWS::SSM::Parameter', 'plain', 'Arn', arn('ssm', 'parameter/plain')],
  ['AWS::SecretsManager::Secret', SECRET, 'Id', SECRET],
  [
    'AWS::ACMPCA::CertificateAuthority',
    arn('acm-pca', 'certificate-authority/1'),
    'Arn',
    arn('acm-pca', 'certificate-authority/1'),
  ],
  ['AWS::EC2::LaunchTemplate', 'lt-1', 'LaunchTemplateId', 'lt-1'],
  [
    'AWS::ApplicationAutoScaling::ScalableTarget',
    'service/web/api|ecs:service:DesiredCount|ecs',
    'Id',
    'service/web/api|ecs:service:DesiredCount|ecs',
  ],
  ['AWS::S3::Bucket', 'logs', 'Arn', 'arn:aws:s3:::logs'],
  ['AWS::SNS::Topic', TOPIC, 'TopicArn', TOPIC],
  ['AWS::SNS::Topic', TOPIC, 'TopicName', 'alerts'],
  ['AWS::StepFunctions::StateMachine', arn('states', 'stateMachine:m'), 'Arn', arn('states', 'stateMachine:m')],
  ['AWS::AppRunner::Service', arn('apprunner', 'service/a/1'), 'ServiceArn', arn('apprunner', 'service/a/1')],
  ['AWS::EC2::NatGateway', 'nat-1', 'Id', 'nat-1'],
])('%s %s gives %s', (type, id, name, value) => expect(attribute(type, id, name)).toBe(value));

test.each<[type: string, attribute: string, properties: Record<string, TemplateJson>, value: Value]>([
  ['AWS::EC2::SecurityGroup', 'VpcId', { VpcId: 'vpc-1' }, 'vpc-1'],
  ['AWS::EC2::Subnet', 'AvailabilityZone', { AvailabilityZone: { 'Fn::Sub': '${AWS::Region}a' } }, 'eu-west-1a'],
  ['AWS::EC2::Subnet', 'VpcId', { VpcId: 'vpc-1' }, 'vpc-1'],
  ['AWS::EC2::Subnet', 'CidrBlock', { CidrBlock: '10.0.0.0/24' }, '10.0.0.0/24'],
  ['AWS::EC2::VPC', 'CidrBlock', { CidrBlock: '10.0.0.0/16' }, '10.0.0.0/16'],
  ['AWS::ServiceDiscovery::Service', 'Name', { Name: 'api' }, 'api'],
  ['AWS::ServiceDiscovery::HttpNamespace', 'Name', { Name: 'local' }, 'local'],
  ['AWS::IAM::Role', 'Arn', { Path: '/team/' }, `arn:aws:iam::${ACCOUNT}:role/team/id`],
  ['AWS::SSM::Parameter', 'Value', { Type: 'String', Value: 'v' }, 'v'],
  ['AWS::SSM::Parameter', 'Type', { Type: 'StringList' }, 'StringList'],
])('%s: %s comes from the template', (type, name, properties, value) => {
  expect(attribute(type, 'id', name, properties)).toBe(value);
});

test.each<[type: string, id: string, attribute: string, properties: Record<string, TemplateJson>]>([
  ['AWS::EC2::SecurityGroup', 'Web-Group', 'GroupId', {}],
  ['AWS::EC2::SecurityGroup', 'sg-1', 'VpcId', {}],
  ['AWS::EC2::VPC', 'vpc-1', 'DefaultSecurityGroup', {}],
  [
    'AWS::EC2::Subnet',
    'subnet-1',
    'AvailabilityZone',
    { AvailabilityZone: { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] } },
  ],
  ['AWS::IAM::Role', 'web', 'Arn', { Path: { Ref: 'Open' } }],
  ['AWS::IAM::Role', 'web', 'RoleId', {}],
  ['AWS::SSM::Parameter', '/a', 'Value', { Type: 'StringList', Value: 'a,b' }],
  ['AWS::ElasticLoadBalancingV2::TargetGroup', TG, 'LoadBalancerArns', {}],
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', LB, 'DNSName', {}],
  ['AWS::ElasticLoadBalancing::LoadBalancer', 'classic', 'DNSName', {}],
  ['AWS::AutoScaling::AutoScalingGroup', 'asg', 'AutoScalingGroupARN', {}],
  ['AWS::EC2::LaunchTemplate', 'lt-1', 'LatestVersionNumber', {}],
  ['AWS::ECS::ExpressGatewayService', SERVICE, 'ECSManagedResourceArns.IngressPath.LoadBalancerArn', {}],
  ['AWS::WAFv2::WebACL', 'name|id|REGIONAL', 'Id', {}],
  ['AWS::Synthetics::Canary', 'heartbeat', 'Id', {}],
  ['AWS::EKS::Cluster', 'prod', 'Id', {}],
  ['AWS::ECS::Cluster', 'web', 'constructor', {}],
])('%s %s: %s is asked of AWS', (type, id, name, properties) => {
  const facts = { [`attribute ${id} ${name}`]: 'answer' };
  expect(unknownOf(attribute(type, id, name, properties)).reason).toBe('not read yet');
  expect(attribute(type, id, name, properties, { facts })).toBe('answer');
});

test('ARNs lie in the partition of the region', () => {
  expect(attribute('AWS::ECS::Cluster', 'web', 'Arn', {}, { region: 'cn-north-1' })).toBe(
    `arn:aws-cn:ecs:cn-north-1:${ACCOUNT}:cluster/web`,
  );
  expect(attribute('AWS::S3::Bucket', 'logs', 'Arn', {}, { region: 'us-gov-west-1' })).toBe('arn:aws-us-gov:s3:::logs');
});

test('a mistake in the property that an attribute comes from is told', () => {
  const value = unknownOf(attribute('AWS::IAM::Role', 'web', 'Arn', { Path: { Ref: 'Nothing' } }));
  expect(value.fault).toBe(true);
  expect(value.reason).toContain('resource R, property Path');
});

test('the types with an Id of their own are those of the specification whose identifier is another property', () => {
  const types = loadAwsServiceSpecSync()
    .all('resource')
    .flatMap((resource) => {
      const { cloudFormationType, attributes, primaryIdentifier = [] } = resource;
      const isOther = !primaryIdentifier.includes('Id') && !primaryIdentifier.every((name) => name.endsWith('Arn'));
      return Object.hasOwn(attributes, 'Id') && isOther ? [cloudFormationType] : [];
    });
  expect([...OWN_ID_TYPES]).toEqual(types.sort());
});
