import fc from 'fast-check';
import { Ambiguous, isMap, NotDeployed, type TemplateJson, Unknown, type Value } from '../../lib/model/value';
import { INTRINSIC_FUNCTIONS } from '../../lib/resolve/intrinsic-functions';
import { faultOf, OPEN, resolve, resolverOf, unknownOf } from './stack-in-test';

const conditions = {
  Yes: { 'Fn::Equals': ['a', 'a'] },
  No: { 'Fn::Equals': ['a', 'b'] },
  Unsure: { 'Fn::Equals': [{ Ref: 'Open' }, 'x'] },
};

describe('properties', () => {
  const properties = { A: { Ref: 'AWS::Region' }, B: { 'Fn::Foo': 1 }, C: { Ref: 'AWS::NoValue' }, D: [null] };
  const resolver = resolverOf({ Resources: { Web: { Type: 'T', Properties: properties }, Bare: { Type: 'T' } } });

  test('are resolved one by one, absent ones left out', () => {
    const value = resolver.properties('Web');
    expect(Object.keys(value)).toEqual(['A', 'B', 'D']);
    expect(value.A).toBe('eu-west-1');
    expect(value.D).toEqual([]);
    expect(faultOf(value.B)).toBe('resource Web, property B: unknown function Fn::Foo');
  });

  test('can be limited, and are none where there are none', () => {
    expect(resolver.properties('Web', (name) => name === 'A')).toEqual({ A: 'eu-west-1' });
    for (const id of ['Bare', 'Missing', '__proto__']) expect(resolver.properties(id)).toEqual({});
  });

  test('may have any name', () => {
    const Properties = JSON.parse('{"__proto__": {"__proto__": 1}, "constructor": 2}') as Record<string, TemplateJson>;
    const value = resolverOf({ Resources: { Web: { Type: 'T', Properties } } }).properties('Web');
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
    expect(JSON.stringify(value)).toBe('{"__proto__":{"__proto__":1},"constructor":2}');
    expect('toString' in value).toBe(false);
  });
});

test('a resource exists by its condition', () => {
  const resource = (Condition?: string) => ({ Type: 'T', Condition });
  const Resources = {
    A: resource(),
    B: resource('Yes'),
    C: resource('No'),
    D: resource('Unsure'),
    E: resource('Missing'),
  };
  const resolver = resolverOf({ ...OPEN, Resources, Conditions: conditions });
  expect(['A', 'B', 'C', 'X'].map((id) => resolver.exists(id))).toEqual([true, true, false, false]);
  unknownOf(resolver.exists('D'));
  expect(faultOf(resolver.exists('E'))).toContain('resource E, Condition');
});

test('outputs and exports follow their conditions', () => {
  const resolver = resolverOf({
    ...OPEN,
    Conditions: conditions,
    Outputs: {
      A: { Value: { Ref: 'AWS::Region' }, Export: { Name: { 'Fn::Sub': '${AWS::StackName}-A' } } },
      B: { Value: 'b', Condition: 'No', Export: { Name: 'B' } },
      C: { Value: 'c', Condition: 'Unsure', Export: { Name: 'C' } },
      D: { Value: 'd', Export: { Name: { Ref: 'Open' } } },
      E: { Value: 'e', Condition: 'Yes' },
    },
  });
  expect(['A', 'B', 'D', 'E', 'X'].map((name) => resolver.output(name))).toEqual([
    'eu-west-1',
    undefined,
    'd',
    'e',
    undefined,
  ]);
  unknownOf(resolver.output('C'));
  expect([...resolver.exports().keys()]).toEqual(['Web-A']);
});

test('nesting without end is cut', () => {
  let list: TemplateJson = 'x';
  let call: TemplateJson = 'x';
  for (let level = 0; level < 10_000; level++) {
    list = [list];
    call = { 'Fn::Join': ['', [call]] };
  }
  expect(JSON.stringify(resolve(list))).toContain('levels deep');
  expect(faultOf(resolve(call))).toContain('levels deep');
  expect(faultOf(resolve({ 'Fn::If': ['A', call, 'x'] }, { Conditions: { A: { 'Fn::Not': [call] } } }))).toBeTruthy();
  unknownOf(resolve({ 'Fn::Transform': call }));
});

test('attributes that hang on many others end, right or wrong', () => {
  const chain = (last: TemplateJson) =>
    Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => {
        const next = { 'Fn::GetAtt': [`R${index + 1}`, 'Arn'] };
        const Path = index === 39 ? last : { 'Fn::Join': ['', [next, next, next]] };
        return [`R${index}`, { Type: 'AWS::IAM::Role', Properties: { Path } }];
      }),
    );
  const resources = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [`R${index}`, ['AWS::IAM::Role', 'r'] as const]),
  );
  for (const last of ['/', { Ref: 'Nothing' }, { Ref: 'Open' }]) {
    unknownOf(resolve({ 'Fn::GetAtt': ['R0', 'Arn'] }, { ...OPEN, Resources: chain(last) }, { resources }));
  }
});

const names = fc.constantFrom(
  'Open',
  'Given',
  'Ids',
  'Role',
  'New',
  'Yes',
  'Unsure',
  'No',
  'Loop',
  'Nothing',
  '__proto__',
  'AWS::Region',
  'AWS::NoValue',
);
const functions = fc.constantFrom(
  ...INTRINSIC_FUNCTIONS.keys(),
  ...[
    'Fn::And',
    'Fn::Or',
    'Fn::Not',
    'Fn::Equals',
    'Condition',
    'Fn::Transform',
    'Fn::ForEach::X',
    'Fn::Foo',
    'DefaultValue',
  ],
);
const texts = fc.oneof(
  names,
  fc.string(),
  fc.constantFrom(
    '${Open}-${Role.Arn}',
    '${!x}${Ids}',
    '{{resolve:ssm:a}}',
    'x{{resolve:',
    '}}y',
    'Role.Arn',
    '10.0.0.0/16',
    '::/56',
  ),
);
const { json } = fc.letrec<{ json: TemplateJson }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    texts,
    fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.constant(new Ambiguous(['010', 8])), fc.double()),
    fc.tuple(functions, tie('json')).map(([name, argument]) => ({ [name]: argument })),
    fc.tuple(functions, fc.array(tie('json'), { maxLength: 4 })).map(([name, list]) => ({ [name]: list })),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(names, functions, fc.string()), tie('json'), { maxKeys: 3 }),
  ),
}));

/** Every value within, the value itself first. */
function everything(value: Value | undefined): Value[] {
  if (value === undefined) return [];
  const inner = Array.isArray(value) ? value : isMap(value) ? Object.values(value) : [];
  return [value, ...inner.flatMap(everything)];
}

function worldOf(any: TemplateJson, other: TemplateJson, side: 'synthesized' | 'deployed') {
  return resolverOf(
    {
      Parameters: {
        ...OPEN.Parameters,
        Given: { Type: 'String', Default: any },
        Ids: { Type: 'List<String>', Default: 'a,b' },
      },
      Conditions: { ...conditions, Any: any, Loop: { Condition: 'Loop' } },
      Mappings: { Map: any },
      Outputs: { Any: { Value: any, Condition: 'Any', Export: { Name: other } } },
      Resources: {
        Web: { Type: 'AWS::ECS::Service', Properties: { A: any, B: other }, Condition: 'Any' },
        Role: { Type: 'AWS::IAM::Role', Properties: { Path: other } },
        New: { Type: 'AWS::SNS::Topic' },
      },
    },
    { side, resources: { Role: ['AWS::IAM::Role', 'role'] }, facts: { 'ssm-parameter a': 'x' } },
  );
}

test('law: nothing throws, and what comes out is a value', () => {
  fc.assert(
    fc.property(json, json, fc.constantFrom('synthesized' as const, 'deployed' as const), (any, other, side) => {
      const resolver = worldOf(any, other, side);
      const values = [resolver.value(any, 'here'), resolver.properties('Web'), resolver.output('Any')].flatMap(
        everything,
      );
      for (const value of values) {
        expect(value).not.toBeNull();
        expect(value).toBeDefined();
        if (value instanceof Ambiguous) expect(value.options.length).toBeGreaterThan(1);
        if (value instanceof Unknown) {
          expect(value.reason).not.toBe('');
          const pieces = value.pieces ?? [];
          expect(pieces.some((piece, index) => piece !== null && typeof pieces[index + 1] === 'string')).toBe(false);
        }
      }
      resolver.exists('Web');
      resolver.condition('Any');
      resolver.exports();
    }),
    { numRuns: 1000 },
  );
});

test('law: one expression over the same physical ids is the same value on both sides', () => {
  fc.assert(
    fc.property(json, json, (any, other) => {
      const [one, two] = (['synthesized', 'deployed'] as const).map((side) =>
        everything(worldOf(any, other, side).value(any, 'here')),
      );
      one?.forEach((value, index) => {
        const twin = two?.[index];
        if (value instanceof Unknown && twin instanceof Unknown) expect(twin.identity).toBe(value.identity);
        else if (!(value instanceof NotDeployed) && typeof value !== 'object') expect(twin).toEqual(value);
      });
    }),
    { numRuns: 500 },
  );
});
