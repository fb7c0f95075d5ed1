import fc from 'fast-check';
import { parseArn } from '../../lib/aws/parse-arn';
import { plainJson } from '../../lib/aws/plain-json';

/** A member of an answer that is null says nothing. In a list nobody knows what one says. */
function withoutNulls(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(withoutNulls);
  if (typeof json !== 'object' || json === null) return json;
  const members = Object.entries(json).filter(([, value]) => value !== null);
  return Object.fromEntries(members.map(([name, value]) => [name, withoutNulls(value)]));
}

test('JSON stays as it is but for members that are null, whatever its names', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(JSON.stringify(plainJson(JSON.parse(text)))).toBe(
        JSON.stringify(withoutNulls(JSON.parse(text)) ?? undefined),
      );
    }),
  );
});

test('what is no JSON goes or becomes text', () => {
  const date = new Date('2026-01-01T00:00:00Z');
  const given = { date, bad: new Date('x'), none: undefined, nan: Number.NaN, call: () => 1, list: [undefined, date] };
  expect(JSON.stringify(plainJson(given))).toBe(
    '{"date":"2026-01-01T00:00:00.000Z","nan":"NaN","list":[null,"2026-01-01T00:00:00.000Z"]}',
  );
});

test('an ARN is taken apart', () => {
  expect(parseArn('arn:aws-cn:ssm:cn-north-1:1:parameter:x:y')).toEqual({
    partition: 'aws-cn',
    service: 'ssm',
    region: 'cn-north-1',
    account: '1',
    resource: 'parameter:x:y',
  });
});

test.each(['', 'Web', 'arn:aws:s3', 'arn:aws:s3:::', 'urn:aws:s3:::x', 'arn::s3:::x'])('%p is no ARN', (text) => {
  expect(parseArn(text)).toBeUndefined();
});
