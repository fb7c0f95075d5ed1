import { locateTaskSet } from '../../lib/check/locate-task-set';
import { NotDeployed, Unknown, type ValueMap } from '../../lib/model/value';

const PREFIX = 'arn:aws-cn:ecs:cn-north-1:111111111111:';
const SERVICE = 'AWS::ECS::Service';
const ID = 'ecs-svc/123';

function locate(physicalId: string, properties: object = {}, services: readonly string[] = []) {
  const resources = services.map(
    (arn, index): [string, { logicalId: string; physicalId: string; type: string; status: string }] => {
      const logicalId = `Service${index}`;
      return [logicalId, { logicalId, physicalId: arn, type: SERVICE, status: 'CREATE_COMPLETE' }];
    },
  );
  const stack = { account: '111111111111', region: 'cn-north-1', partition: 'aws-cn', resources: new Map(resources) };
  return locateTaskSet(physicalId, properties as ValueMap, stack);
}

const FOUND = { serviceArn: `${PREFIX}service/main/web`, cluster: `${PREFIX}cluster/main`, taskSetId: ID };

test.each<[string, string, object]>([
  ['names in the physical id', `main|web|${ID}`, {}],
  ['the cluster by its ARN', `${PREFIX}cluster/main|web|${ID}`, {}],
  ['both by their ARNs', `${PREFIX}cluster/main|${PREFIX}service/main/web|${ID}`, {}],
  ['the ARN of the task set', `${PREFIX}task-set/main/web/${ID}`, {}],
  ['names in the properties', ID, { Cluster: 'main', Service: 'web' }],
  ['ARNs in the properties', ID, { Cluster: `${PREFIX}cluster/main`, Service: `${PREFIX}service/main/web` }],
  ['a physical id with empty parts', `||${ID}`, { Cluster: 'main', Service: 'web' }],
])('%s', (_, physicalId, properties) => {
  expect(locate(physicalId, properties)).toEqual(FOUND);
});

test('the physical id goes before the properties', () => {
  expect(locate(`main|web|${ID}`, { Cluster: 'other', Service: `${PREFIX}service/other/more` })).toEqual(FOUND);
});

describe('where services have ARNs without a cluster', () => {
  const OLD = { ...FOUND, serviceArn: `${PREFIX}service/web` };

  test('the properties say it', () => {
    expect(locate(`${PREFIX}cluster/main|web|${ID}`, { Service: `${PREFIX}service/web` })).toEqual(OLD);
  });

  test('the stack has it', () => {
    const services = [`${PREFIX}service/webs`, `${PREFIX}service/other/web`, `${PREFIX}service/web`];
    expect(locate(`${PREFIX}cluster/main|web|${ID}`, { Service: 'web' }, services)).toEqual(OLD);
  });
});

test.each<[string, string, object, RegExp]>([
  ['no id', 'Web-Set-1X2Y', { Cluster: 'main', Service: 'web' }, /physical id Web-Set-1X2Y/],
  ['no service', ID, { Cluster: 'main' }, /^its service is not known: neither/],
  ['no cluster', ID, { Service: 'web' }, /^its cluster is not known: neither/],
  [
    'an unknown service',
    ID,
    { Service: new Unknown('no permission', 'x') },
    /^its service is not known: no permission$/,
  ],
  [
    'a service to come',
    ID,
    { Service: new NotDeployed('x', 'x is to come') },
    /^its service is not known: x is to come$/,
  ],
])('nobody can tell with %s', (_, physicalId, properties, reason) => {
  expect(locate(physicalId, properties)).toMatchObject({ reason: expect.stringMatching(reason) });
});
