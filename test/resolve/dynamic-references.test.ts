import type { Question } from '../../lib/model/question';
import { OPEN, resolve, resolverOf, unknownOf } from './stack-in-test';

const facts = { 'ssm-parameter /size': '2', 'ssm-parameter /size:3': '3', 'ssm-parameter Ids': ['a', 'b'] };
const resolved = (json: never | unknown) => resolve(json as never, OPEN, { facts });

describe('dynamic references', () => {
  test('plain SSM parameters get their values, several in one string too', () => {
    expect(resolved('{{resolve:ssm:/size}}')).toBe('2');
    expect(resolved('{{resolve:ssm:/size:3}}')).toBe('3');
    expect(resolved('a-{{resolve:ssm:/size}}-{{resolve:ssm:/size:3}}')).toBe('a-2-3');
    expect(resolved('{{resolve:ssm:Ids}}')).toBe('a,b');
    expect(resolved({ a: ['{{resolve:ssm:/size}}'] })).toEqual({ a: ['2'] });
  });

  test('they are looked at after the functions ran', () => {
    expect(resolved({ 'Fn::Join': ['', ['{{resolve:ssm:', '/size', '}}']] })).toBe('2');
    expect(resolved({ 'Fn::Select': [1, { 'Fn::Split': [':', '{{resolve:ssm:/size}}'] }] })).toBe('ssm');
  });

  test('secrets are never asked for', () => {
    const asked: Question[] = [];
    for (const text of ['{{resolve:secretsmanager:Db:SecretString:password::}}', '{{resolve:ssm-secure:/db:1}}']) {
      const value = unknownOf(resolve(text, {}, { asked }));
      expect(value).toMatchObject({ display: text, identity: text });
      expect(value.reason).toContain('never read');
    }
    expect(asked).toEqual([]);
  });

  test('the known pieces beside an unread one stay', () => {
    const value = unknownOf(resolved('user:{{resolve:ssm-secure:/db}}@host'));
    expect(value.pieces).toEqual(['user:', null, '@host']);
    expect(value.display).toBe('user:{{resolve:ssm-secure:/db}}@host');
  });

  test.each([
    ['a{{resolve:ssm:/size}}b${Open}', ['a', null, 'b', null]],
    ['a{{resolve:ssm:${Open}}}b', ['a', null, 'b']],
    ['a{{resolve:ssm:${Open}:${Other}}}b{{x', ['a', null, 'b', null]],
    ['${Open}-b', [null, '-b']],
  ])('in a string that is known in part a reference is no known piece: %s', (text, pieces) => {
    expect(unknownOf(resolved({ 'Fn::Sub': text })).pieces).toEqual(pieces);
  });

  test('a malformed one is a fault, another service unknown, other braces are text', () => {
    expect(unknownOf(resolved('{{resolve:ssm:a b}}')).fault).toBe(true);
    expect(unknownOf(resolved('{{resolve:vault:a}}')).fault).toBeFalsy();
    expect(resolved('{{ a }}')).toBe('{{ a }}');
    expect(resolved('{{resolve:ssm')).toBe('{{resolve:ssm');
  });

  test('they are worked out in properties and outputs', () => {
    const resolver = resolverOf(
      {
        Resources: { Web: { Type: 'T', Properties: { Size: '{{resolve:ssm:/size}}' } } },
        Outputs: { Size: { Value: '{{resolve:ssm:/size}}' } },
      },
      { facts },
    );
    expect(resolver.properties('Web')).toEqual({ Size: '2' });
    expect(resolver.output('Size')).toBe('2');
  });
});
