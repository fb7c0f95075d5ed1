import { NotDeployed, Unknown } from '../../../lib/model/value';
import { ACCOUNT, faultOf, REGION, resolve, STACK_ID, unknownOf } from '../stack-in-test';

const cluster = { Resources: { Cluster: { Type: 'AWS::ECS::Cluster' } } };

describe('Ref', () => {
  test('gives the physical id of a resource', () => {
    const value = resolve({ Ref: 'Cluster' }, cluster, { resources: { Cluster: ['AWS::ECS::Cluster', 'web-1'] } });
    expect(value).toBe('web-1');
  });

  test('a resource that is not deployed yet is to come on the synthesized side', () => {
    const value = resolve({ Ref: 'Cluster' }, cluster);
    expect(value).toBeInstanceOf(NotDeployed);
    expect(value).toMatchObject({ display: '${Cluster}', reason: 'resource Cluster is not deployed yet' });
  });

  test('an empty physical id is no deployed resource', () => {
    expect(resolve({ Ref: 'Cluster' }, cluster, { resources: { Cluster: ['AWS::ECS::Cluster', ''] } })).toBeInstanceOf(
      NotDeployed,
    );
  });

  test('the same on the deployed side is unknown', () => {
    const value = unknownOf(resolve({ Ref: 'Cluster' }, cluster, { side: 'deployed' }));
    expect(value.fault).toBeUndefined();
    expect(value.reason).toContain('Cluster');
  });

  test('another type than the deployed one is to come', () => {
    const value = resolve({ Ref: 'Cluster' }, cluster, { resources: { Cluster: ['AWS::SNS::Topic', 'arn:x'] } });
    expect(value).toBeInstanceOf(NotDeployed);
    expect((value as NotDeployed).reason).toContain('AWS::SNS::Topic is deployed');
  });

  test('a replaced resource is to come though it is deployed', () => {
    const stack = {
      resources: { Cluster: ['AWS::ECS::Cluster', 'web-1'] as const },
      replaced: new Map([['Cluster', 'surely' as const]]),
    };
    expect(resolve({ Ref: 'Cluster' }, cluster, stack)).toBeInstanceOf(NotDeployed);
  });

  test('a resource that may be replaced is unknown', () => {
    const stack = {
      resources: { Cluster: ['AWS::ECS::Cluster', 'web-1'] as const },
      replaced: new Map([['Cluster', new Unknown('nobody knows', '${Open}')]]),
    };
    expect(unknownOf(resolve({ Ref: 'Cluster' }, cluster, stack))?.reason).toBe(
      'whether the deploy replaces resource Cluster is open: nobody knows',
    );
  });

  test('an unread list makes both sides unknown in the same way', () => {
    const [one, other] = (['synthesized', 'deployed'] as const).map((side) =>
      unknownOf(resolve({ Ref: 'Cluster' }, cluster, { side, resources: null })),
    );
    expect(one?.reason).toContain('could not be read');
    expect(one?.identity).toBe(other?.identity);
  });

  test('to nothing is a fault that names the place', () => {
    expect(faultOf(resolve({ Ref: 'Nothing' }))).toBe(
      'resource Web, property P: the template has no parameter, resource or pseudo parameter Nothing',
    );
    for (const name of ['__proto__', 'constructor', 'AWS::Nothing', '']) faultOf(resolve({ Ref: name }));
  });

  test('to nothing is no fault where a transform may make it', () => {
    expect(unknownOf(resolve({ Ref: 'Api' }, { transforms: ['AWS::Serverless-2016-10-31'] })).fault).toBeUndefined();
  });

  test('of anything but a string is a fault', () => {
    for (const argument of [null, 1, ['A'], {}]) faultOf(resolve({ Ref: argument }));
  });

  test('to a resource whose condition is false is a fault', () => {
    const sections = {
      Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
      Resources: { Cluster: { Type: 'AWS::ECS::Cluster', Condition: 'Never' } },
    };
    expect(faultOf(resolve({ Ref: 'Cluster' }, sections))).toContain('its condition Never is false');
  });

  test('beside other keys is an ordinary key', () => {
    expect(resolve({ Ref: 'a', Other: 'b' })).toEqual({ Ref: 'a', Other: 'b' });
  });

  test('of an unusual security group or a task set is unknown, of a service its ARN', () => {
    const of = (type: string, id: string) =>
      resolve({ Ref: 'R' }, { Resources: { R: { Type: type } } }, { resources: { R: [type, id] } });
    expect(of('AWS::EC2::SecurityGroup', 'sg-1')).toBe('sg-1');
    expect(unknownOf(of('AWS::EC2::SecurityGroup', 'Web-Group-1')).reason).toContain('GroupId');
    unknownOf(of('AWS::ECS::TaskSet', 'arn:c|s|ecs-svc/1'));
    const arn = `arn:aws:ecs:${REGION}:${ACCOUNT}:service/web/api`;
    expect(of('AWS::ECS::Service', arn)).toBe(arn);
    expect(of('AWS::ECS::Service', `${arn}|web`)).toBe(arn);
    expect(of('AWS::ECS::Service', `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/web|api`)).toBe(arn);
  });
});

describe('pseudo parameters', () => {
  test.each([
    ['AWS::AccountId', ACCOUNT],
    ['AWS::Region', REGION],
    ['AWS::Partition', 'aws'],
    ['AWS::URLSuffix', 'amazonaws.com'],
    ['AWS::StackName', 'Web'],
    ['AWS::StackId', STACK_ID],
    ['AWS::NotificationARNs', ['arn:topic']],
    ['AWS::NoValue', undefined],
  ])('%s', (name, value) => {
    expect(resolve({ Ref: name }, {}, { notificationArns: ['arn:topic'] })).toEqual(value);
  });

  test('the id of a stack that is not deployed is to come', () => {
    expect(resolve({ Ref: 'AWS::StackId' }, {}, { stackId: undefined })).toBeInstanceOf(NotDeployed);
    unknownOf(resolve({ Ref: 'AWS::StackId' }, {}, { stackId: undefined, side: 'deployed' }));
  });

  test('AWS::NoValue and null take keys and elements away', () => {
    const value = resolve({ a: { Ref: 'AWS::NoValue' }, b: null, c: [1, null, { Ref: 'AWS::NoValue' }, 2], d: {} });
    expect(value).toEqual({ c: [1, 2], d: {} });
  });
});
