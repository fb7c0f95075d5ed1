import fc from 'fast-check';
import { Ambiguous, NotDeployed, type TemplateJson, Unknown } from '../../lib/model/value';
import { faultOf, OPEN, resolverOf, type Stack, unknownOf } from './stack-in-test';

const YES = { 'Fn::Equals': ['a', 'a'] };
const NO = { 'Fn::Equals': ['a', 'b'] };
const UNSURE = { 'Fn::Equals': [{ Ref: 'Open' }, 'x'] };
const sections = {
  Parameters: {
    ...OPEN.Parameters,
    Flag: { Type: 'String', Default: 'true' },
    Ids: { Type: 'List<String>', Default: 'a,b' },
  },
  Resources: { Topic: { Type: 'AWS::SNS::Topic' } },
};

function conditionOf(json: TemplateJson, others: Record<string, TemplateJson> = {}, stack: Stack = {}) {
  return resolverOf(
    { ...sections, Conditions: { Yes: YES, No: NO, Unsure: UNSURE, ...others, It: json } },
    stack,
  ).condition('It');
}
const equals = (...argument: TemplateJson[]) => conditionOf({ 'Fn::Equals': argument });

describe('Fn::Equals', () => {
  test('compares as text', () => {
    expect(equals({ Ref: 'Flag' }, true)).toBe(true);
    expect(equals(1, '1')).toBe(true);
    expect(equals('a', 'A')).toBe(false);
    expect(equals('', '')).toBe(true);
    expect(equals({ Ref: 'Ids' }, ['a', 'b'])).toBe(true);
    expect(equals({ Ref: 'Ids' }, 'a,b')).toBe(false);
  });

  test('an unknown equals itself, and nothing else for certain', () => {
    expect(equals({ Ref: 'Open' }, { Ref: 'Open' })).toBe(true);
    expect(unknownOf(equals({ Ref: 'Open' }, { Ref: 'Other' })).reason).toContain('parameter Open has no value');
    expect(unknownOf(equals({ Ref: 'Open' }, '')).reason).toContain('parameter Open has no value');
  });

  const text = (value: string): TemplateJson => ({ 'Fn::Sub': value });
  test.each<[TemplateJson, TemplateJson]>([
    [text('a${Open}'), 'b'],
    [text('${Open}a'), ''],
    [text('a${Open}b'), 'ab-'],
    [text('ab${Open}ba'), 'aba'],
    [text('a${Open}x${Other}b'), 'a-y-b'],
    ['b', text('a${Open}')],
    [text('a${Open}'), text('b${Open}')],
    [text('${Open}a'), text('${Other}b')],
  ])('known pieces prove a difference: %j %j', (one, other) => expect(equals(one, other)).toBe(false));

  test.each<[TemplateJson, TemplateJson]>([
    [text('a${Open}'), 'a'],
    [text('a${Open}b'), 'ab'],
    [text('a${Open}x${Other}b'), 'axb'],
    [text('a${Open}'), text('ab${Other}')],
  ])('and where they prove none it is unknown: %j %j', (one, other) => {
    unknownOf(equals(one, other));
  });

  test('ambiguous scalars decide only where all readings agree', () => {
    const two = new Ambiguous(['010', 8]);
    expect(equals(two, 'x')).toBe(false);
    unknownOf(equals(two, '8'));
    expect(equals(new Ambiguous(['true', true]), 'true')).toBe(true);
  });

  test('the same scalar is read the same on both sides', () => {
    const yes = new Ambiguous(['yes', true]);
    const P = { Type: 'String', Default: yes };
    const holds = (one: TemplateJson, other: TemplateJson, given?: string) =>
      resolverOf(
        { Parameters: { P }, Conditions: { It: { 'Fn::Equals': [one, other] } } },
        { parameters: given === undefined ? {} : { P: given } },
      ).condition('It');
    expect(holds(yes, yes)).toBe(true);
    expect(holds({ Ref: 'P' }, yes)).toBe(true);
    expect(holds({ 'Fn::Join': ['-', [{ Ref: 'P' }, 'x']] }, { 'Fn::Sub': '${P}-x' })).toBe(true);
    expect(holds([{ Ref: 'P' }], [{ Ref: 'P' }])).toBe(true);
    for (const given of ['yes', 'true']) expect(holds({ Ref: 'P' }, yes, given)).toBe(true);
    expect(holds({ Ref: 'P' }, yes, 'no')).toBe(false);
    unknownOf(holds({ Ref: 'P' }, 'yes'));
    unknownOf(holds(yes, new Ambiguous(['Yes', true])));
  });

  test('True is true, but where the stack shows that it was taken for a text', () => {
    const yes = new Ambiguous([true], 'True');
    const holds = (given?: string) =>
      resolverOf(
        {
          Parameters: { P: { Type: 'String', Default: yes } },
          Conditions: { It: { 'Fn::Equals': [{ Ref: 'P' }, yes] } },
        },
        { parameters: given === undefined ? {} : { P: given } },
      ).condition('It');
    expect(equals(yes, 'true')).toBe(true);
    expect([holds(), holds('true'), holds('True'), holds('false')]).toEqual([true, true, true, false]);
  });

  test('a parameter that a parent is to make is unknown', () => {
    const parameters = { Open: new NotDeployed('${Topic}', 'to come') };
    expect(unknownOf(conditionOf(UNSURE, {}, { parameters })).reason).toBe('to come');
  });

  test('faults', () => {
    for (const argument of [[], ['a'], ['a', 'b', 'c'], [null, 'a'], [{ Ref: 'AWS::NoValue' }, 'a']])
      faultOf(equals(...argument));
    expect(faultOf(equals({ Ref: 'Topic' }, 'a'))).toBe(
      'condition It: a condition cannot refer to a resource, but refers to Topic',
    );
    faultOf(equals({ 'Fn::GetAtt': ['Topic', 'TopicArn'] }, 'a'));
    faultOf(equals({ Ref: 'Nothing' }, 'a'));
  });
});

type Three = boolean | 'unknown';
const NAMES = new Map<Three, string>([
  [true, 'Yes'],
  [false, 'No'],
  ['unknown', 'Unsure'],
]);
const three = fc.constantFrom<Three>(true, false, 'unknown');
const reference = (value: Three): TemplateJson => ({ Condition: NAMES.get(value) ?? '' });
const outcome = (result: boolean | Unknown): Three => (result instanceof Unknown ? 'unknown' : result);

describe('three-valued logic', () => {
  test('law: Fn::And is the least, Fn::Or the greatest of false, unknown, true', () => {
    const rank = (value: Three) => [false, 'unknown', true].indexOf(value);
    const byRank = (order: number) => (values: Three[]) => [...values].sort((a, b) => order * (rank(a) - rank(b)))[0];
    fc.assert(
      fc.property(fc.array(three, { minLength: 2, maxLength: 10 }), (values) => {
        expect(outcome(conditionOf({ 'Fn::And': values.map(reference) }))).toBe(byRank(1)(values));
        expect(outcome(conditionOf({ 'Fn::Or': values.map(reference) }))).toBe(byRank(-1)(values));
      }),
    );
  });

  test('law: Fn::Not twice is nothing, and De Morgan holds', () => {
    const not = (json: TemplateJson) => ({ 'Fn::Not': [json] });
    fc.assert(
      fc.property(three, three, (one, other) => {
        const [a, b] = [reference(one), reference(other)];
        expect(outcome(conditionOf(not(not(a))))).toBe(one);
        expect(outcome(conditionOf(not({ 'Fn::And': [a, b] })))).toBe(
          outcome(conditionOf({ 'Fn::Or': [not(a), not(b)] })),
        );
      }),
    );
  });

  test('functions may stand in one another', () => {
    expect(conditionOf({ 'Fn::Or': [NO, { 'Fn::And': [YES, { 'Fn::Not': [NO] }] }] })).toBe(true);
    expect(conditionOf({ Condition: 'Yes' })).toBe(true);
    expect(conditionOf({ 'Fn::Equals': [{ 'Fn::If': ['Yes', 'a', 'b'] }, 'a'] })).toBe(true);
  });

  test('a mistake beside a deciding condition does not matter, else it is one', () => {
    expect(conditionOf({ 'Fn::Or': [{ Condition: 'Missing' }, YES] })).toBe(true);
    faultOf(conditionOf({ 'Fn::Or': [UNSURE, { Condition: 'Missing' }] }));
    faultOf(conditionOf({ 'Fn::Not': [{ Condition: 'Missing' }] }));
  });
});

describe('conditions that are wrong', () => {
  test('circles are told, and end', () => {
    expect(faultOf(conditionOf({ Condition: 'It' }))).toContain('circle');
    expect(
      faultOf(conditionOf({ 'Fn::Not': [{ Condition: 'A' }] }, { A: { Condition: 'B' }, B: { Condition: 'A' } })),
    ).toContain('condition');
    expect(faultOf(conditionOf({ 'Fn::Equals': [{ 'Fn::If': ['It', 'a', 'b'] }, 'a'] }))).toContain('circle');
  });

  test('a chain that ends in nothing, however long', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [`C${index}`, { Condition: `C${index + 1}` }]),
    );
    expect(faultOf(conditionOf({ Condition: 'C0' }, chain))).toContain('the template has no condition C10000');
  });

  test.each<[TemplateJson]>([
    [true],
    ['Yes'],
    [null],
    [[YES]],
    [{}],
    [{ Condition: 1 }],
    [{ Ref: 'Flag' }],
    [{ 'Fn::Foo': [] }],
    [{ 'Fn::If': ['Yes', YES, NO] }],
    [{ ...YES, 'Fn::Not': [YES] }],
    [{ 'Fn::And': [YES] }],
    [{ 'Fn::And': Array(11).fill(YES) }],
    [{ 'Fn::Or': 'Yes' }],
    [{ 'Fn::Not': [] }],
    [{ 'Fn::Not': [YES, YES] }],
    [{ 'Fn::Not': YES }],
    [new Ambiguous(['yes', true])],
  ])('%j is no condition', (json) => expect(faultOf(conditionOf(json))).toContain('condition It: '));

  test('what a transform makes is unknown', () =>
    expect(unknownOf(conditionOf({ 'Fn::Transform': {} })).fault).toBeFalsy());

  test('a missing one is a fault', () => {
    for (const name of ['Missing', '__proto__', 'constructor']) faultOf(resolverOf({}).condition(name));
  });
});
