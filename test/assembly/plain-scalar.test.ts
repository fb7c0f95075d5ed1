import { resolvePlainScalar } from '../../lib/assembly/plain-scalar';
import { Ambiguous } from '../../lib/model/value';

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
    '089',
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
    '10.0.0.0/16',
    '1_2:30:99',
  ])('takes %j as text', (text) => {
    expect(resolvePlainScalar(text)).toBe(text);
  });

  test.each([
    ['012345670123', 0o12345670123],
    ['012', 10],
    ['-012', -10],
    ['1.10', 1.1],
    ['1.0', 1],
    ['1.', 1],
    ['.5', 0.5],
    ['+1', 1],
    ['1_000', 1000],
    ['0x1F', 31],
    ['0b101', 5],
    ['1e3', 1000],
    ['1.5E+3', 1500],
    ['12:30', 750],
    ['1:00:00', 3600],
    ['12345678901234567890', Number('12345678901234567890')],
    ['yes', true],
    ['No', false],
    ['on', true],
    ['OFF', false],
    ['True', true],
    ['y', true],
  ])('keeps the text %j and its YAML 1.1 value', (text, value) => {
    const resolved = resolvePlainScalar(text);
    expect(resolved).toBeInstanceOf(Ambiguous);
    expect((resolved as Ambiguous).options).toEqual([text, value]);
  });
});
