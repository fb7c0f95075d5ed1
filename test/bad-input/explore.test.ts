import { appendFileSync } from 'node:fs';
import { startLoopbackAws, type LoopbackAws } from '../aws';
import { temporaryDirectory } from '../assembly/temporary-directory';
import { runCommand, reportOf } from './run-command';

let aws: LoopbackAws;
const P = {
  Cluster: 'c',
  TaskDefinition: 'web:1',
  LaunchType: 'FARGATE',
  NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['subnet-1'] } },
};
const good = { Resources: { Web: { Type: 'AWS::ECS::Service', Properties: P } } };
beforeAll(async () => {
  aws = await startLoopbackAws();
  for (const stackName of ['Good', 'Bad']) aws.deploy({ stackName, template: good });
});
afterAll(() => aws.close());
const svc = (properties: object, more: object = {}) =>
  JSON.stringify({ Resources: { Web: { Type: 'AWS::ECS::Service', Properties: { ...P, ...properties } } }, ...more });
const stk = (f: string) => ({
  type: 'aws:cloudformation:stack',
  environment: 'aws://111111111111/eu-west-1',
  properties: { templateFile: f },
});
const deep = (n: number) =>
  '{"Resources":{"Web":{"Type":"AWS::ECS::Service","Properties":{"DesiredCount":' +
  '{"a":'.repeat(n) +
  '1' +
  '}'.repeat(n) +
  '}}}}';
const cases: [string, string][] = [
  ['broken json', '{"Resources": '],
  ['broken yaml', 'Resources:\n  A: [1\n  B: 2\n'],
  ['tab yaml', 'Resources:\n\tA: 1\n'],
  ['empty', ''],
  ['blank', ' \n\n'],
  ['list', '[]'],
  ['string', '"x"'],
  ['yaml string', 'hello'],
  ['number', '3'],
  ['no resources', '{"Foo": 1}'],
  ['resources list', '{"Resources": []}'],
  ['resources null', '{"Resources": null}'],
  ['resource string', '{"Resources": {"Web": "x"}}'],
  ['no type', '{"Resources": {"Web": {}}}'],
  ['type number', '{"Resources": {"Web": {"Type": 3}}}'],
  ['props list', '{"Resources": {"Web": {"Type": "AWS::ECS::Service", "Properties": []}}}'],
  ['dc object', svc({ DesiredCount: { a: 1 } })],
  ['dc abc', svc({ DesiredCount: 'abc' })],
  ['dc list', svc({ DesiredCount: [1] })],
  ['dc true', svc({ DesiredCount: true })],
  ['lb string', svc({ LoadBalancers: 'x' })],
  ['lb [x]', svc({ LoadBalancers: ['x'] })],
  ['lb obj', svc({ LoadBalancers: { ContainerName: 'a' } })],
  ['tags map', svc({ Tags: { a: 'b' } })],
  ['tags w/o key', svc({ Tags: [{ Value: 'b' }] })],
  ['tags key obj', svc({ Tags: [{ Key: { a: 1 }, Value: 'b' }] })],
  [
    'tags dup',
    svc({
      Tags: [
        { Key: 'a', Value: 'b' },
        { Key: 'a', Value: 'c' },
      ],
    }),
  ],
  ['tag value list', svc({ Tags: [{ Key: 'a', Value: ['b'] }] })],
  ['subnets number', svc({ NetworkConfiguration: { AwsvpcConfiguration: { Subnets: 3 } } })],
  ['subnets of objects', svc({ NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [{ a: 1 }] } } })],
  ['nc list', svc({ NetworkConfiguration: [] })],
  ['sc services obj', svc({ ServiceConnectConfiguration: { Enabled: true, Services: { PortName: 'a' } } })],
  ['enabled text', svc({ ServiceConnectConfiguration: { Enabled: 'maybe' } })],
  ['unknown leaf', svc({ DesiredCount: { 'Fn::Foo': 1 } })],
  [
    'unknown whole',
    JSON.stringify({ Resources: { Web: { Type: 'AWS::ECS::Service', Properties: { 'Fn::Foo': 1 } } } }),
  ],
  [
    'fn::if whole',
    JSON.stringify({
      Resources: { Web: { Type: 'AWS::ECS::Service', Properties: { 'Fn::If': ['C', P, P] } } },
      Conditions: { C: { 'Fn::Equals': ['a', 'a'] } },
    }),
  ],
  ['unknown in list', svc({ LoadBalancers: [{ 'Fn::Foo': 1 }] })],
  [
    'unknown in list of texts',
    svc({ NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['a', { 'Fn::Foo': 1 }] } } }),
  ],
  [
    'unknown in if',
    svc(
      { DesiredCount: { 'Fn::If': ['C', 1, { 'Fn::Foo': 1 }] } },
      { Conditions: { C: { 'Fn::Equals': ['a', 'b'] } } },
    ),
  ],
  [
    'unknown in untaken if',
    svc(
      { DesiredCount: { 'Fn::If': ['C', 1, { 'Fn::Foo': 1 }] } },
      { Conditions: { C: { 'Fn::Equals': ['a', 'a'] } } },
    ),
  ],
  ['unknown in Join', svc({ ServiceName: { 'Fn::Join': ['-', ['a', { 'Fn::Foo': 1 }]] } })],
  ['ref nothing', svc({ Cluster: { Ref: 'Nothing' } })],
  ['getatt nothing', svc({ Cluster: { 'Fn::GetAtt': ['Nothing', 'Arn'] } })],
  ['sub nothing', svc({ ServiceName: { 'Fn::Sub': 'x-${Nothing}' } })],
  ['sub nothing.att', svc({ ServiceName: { 'Fn::Sub': 'x-${Nothing.Arn}' } })],
  ['find nothing', svc({ DesiredCount: { 'Fn::FindInMap': ['M', 'a', 'b'] } })],
  ['find no key', svc({ DesiredCount: { 'Fn::FindInMap': ['M', 'a', 'b'] } }, { Mappings: { M: { a: { c: 1 } } } })],
  [
    'circular',
    svc(
      { DesiredCount: { 'Fn::If': ['A', 1, 2] } },
      { Conditions: { A: { 'Fn::Not': [{ Condition: 'B' }] }, B: { 'Fn::Not': [{ Condition: 'A' }] } } },
    ),
  ],
  [
    'circular resource condition',
    JSON.stringify({
      Resources: { Web: { Type: 'AWS::ECS::Service', Condition: 'A', Properties: P } },
      Conditions: { A: { 'Fn::Not': [{ Condition: 'A' }] } },
    }),
  ],
  ['undefined condition', svc({ DesiredCount: { 'Fn::If': ['A', 1, 2] } })],
  [
    'undefined resource condition',
    JSON.stringify({ Resources: { Web: { Type: 'AWS::ECS::Service', Condition: 'A', Properties: P } } }),
  ],
  ['if arity', svc({ DesiredCount: { 'Fn::If': ['A', 1] } }, { Conditions: { A: { 'Fn::Equals': [1, 1] } } })],
  ['select out', svc({ ServiceName: { 'Fn::Select': [3, ['a']] } })],
  ['select text', svc({ ServiceName: { 'Fn::Select': ['x', ['a']] } })],
  ['two keys', svc({ DesiredCount: { 'Fn::Sub': '1', b: 2 } })],
  ['condition shape', svc({ DesiredCount: { 'Fn::If': ['A', 1, 2] } }, { Conditions: { A: true } })],
  [
    'condition refers to resource',
    svc({ DesiredCount: { 'Fn::If': ['A', 1, 2] } }, { Conditions: { A: { 'Fn::Equals': [{ Ref: 'Web' }, 'x'] } } }),
  ],
  ['deep json', deep(10000)],
  ['deep json 300', deep(300)],
  ['deep yaml', 'Resources: ' + '['.repeat(10000) + ']'.repeat(10000)],
  [
    'bomb',
    'a: &a [x,x,x,x,x,x,x,x,x,x]\n' +
      'bcdefgh'
        .split('')
        .map(
          (l, i) =>
            `${l}: &${l} [${Array(10)
              .fill('*' + 'abcdefgh'[i])
              .join(',')}]`,
        )
        .join('\n') +
      '\nResources: *h\n',
  ],
  ['wrong tag', 'Resources:\n  Web:\n    Type: AWS::ECS::Service\n    Properties:\n      DesiredCount: !Foo 1\n'],
  ['dup keys', 'Resources:\n  Web:\n    Type: AWS::ECS::Service\n  Web:\n    Type: AWS::ECS::Service\n'],
  ['dup json keys', '{"Resources": {"Web": {"Type": "AWS::ECS::Service"}, "Web": {"Type":"AWS::ECS::Service"}}}'],
  ['two faults', svc({ DesiredCount: 'abc', Cluster: { Ref: 'Nothing' } })],
  ['unknown property', svc({ DesiredCounts: 1 })],
  [
    'hostile names',
    JSON.stringify({
      Resources: {
        ['W\n\u001b[31meb']: { Type: 'AWS::ECS::Service', Properties: { DesiredCount: { 'Fn::\nFoo\u0007': 1 } } },
      },
    }),
  ],
  [
    'proto',
    '{"Resources": {"Web": {"Type": "AWS::ECS::Service", "Properties": {"__proto__": {"a": 1}, "Cluster": {"Ref": "__proto__"}}}}}',
  ],
  ['constructor ref', svc({ Cluster: { Ref: 'constructor' } })],
  ['utf16', '\ufeff\u0000R\u0000e'],
  ['null property', svc({ DesiredCount: null })],
  ['type misspelt', '{"Resources": {"Web": {"Type": "AWS::ECS::Services"}}}'],
  ['ref list', svc({ Cluster: { Ref: ['a'] } })],
  ['sub number', svc({ ServiceName: { 'Fn::Sub': ['a', 3] } })],
  ['sub bad name', svc({ ServiceName: { 'Fn::Sub': 'a-${b c}' } })],
  ['param no type', svc({}, { Parameters: { A: {} } })],
  ['param list', svc({}, { Parameters: [] })],
  ['conditions list', svc({}, { Conditions: [] })],
  ['mappings text', svc({}, { Mappings: 'x' })],
  ['import nothing', svc({ Cluster: { 'Fn::ImportValue': { Ref: 'Nothing' } } })],
  ['transform', svc({ DesiredCount: { 'Fn::Foo': 1 } }, { Transform: 'AWS::LanguageExtensions' })],
  ['param w/o value', svc({ DesiredCount: { Ref: 'N' } }, { Parameters: { N: { Type: 'Number' } } })],
  [
    'param type mismatch',
    svc({ DesiredCount: { Ref: 'N' } }, { Parameters: { N: { Type: 'String', Default: 'abc' } } }),
  ],
];
const OUT = process.env.EXPLORE_OUT ?? '/tmp/explore.txt';
test.each(cases)('%s', async (name, text) => {
  const dir = temporaryDirectory({
    'bad.template': text,
    'cdk.out/manifest.json': { version: '36.0.0', artifacts: { Good: stk('good.json'), Bad: stk('bad.template') } },
    'cdk.out/good.json': good,
    'cdk.out/bad.template': text,
  });
  const where = { cwd: dir, env: aws.env };
  const [alone, beside] = await Promise.all([
    runCommand(['--template', 'bad.template', '-s', 'Bad', '-f', 'json'], where),
    runCommand(['-f', 'json'], where),
  ]);
  const short = (o: typeof alone) =>
    o.stdout === ''
      ? '(nothing)'
      : JSON.stringify([
          reportOf(o).stacks.map((s) => [s.stackName, s.status, s.reason]),
          reportOf(o).services.map((s) => [
            s.stackName,
            s.status,
            s.reason,
            s.unresolved,
            s.differences.map((d) => [d.path, d.cause]),
            s.notes,
          ]),
        ]);
  appendFileSync(
    OUT,
    `## ${name}\n  alone ${alone.code} ${short(alone)}\n${alone.stderr}  beside ${beside.code} ${short(beside)}\n${beside.stderr}`,
  );
});
