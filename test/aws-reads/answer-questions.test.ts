import fc from 'fast-check';
import { answerQuestions } from '../../lib/aws/answer-questions';
import { questionKey } from '../../lib/aws/question-key';
import type { EnvironmentQuestion, Question } from '../../lib/model/question';
import { Unknown, type Value } from '../../lib/model/value';
import { denied, Loopback, ok, raw, refuse } from './loopback';

let aws: Loopback;
beforeAll(async () => {
  aws = await Loopback.start();
});
afterAll(() => aws.stop());

const exported = (name: string): EnvironmentQuestion => ({ kind: 'export', name });
const attribute = (name: string, physicalId = 'id-1', type = 'AWS::X::Y'): EnvironmentQuestion => ({
  kind: 'attribute',
  type,
  physicalId,
  attribute: name,
});
const parameter = (name: string, version?: string): EnvironmentQuestion => ({ kind: 'ssm-parameter', name, version });

async function answers(...questions: EnvironmentQuestion[]): Promise<(Value | undefined)[]> {
  const found = await answerQuestions(aws.session(), questions);
  return questions.map((question) => found.get(questionKey(question)));
}

const unknown = (reason: RegExp) => expect.objectContaining({ reason: expect.stringMatching(reason) });

test('the same question has one key, another one another', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('a', 'a:1', '1', ''));
  const question: fc.Arbitrary<Question> = fc.oneof(
    fc.record({ kind: fc.constant('export' as const), name: text }),
    fc.record({ kind: fc.constant('attribute' as const), type: text, physicalId: text, attribute: text }),
    fc.record({
      kind: fc.constant('ssm-parameter' as const),
      name: text,
      version: fc.option(text, { nil: undefined }),
    }),
    fc.record({
      kind: fc.constant('stack-output' as const),
      stackName: text,
      outputName: text,
      region: fc.option(text, { nil: undefined }),
      roleArn: fc.option(text, { nil: undefined }),
      asOf: fc.option(text, { nil: undefined }),
    }),
  );
  const sorted = (one: object) => JSON.stringify(Object.entries(one).sort());
  fc.assert(
    fc.property(question, question, (one, other) => {
      expect(questionKey({ ...one })).toBe(questionKey(one));
      expect(questionKey(one) === questionKey(other)).toBe(sorted(one) === sorted(other));
    }),
  );
});

test('no question costs no call', async () => {
  expect((await answerQuestions(aws.session(), [])).size).toBe(0);
  expect(aws.calls).toEqual([]);
});

describe('exports', () => {
  test('are listed once per session, all pages', async () => {
    const names = ['A', 'B', '__proto__', 'D', 'E'];
    aws.answer = ({ input }) => {
      const at = Number(input.NextToken ?? 0);
      const next = at + 2 < names.length ? { NextToken: String(at + 2) } : {};
      return ok({ Exports: names.slice(at, at + 2).map((Name) => ({ Name, Value: `v-${Name}` })), ...next });
    };
    const session = aws.session();
    const first = await Promise.all([
      answerQuestions(session, [exported('A'), exported('E'), exported('A')]),
      answerQuestions(session, [exported('__proto__')]),
    ]);
    expect(first.flatMap((map) => [...map.values()])).toEqual(['v-A', 'v-E', 'v-__proto__']);
    const later = await answerQuestions(session, [exported('Nope'), exported('constructor')]);
    expect([...later.values()]).toEqual([unknown(/no export Nope/), unknown(/no export constructor/)]);
    expect(aws.count('ListExports')).toBe(3);
  });

  test('that are refused are unknown, all of them, after one call', async () => {
    aws.answer = () => refuse('AccessDenied', 'not authorized to perform: cloudformation:ListExports', 403);
    const [one, other] = await answers(exported('A'), exported('B'));
    expect(one).toBeInstanceOf(Unknown);
    expect(one).toEqual(unknown(/^export A .*cloudformation:ListExports.*permission/));
    expect(other).toEqual(unknown(/^export B /));
    expect(aws.calls).toHaveLength(1);
  });

  test.each([
    ['lead back to a page', { Exports: [], NextToken: 'again' }],
    ['are no list', {}],
  ])('that %s are unknown', async (_what, data) => {
    aws.answer = () => ok(data);
    expect(await answers(exported('A'))).toEqual([unknown(/list/)]);
  });
});

describe('attributes', () => {
  const resource = (properties: unknown) =>
    ok({ TypeName: 'AWS::X::Y', ResourceDescription: { Identifier: 'id-1', Properties: JSON.stringify(properties) } });

  test('of one resource cost one call, in all rounds of a session', async () => {
    aws.answer = ({ input }) =>
      resource({ Arn: `arn-${input.Identifier}`, Endpoint: { Port: 80 }, Zones: ['a', null, 'b'] });
    const session = aws.session();
    const questions = [attribute('Arn'), attribute('Endpoint.Port'), attribute('Zones'), attribute('Arn', 'id-2')];
    const found = await answerQuestions(session, questions);
    expect(questions.map((question) => found.get(questionKey(question)))).toEqual([
      'arn-id-1',
      80,
      ['a', 'b'],
      'arn-id-2',
    ]);
    await answerQuestions(session, [attribute('Endpoint')]);
    expect(aws.calls.map(({ input }) => input)).toEqual([
      { TypeName: 'AWS::X::Y', Identifier: 'id-1' },
      { TypeName: 'AWS::X::Y', Identifier: 'id-2' },
    ]);
  });

  test('that the resource does not have are unknown', async () => {
    aws.answer = () => resource({ Endpoint: { Port: null }, Name: 'x' });
    const names = ['Arn', 'Endpoint.Port', 'Name.length', 'constructor', '__proto__', 'Endpoint.'];
    const found = await answers(...names.map((name) => attribute(name)));
    expect(found).toEqual(names.map(() => unknown(/Cloud Control does not give .* of AWS::X::Y id-1/)));
  });

  test.each([
    ['a refusal', denied('cloudformation:GetResource'), /cloudformation:GetResource.*permission/],
    [
      'a type it does not support',
      refuse('UnsupportedActionException', 'READ is not supported'),
      /READ is not supported/,
    ],
    ['no such resource', refuse('ResourceNotFoundException', 'not found'), /ResourceNotFoundException: not found/],
    ['no properties', ok({ ResourceDescription: {} }), /no properties/],
    ['properties that are no JSON', ok({ ResourceDescription: { Properties: '{' } }), /no answer of AWS/],
    ['properties that are no object', resource([1]), /no properties/],
    ['garbage', raw('<html>'), /no answer of AWS/],
  ])('are unknown after %s', async (_what, reply, words) => {
    aws.answer = () => reply;
    expect(await answers(attribute('Arn'))).toEqual([unknown(words)]);
  });
});

describe('SSM parameters', () => {
  const stored: Record<string, object> = {
    '/a': { Type: 'String', Value: 'newest' },
    '/a:1': { Type: 'String', Value: 'first' },
    '/list': { Type: 'StringList', Value: 'a,b' },
    '/secret': { Type: 'SecureString', Value: 'ciphertext' },
    '/empty': { Type: 'String' },
  };

  /** As SSM answers: the name without its version, which stands in the selector. */
  function serve(): void {
    aws.answer = ({ input }) => {
      const names: string[] = input.Names;
      const Parameters = names
        .filter((name) => Object.hasOwn(stored, name))
        .map((name) => {
          const [Name, version] = name.split(':');
          return { Name, ...(version && { Selector: `:${version}` }), ...stored[name] };
        });
      return ok({
        Parameters: Parameters.reverse(),
        InvalidParameters: names.filter((name) => !Object.hasOwn(stored, name)),
      });
    };
  }

  test('of an earlier time are known while they have not changed since', async () => {
    const asOf = (name: string): EnvironmentQuestion => ({
      kind: 'ssm-parameter',
      name,
      asOf: '2026-03-01T00:00:00.000Z',
    });
    aws.answer = () =>
      ok({
        Parameters: [
          { Name: '/before', Value: 'kept', LastModifiedDate: Date.parse('2026-02-28T23:59:59Z') / 1000 },
          { Name: '/after', Value: 'new', LastModifiedDate: Date.parse('2026-03-02T00:00:00Z') / 1000 },
          { Name: '/undated', Value: 'trusted' },
        ],
      });
    expect(await answers(asOf('/before'), asOf('/after'), asOf('/undated'), parameter('/after'))).toEqual([
      'kept',
      expect.objectContaining({ reason: expect.stringMatching(/after changed at 2026-03-02/), likely: 'new' }),
      'trusted',
      'new',
    ]);
    expect(aws.calls).toHaveLength(1);
  });

  test('are the newest version or the one that is named', async () => {
    serve();
    expect(await answers(parameter('/a'), parameter('/a', '1'), parameter('/list'))).toEqual([
      'newest',
      'first',
      'a,b',
    ]);
    expect(aws.calls.map(({ input }) => input)).toEqual([{ Names: ['/a', '/a:1', '/list'] }]);
  });

  test('are asked for by ten', async () => {
    serve();
    await answers(...Array.from({ length: 21 }, (_, index) => parameter(`/p${index}`)));
    expect(aws.calls.map(({ input }) => input.Names.length).sort()).toEqual([1, 10, 10]);
  });

  test('that are missing, secret or without a value are unknown', async () => {
    serve();
    expect(await answers(parameter('/a', '9'), parameter('/secret'), parameter('/empty'), parameter('/a'))).toEqual([
      unknown(/no SSM parameter \/a:9/),
      unknown(/SecureString/),
      unknown(/without a value/),
      'newest',
    ]);
  });

  test('of which one is refused leave the others known', async () => {
    serve();
    const { answer } = aws;
    aws.answer = (call) => (call.input.Names.includes('/secret') ? denied('ssm:GetParameters') : answer(call));
    expect(await answers(parameter('/a'), parameter('/secret'))).toEqual([
      'newest',
      unknown(/ssm:GetParameters of parameter \/secret: .*permission/),
    ]);
  });

  test('by ARN are found by it', async () => {
    const arn = 'arn:aws:ssm:eu-west-1:1:parameter/shared';
    aws.answer = () => ok({ Parameters: [{ Name: '/shared', ARN: arn, Type: 'String', Value: 'x' }] });
    expect(await answers(parameter(arn))).toEqual(['x']);
  });

  test('in an answer that holds no list are unknown', async () => {
    aws.answer = () => ok({ Parameters: 5 });
    expect(await answers(parameter('/a'))).toEqual([unknown(/holds no list/)]);
  });
});
