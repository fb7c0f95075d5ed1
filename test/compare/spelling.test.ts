import fc from 'fast-check';
import { sameSpelling, type Tri } from '../../lib/compare/spelling';
import type { Spelling } from '../../lib/model/field';

const CLUSTER: Spelling = { type: 'name-or-arn', resource: 'cluster' };
const ROLE: Spelling = { type: 'name-or-arn', resource: 'role' };
const REVISION: Spelling = { type: 'revision' };
const KEY: Spelling = { type: 'id-or-arn', resource: 'key', alias: 'alias' };
const NAMESPACE: Spelling = { type: 'name-or-opaque-arn' };
const FOLDED: Spelling = { type: 'folded', beginnings: ['cpu', 'attribute:ecs.'], synonyms: [['host', 'instanceid']] };

const ecs = (rest: string, account = '111111111111') => `arn:aws:ecs:eu-west-1:${account}:${rest}`;
const role = (path: string) => `arn:aws:iam::111111111111:role/${path}`;
const kms = (rest: string) => `arn:aws:kms:eu-west-1:111111111111:${rest}`;

test.each<[Spelling, string, string, Tri]>([
  [CLUSTER, 'prod', ecs('cluster/prod'), true],
  [CLUSTER, 'Prod', ecs('cluster/prod'), false],
  [CLUSTER, ecs('cluster/prod'), ecs('cluster/prod', '222222222222'), false],
  [CLUSTER, 'cluster/prod', ecs('cluster/prod'), false],
  [CLUSTER, 'od', ecs('cluster/prod'), false],
  [ROLE, 'app', role('app'), true],
  [ROLE, 'app', role('team/app'), true],
  [ROLE, '/team/app', role('team/app'), true],
  [ROLE, 'team/app', role('team/app'), true],
  [ROLE, 'app', role('team/web-app'), false],
  [ROLE, 'other/app', role('team/app'), false],
  [ROLE, 'a/app', 'b/app', false],
  [REVISION, 'web', 'web:3', true],
  [REVISION, 'web', ecs('task-definition/web:3'), true],
  [REVISION, 'web:3', ecs('task-definition/web:3'), true],
  [REVISION, 'web:4', ecs('task-definition/web:3'), false],
  [REVISION, 'web', ecs('task-definition/web2:3'), false],
  [REVISION, 'eb:3', ecs('task-definition/web:3'), false],
  [REVISION, ecs('task-definition/web'), ecs('task-definition/web:3'), true],
  [REVISION, ecs('task-definition/web:3'), ecs('task-definition/web:3', '222222222222'), false],
  [KEY, '0a', kms('key/0a'), true],
  [KEY, '0a', kms('key/0b'), false],
  [KEY, kms('key/0a'), kms('key/0b'), false],
  [KEY, 'alias/a', kms('alias/a'), true],
  [KEY, 'alias/a', kms('alias/b'), false],
  [KEY, 'alias/a', kms('key/0a'), undefined],
  [KEY, 'alias/a', '0a', undefined],
  [NAMESPACE, 'a', 'b', false],
  [NAMESPACE, 'a', 'arn:aws:servicediscovery:eu-west-1:111111111111:namespace/ns-1', undefined],
  [FOLDED, 'cpu', 'CPU', true],
  [FOLDED, 'host', 'instanceid', true],
  [FOLDED, 'attribute:ecs.Os-Type', 'attribute:ecs.os-type', true],
  [FOLDED, 'attribute:Rack', 'attribute:rack', false],
])('%j: %s and %s: %s', (spelling, a, b, verdict) => {
  expect(sameSpelling(a, b, spelling)).toBe(verdict);
});

const texts = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom('web', 'web:1', ecs('task-definition/web:1'), ecs('cluster/web'), role('a/web'), 'a/web', '/web'),
  fc.constantFrom(kms('key/web'), kms('alias/web'), 'alias/web', 'CPU', 'cpu', 'host', 'arn:', ':', '/'),
);

test('every rule is symmetric, and what is the same text is the same', () => {
  fc.assert(
    fc.property(fc.constantFrom(CLUSTER, ROLE, REVISION, KEY, NAMESPACE, FOLDED), texts, texts, (spelling, a, b) => {
      expect(sameSpelling(a, b, spelling)).toBe(sameSpelling(b, a, spelling));
      expect(sameSpelling(a, a, spelling)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

describe('a name beside an ARN that does not hold it', () => {
  const arn = (id: string) => `arn:aws:servicediscovery:eu-west-1:111111111111:namespace/${id}`;
  const names = { nameOf: (one: string) => (one === arn('ns-1') ? 'web' : undefined), whyNot: () => undefined };

  test.each([
    ['web', arn('ns-1'), true],
    ['api', arn('ns-1'), false],
    ['web', arn('ns-2'), undefined],
    [arn('ns-1'), arn('ns-2'), false],
  ])('%s and %s: %s', (a, b, verdict) => {
    expect(sameSpelling(a, b, NAMESPACE, names)).toBe(verdict);
    expect(sameSpelling(b, a, NAMESPACE, names)).toBe(verdict);
  });
});
