import { parseTemplate } from '../../lib/assembly/parse-template';
import type { TemplateJson, Value } from '../../lib/model/value';
import { Unknown } from '../../lib/model/value';
import { createResolver, type Resolver } from '../../lib/resolve/resolver';

const TOO_MUCH = /the template works out to more than \d+ values/;

function resolverOf(text: string): Resolver {
  return createResolver(
    {
      side: 'synthesized',
      template: parseTemplate(text, 'bomb'),
      account: '111111111111',
      region: 'eu-west-1',
      stackName: 'Bomb',
      notificationArns: [],
      parameters: new Map(),
      resources: new Map(),
      nestedOutput: () => undefined,
    },
    { ask: () => undefined },
  );
}

function tagsOf(sections: object, tags: TemplateJson): Value | undefined {
  const Web = { Type: 'AWS::ECS::Service', Properties: { Tags: tags } };
  return resolverOf(JSON.stringify({ ...sections, Resources: { Web } })).properties('Web').Tags;
}

function refusedIn(value: Value | undefined): string[] {
  if (value instanceof Unknown) return TOO_MUCH.test(value.reason) && value.fault ? [value.reason] : [];
  return typeof value === 'object' ? Object.values(value as Record<string, Value>).flatMap(refusedIn) : [];
}

test('mappings that refer to mappings twice on every level', () => {
  const level = (at: number): TemplateJson => ({ 'Fn::FindInMap': [`M${at}`, 'a', 'b'] });
  const Mappings = Object.fromEntries(
    Array.from({ length: 60 }, (_, at) => [`M${at}`, { a: { b: [level(at + 1), level(at + 1)] } }]),
  );
  expect(refusedIn(tagsOf({ Mappings }, level(0))).length).toBeGreaterThan(0);
});

test('attributes that would hold other attributes twice on every level are asked of AWS', () => {
  const attribute = (at: number): TemplateJson => ({ 'Fn::GetAtt': [`G${at}`, 'VpcId'] });
  const Resources = Object.fromEntries(
    Array.from({ length: 60 }, (_, at) => [
      `G${at}`,
      { Type: 'AWS::EC2::SecurityGroup', Properties: { VpcId: [attribute(at + 1), attribute(at + 1)] } },
    ]),
  );
  const resources = new Map(
    Object.keys(Resources).map((name) => [name, { physicalId: `sg-${name}`, type: 'AWS::EC2::SecurityGroup' }]),
  );
  const last = { Type: 'AWS::EC2::SecurityGroup', Properties: { VpcId: 'vpc-1' } };
  const Web = { Type: 'AWS::ECS::Service', Properties: { Tags: attribute(0) } };
  const template = parseTemplate(JSON.stringify({ Resources: { ...Resources, G60: last, Web } }), 'bomb');
  resources.set('G60', { physicalId: 'sg-60', type: 'AWS::EC2::SecurityGroup' });
  const resolver = createResolver(
    {
      side: 'deployed',
      template,
      stackName: 'Bomb',
      notificationArns: [],
      parameters: new Map(),
      resources,
      nestedOutput: () => undefined,
    },
    { ask: () => undefined },
  );
  expect(resolver.properties('Web').Tags).toMatchObject({ reason: 'not read yet' });
});

test('lookups whose key can be read in two ways, each in the fallback of another, are each made once', () => {
  const deep = Array.from({ length: 60 }).reduce<string>(
    (inner) => `!FindInMap [012, a, b, { DefaultValue: ${inner} }]`,
    'end',
  );
  const { Tags } = resolverOf(
    `Resources: { Web: { Type: AWS::ECS::Service, Properties: { Tags: ${deep} } } }`,
  ).properties('Web');
  expect(Tags).toBe('end');
});

test('a long list parameter in thousands of places', () => {
  const Parameters = { Many: { Type: 'CommaDelimitedList', Default: 'a,'.repeat(200_000) } };
  const Tags = Array.from({ length: 5_000 }, () => ({ Ref: 'Many' }));
  expect(refusedIn(tagsOf({ Parameters }, Tags)).length).toBeGreaterThan(0);
});

test.each<[string, TemplateJson]>([
  ['Fn::Join', { 'Fn::Join': ['', [{ Ref: 'Long' }, 'a']] }],
  ['Fn::Sub', { 'Fn::Sub': '${Long}a' }],
  ['Fn::Split', { 'Fn::Split': ['a', { Ref: 'Long' }] }],
  ['Fn::Base64', { 'Fn::Base64': { Ref: 'Long' } }],
  ['Fn::ToJsonString', { 'Fn::ToJsonString': [{ Ref: 'Long' }] }],
])('a long text through %s in thousands of places', (_, expression) => {
  const Parameters = { Long: { Type: 'String', Default: 'a'.repeat(500_000) } };
  const Tags = Array.from({ length: 5_000 }, () => structuredClone(expression));
  expect(refusedIn(tagsOf({ Parameters }, Tags)).length).toBeGreaterThan(0);
});

test('a template of a megabyte with thousands of services is far from the bound', () => {
  const services = Array.from({ length: 3_000 }, (_, at) => [
    `Service${at}`,
    {
      Type: 'AWS::ECS::Service',
      Properties: {
        Cluster: { 'Fn::Sub': '${AWS::StackName}-cluster' },
        DesiredCount: { 'Fn::If': ['Always', at, 1] },
        Tags: [
          { Key: 'a', Value: { 'Fn::Join': ['-', [{ Ref: 'AWS::Region' }, { Ref: 'Name' }]] } },
          { Key: 'b', Value: { 'Fn::FindInMap': ['M', 'a', 'b'] } },
          { Key: 'c', Value: { 'Fn::Select': [0, { 'Fn::Split': [',', { Ref: 'Name' }] }] } },
        ],
      },
    },
  ]);
  const text = JSON.stringify({
    Parameters: { Name: { Type: 'String', Default: 'x'.repeat(4_000) } },
    Mappings: { M: { a: { b: 'c' } } },
    Conditions: { Always: { 'Fn::Equals': ['a', 'a'] } },
    Resources: Object.fromEntries(services),
  });
  expect(text.length).toBeGreaterThan(1_000_000);
  const resolver = resolverOf(text);
  for (let at = 0; at < 3_000; at += 1) {
    const properties = resolver.properties(`Service${at}`);
    expect(refusedIn(properties.Tags)).toEqual([]);
    expect(properties.DesiredCount).toBe(at);
  }
});
