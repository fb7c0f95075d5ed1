import type { TemplateJson } from '../../lib/model/value';
import { faultOf, resolverOf, type Sections } from './stack-in-test';

const LONG = 3000;
const names = Array.from({ length: LONG }, (_, index) => `N${index}`);
const next = (index: number): string => `N${index + 1}`;
const TRUE: TemplateJson = { 'Fn::Equals': ['a', 'a'] };
const FALSE: TemplateJson = { 'Fn::Equals': ['a', 'b'] };
const named = (name: string): TemplateJson => ({ Condition: name });

/** A chain of conditions, each made of the next one by `link`; the last is true. */
function conditionsOf(link: (name: string) => TemplateJson, end: TemplateJson = TRUE): Sections {
  const conditions = names.map((name, index) => [name, index === LONG - 1 ? end : link(next(index))] as const);
  return { Conditions: Object.fromEntries(conditions) };
}

describe('chains of names', () => {
  test.each<[string, (name: string) => TemplateJson]>([
    ['Condition', named],
    ['Fn::And', (name) => ({ 'Fn::And': [named(name), named(name)] })],
    ['Fn::Or', (name) => ({ 'Fn::Or': [FALSE, named(name)] })],
    ['Fn::If', (name) => ({ 'Fn::Equals': [{ 'Fn::If': [name, 'yes', 'no'] }, 'yes'] })],
  ])('conditions may be as long as they like: %s', (_, link) => {
    const resolver = resolverOf(conditionsOf(link));
    expect(resolver.condition('N0')).toBe(true);
    expect(resolver.value({ 'Fn::If': ['N0', 'yes', 'no'] }, 'here')).toBe('yes');
  });

  test('each condition turned round by the next', () => {
    const resolver = resolverOf(conditionsOf((name) => ({ 'Fn::Not': [named(name)] })));
    expect([resolver.condition('N0'), resolver.condition('N1')]).toEqual([false, true]);
  });

  test('attributes may be as long as they like', () => {
    const parameters = names.map((name, index) => {
      const value: TemplateJson = index === LONG - 1 ? 'found' : { 'Fn::Sub': `\${${next(index)}.Value}` };
      return [name, { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: value } }] as const;
    });
    const resources = Object.fromEntries(names.map((name) => [name, ['AWS::SSM::Parameter', `/${name}`] as const]));
    const resolver = resolverOf({ Resources: Object.fromEntries(parameters) }, { resources });
    expect(resolver.value({ 'Fn::GetAtt': ['N0', 'Value'] }, 'here')).toBe('found');
  });

  test('an attribute is asked for where the property that gives it is an object, however deep such a chain goes', () => {
    const parameters = names.map((name, index) => {
      const value: TemplateJson = { in: { 'Fn::GetAtt': [next(index), 'Value'] } };
      return [name, { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: value } }] as const;
    });
    const resources = Object.fromEntries(names.map((name) => [name, ['AWS::SSM::Parameter', `/${name}`] as const]));
    const facts = { 'attribute /N0 Value': 'asked' };
    const resolver = resolverOf({ Resources: Object.fromEntries(parameters) }, { resources, facts });
    expect(resolver.value({ 'Fn::GetAtt': ['N0', 'Value'] }, 'here')).toBe('asked');
  });

  test('that lead back into themselves are mistakes, wherever they are entered', () => {
    const sections = conditionsOf((name) => ({ 'Fn::Not': [named(name)] }), { Condition: 'N1000' });
    for (const entry of ['N0', 'N1000', 'N2999'])
      expect(faultOf(resolverOf(sections).condition(entry))).toContain('refers to itself in a circle');
  });

  test('an unknown at the end of a long chain stays small', () => {
    const open: TemplateJson = { 'Fn::Equals': [{ Ref: 'Open' }, 'a'] };
    const sections = conditionsOf((name) => ({ 'Fn::Not': [named(name)] }), open);
    const value = resolverOf({ ...sections, Parameters: { Open: { Type: 'String' } } }).condition('N0');
    expect(value).toMatchObject({ reason: expect.stringContaining('--parameter Open') });
    expect(JSON.stringify(value).length).toBeLessThan(5000);
  });
});

describe('one expression', () => {
  const nested = (levels: number): TemplateJson => {
    let json: TemplateJson = TRUE;
    for (let level = 0; level < levels; level++) json = { 'Fn::Not': [json] };
    return json;
  };

  test('that is nested too deep is a mistake, alone and at the end of a chain', () => {
    expect(faultOf(resolverOf({ Conditions: { Deep: nested(500) } }).condition('Deep'))).toContain('levels deep');
    const chained = resolverOf(conditionsOf(named, nested(500)));
    expect(faultOf(chained.condition('N0'))).toContain('condition N2999: nested more than 200 levels deep');
  });

  test('that is deep within bounds is worked out also at the end of a chain', () => {
    expect(resolverOf(conditionsOf(named, nested(150))).condition('N0')).toBe(true);
  });
});
