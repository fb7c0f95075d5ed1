import { resolvePlainScalar } from '../../lib/assembly/plain-scalar';
import { Ambiguous, type Scalar } from '../../lib/model/value';

describe('resolvePlainScalar', () => {
  test.each([
    ['80', 80],
    ['-5', -5],
    ['0', 0],
    ['1.5', 1.5],
    ['true', true],
    ['false', false],
    ['', null],
    ['~', null],
    ['null', null],
  ])('takes %j as the value that it is', (text, value) => {
    expect(resolvePlainScalar(text)).toBe(value);
  });

  test.each([
    '2012-10-17',
    '2001-12-14t21:59:43.10-05:00',
    '1.1.1',
    '8080:8080',
    '.inf',
    '.nan',
    '.',
    '-',
    '+',
    '0x',
    '_1',
    'arn:aws:ecs:eu-west-1:123456789012:cluster/a',
    '=',
    'e3',
    'y',
    'N',
    'yEs',
    'tRUE',
    '12345678901234567890',
    '-12345678901234567890',
    '1e400',
    '0o17',
    '10.0.0.0/16',
    '1_2:30:99',
  ])('takes %j as text', (text) => {
    expect(resolvePlainScalar(text)).toBe(text);
  });

  test.each<[string, ...Scalar[]]>([
    ['012345670123', 0o12345670123],
    ['012', 10],
    ['-012', -10],
    ['07777777777777777777777777', '37778931862957161709567'],
    ['089', '89.0', 89],
    ['012345678901', '1.2345678901E10', 12345678901],
    ['1.10', 1.1],
    ['1.0', 1],
    ['1000.0', 1000],
    ['1.', '1.0', 1],
    ['.5', 0.5],
    ['+1', 1],
    ['-0', 0],
    ['1_000', 1000],
    ['12_345_678_901_234_567_890', '12345678901234567890'],
    ['0x1F', 31],
    ['0b101', 5],
    ['0x_', 0],
    ['1e3', '1000.0', 1000],
    ['1.5E+3', '1500.0', 1500],
    ['1e10', '1.0E10', 10000000000],
    ['12:30', 750],
    ['1:00:00', 3600],
    ['1:30.5', 90.5],
    ['yes', true],
    ['No', false],
    ['on', true],
    ['OFF', false],
  ])('keeps the text %j and what YAML 1.1 and Java make of it', (text, ...values) => {
    const resolved = resolvePlainScalar(text);
    expect(resolved).toBeInstanceOf(Ambiguous);
    expect((resolved as Ambiguous).options).toEqual([text, ...values]);
  });

  test.each([
    ['0.0001', [0.0001, '1.0E-4']],
    ['12345678.5', [12345678.5, '1.23456785E7']],
  ])('knows that Java writes the number %j otherwise', (text, options) => {
    expect(resolvePlainScalar(text)).toEqual(new Ambiguous(options));
  });

  test.each([
    ['True', true],
    ['TRUE', true],
    ['False', false],
  ])('reads %j as %j, and keeps its text for names', (text, value) => {
    expect(resolvePlainScalar(text)).toEqual(new Ambiguous([value], text));
  });

  test('takes digits without end as text', () => {
    const digits = '7'.repeat(1_000_000);
    expect(resolvePlainScalar(digits)).toBe(digits);
  });
});
