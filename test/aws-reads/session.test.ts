import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readServices } from '../../lib/aws/read-services';
import { readStack } from '../../lib/aws/read-stack';
import { readProcessedTemplate } from '../../lib/aws/read-template';
import type { AwsSession, CallEvent, SessionOptions } from '../../lib/aws/session';
import { InputError } from '../../lib/model/errors';
import { Loopback, ok, REGION, type Reply, raw, refuse } from './loopback';

let aws: Loopback;
let environment: NodeJS.ProcessEnv;
beforeAll(async () => {
  aws = await Loopback.start();
  environment = { ...process.env };
});
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
});
afterAll(() => aws.stop());

const SERVICE = 'arn:aws:ecs:eu-west-1:1:service/c/web';
const found = ok({ services: [{ serviceArn: SERVICE, status: 'ACTIVE' }], failures: [] });

async function reasonWith(session: AwsSession): Promise<string> {
  const read = await readServices(session, [{ clusterArn: 'c', serviceArn: SERVICE }]);
  const live = read.get(SERVICE);
  return live === undefined || live.kind === 'found' ? 'found' : live.reason;
}

async function reasonAfter(reply: Reply, options: SessionOptions = {}): Promise<string> {
  aws.answer = () => reply;
  return reasonWith(aws.session(options));
}

describe('what AWS refuses is one line that says what to do', () => {
  test.each([
    ['ExpiredTokenException', /have expired; renew/],
    ['ExpiredToken', /have expired; renew/],
    ['UnrecognizedClientException', /does not accept the credentials/],
    ['InvalidSignatureException', /does not accept the credentials/],
    ['RequestExpired', /clock/],
    ['AccessDeniedException', /lack the permission \(AccessDeniedException: AWS's own words\)/],
    ['SomethingNewException', /SomethingNewException: AWS's own words/],
  ])('%s', async (code, words) => {
    const reason = await reasonAfter(refuse(code, "AWS's own\n words"));
    expect(reason).toMatch(words);
    expect(reason).toMatch(/^ecs:DescribeServices of service arn:\S+: /);
    expect(reason).not.toMatch(/\n|AKIA|very-secret|\bat /);
  });

  test('a long message is shortened', async () => {
    expect((await reasonAfter(refuse('NewException', 'x'.repeat(5000)))).length).toBeLessThan(600);
  });
});

describe('a connection in trouble ends in words', () => {
  test.each([
    ['no answer', { kind: 'hang' }, /no answer within 0.7 s; check the network/],
    ['half an answer', { kind: 'head' }, /no answer within 0.7 s/],
  ] as [string, Reply, RegExp][])('%s, in the time that it may take', async (_what, reply, words) => {
    expect(await reasonAfter(reply, { patience: { answer: 150, call: 700 } })).toMatch(words);
  });

  test.each([
    ['a cut answer', { kind: 'cut' }, /connection was cut.*ECONNRESET/],
    ['a reset', { kind: 'reset' }, /connection was cut.*ECONNRESET/],
    ['a page with an error', raw('<html>secret</html>', 400), /no answer of AWS \(HTTP 400\)/],
    ['an empty body with an error', raw('', 400), /no answer of AWS \(HTTP 400\)/],
    ['a gateway that is down', raw('', 502), /no answer of AWS \(HTTP 502\)/],
  ] as [string, Reply, RegExp][])('%s', async (_what, reply, words) => {
    expect(await reasonAfter(reply)).toMatch(words);
  });

  test.each([200, 400])('an answer without an end, HTTP %i, is given up once', async (status) => {
    const reason = await reasonAfter({ kind: 'endless', status }, { patience: { answer: 120_000, call: 240_000 } });
    expect(reason).toMatch(/: the answer is larger than 64 MiB, which no answer of AWS is/);
    expect(reason).not.toMatch(/Deserialization/);
    expect(aws.calls).toHaveLength(1);
  });

  test('a template without an end', async () => {
    aws.answer = ({ operation }) =>
      operation === 'GetTemplate' ? { kind: 'endless', status: 200 } : refuse('ValidationError', 'no');
    const read = await readProcessedTemplate(aws.session(), 'Web');
    expect(read).toMatchObject({ denied: false, reason: expect.stringMatching(/larger than 64 MiB/) });
    expect(aws.count('GetTemplate')).toBe(1);
  });

  test('no answer to any attempt', async () => {
    const sent: CallEvent[] = [];
    const options: SessionOptions = { patience: { answer: 50 }, onCall: (event) => sent.push(event) };
    expect(await reasonAfter({ kind: 'hang' }, options)).toMatch(/no answer within 0.05 s/);
    // A busy machine may give up a request before it is at the server.
    expect(sent).toHaveLength(8);
  });

  test('nobody listens', async () => {
    process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:9';
    expect(await reasonAfter(found)).toMatch(/cannot be reached.*ECONNREFUSED/);
  });

  test('no such host', async () => {
    process.env.AWS_ENDPOINT_URL = 'http://nowhere.invalid';
    expect(await reasonAfter(found)).toMatch(/host was not found; check the region/);
  });

  test('an endpoint that is no URL', async () => {
    process.env.AWS_ENDPOINT_URL = 'nonsense';
    expect(await reasonAfter(found)).toMatch(/AWS_ENDPOINT_URL is no URL/);
  });
});

describe('credentials', () => {
  beforeEach(() => {
    delete process.env.AWS_ACCESS_KEY_ID;
    delete process.env.AWS_SECRET_ACCESS_KEY;
  });

  test('none anywhere', async () => {
    const reason = await reasonAfter(found);
    expect(reason).toMatch(/no credentials found \(.*\); set AWS_PROFILE or pass --profile/);
    expect(aws.calls).toEqual([]);
  });

  test('a profile that does not exist is named, and no other credentials take its place', async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIALOOPBACK', AWS_SECRET_ACCESS_KEY: 'very-secret' });
    expect(await reasonAfter(found, { profile: 'nope' })).toMatch(/no credentials found .*nope/);
    expect(aws.calls).toEqual([]);
  });

  test('a profile gives credentials and the region', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'aws-'));
    process.env.AWS_CONFIG_FILE = join(directory, 'config');
    process.env.AWS_SHARED_CREDENTIALS_FILE = join(directory, 'credentials');
    writeFileSync(process.env.AWS_CONFIG_FILE, '[profile there]\nregion = ap-south-1\n');
    writeFileSync(
      process.env.AWS_SHARED_CREDENTIALS_FILE,
      '[there]\naws_access_key_id = AKIATHERE\naws_secret_access_key = x\n',
    );
    const session = aws.session({ profile: 'there', region: undefined });
    aws.answer = () => found;
    expect(await session.region()).toBe('ap-south-1');
    expect(await reasonWith(session)).toBe('found');
  });
});

describe('what loads credentials is not quoted', () => {
  const HIDDEN = 'hunter2';
  beforeEach(() => {
    delete process.env.AWS_ACCESS_KEY_ID;
    delete process.env.AWS_SECRET_ACCESS_KEY;
  });

  const node = `"${process.execPath}" -e`;
  test.each([
    ['a command that fails', `${node} "process.exit(1)" -- ${HIDDEN}`, /the credential_process of profile ci failed\)/],
    [
      'a command that writes to stderr',
      `${node} "console.error('${HIDDEN}'); process.exit(3)"`,
      /the credential_process of profile ci failed\)/,
    ],
    ['a command that is not there', `/no/such/command ${HIDDEN}`, /the credential_process of profile ci failed\)/],
    [
      'a command that writes too much',
      `${node} "console.log('${HIDDEN}'.repeat(300000))"`,
      /the credential_process of profile ci failed\)/,
    ],
    [
      'an answer that is not JSON',
      `${node} "console.log('${HIDDEN}')"`,
      /Profile ci credential_process returned invalid JSON/,
    ],
    [
      'an answer of another version',
      `${node} "console.log(JSON.stringify({ Version: '${HIDDEN}' }))"`,
      /Profile ci credential_process did not return Version 1/,
    ],
  ])('%s', async (_name, command, words) => {
    const sections = { '[profile ci]': `credential_process = ${command}` };
    expect(await failureOf(sections, 'ci')).toMatch(words);
  });

  test('also of the profile that another one takes them from, and beneath a role', async () => {
    const command = `${node} "console.error('${HIDDEN}'); process.exit(3)"`;
    const sections = {
      '[profile ci]': 'source_profile = base\nrole_arn = arn:aws:iam::1:role/r',
      '[profile base]': `credential_process = ${command}`,
    };
    expect(await failureOf(sections, 'ci')).toMatch(/the credential_process of profile ci failed\)/);
    expect(await failureOf(sections, 'base', { role: { arn: 'arn:aws:iam::1:role/r' } })).toMatch(
      /role arn:aws:iam::1:role\/r cannot be assumed: no credentials found \(the credential_process of profile base failed\)/,
    );
  });

  test('a file of tokens that is not JSON', async () => {
    const sections = { '[profile ci]': 'login_session = arn:aws:iam::1:user/anna' };
    const directory = mkdtempSync(join(tmpdir(), 'aws-login-'));
    process.env.AWS_LOGIN_CACHE_DIRECTORY = directory;
    const session = createHash('sha256').update('arn:aws:iam::1:user/anna').digest('hex');
    writeFileSync(join(directory, `${session}.json`), HIDDEN);
    expect(await failureOf(sections, 'ci')).toMatch(/loading the credentials of profile ci failed\)/);
  });

  async function failureOf(
    sections: Readonly<Record<string, string>>,
    profile: string,
    options: SessionOptions = {},
  ): Promise<string> {
    const directory = mkdtempSync(join(tmpdir(), 'aws-'));
    process.env.AWS_CONFIG_FILE = join(directory, 'config');
    const text = Object.entries(sections).map(([head, body]) => `${head}\n${body}\n`);
    writeFileSync(process.env.AWS_CONFIG_FILE, text.join(''));
    const reason = await reasonAfter(found, { profile, ...options });
    expect(reason).not.toMatch(/hunter2|process\.exit|no\/such/);
    expect(aws.calls).toEqual([]);
    return reason;
  }
});

describe('the region', () => {
  test('is that of the options, else of the environment', async () => {
    process.env.AWS_REGION = 'us-east-2';
    expect(await aws.session({ region: REGION }).region()).toBe(REGION);
    expect(await aws.session({ region: undefined }).region()).toBe('us-east-2');
  });

  test('is wanted: without one every read says what to do, and nothing is sent', async () => {
    const session = aws.session({ region: undefined });
    const reads = [
      session.region(),
      readStack(session, 'Web'),
      readServices(session, [{ clusterArn: 'c', serviceArn: 's' }]),
    ];
    for (const read of reads) {
      await expect(read).rejects.toThrow(InputError);
      await expect(read).rejects.toThrow(/no AWS region.*pass --region, set AWS_REGION/);
    }
    expect(aws.calls).toEqual([]);
  });
});

test('every call is told when it ends', async () => {
  const events: CallEvent[] = [];
  const options = { onCall: (event: CallEvent) => events.push(event) };
  await reasonAfter(found, options);
  await reasonAfter(refuse('InvalidParameterException'), options);
  expect(events).toEqual([
    { service: 'ecs', operation: 'DescribeServices', milliseconds: expect.any(Number), error: undefined },
    {
      service: 'ecs',
      operation: 'DescribeServices',
      milliseconds: expect.any(Number),
      error: 'InvalidParameterException',
    },
  ]);
});

test('something done once per session is done once', async () => {
  const session = aws.session();
  const make = jest.fn(async () => 7);
  expect(await Promise.all([session.once('a', make), session.once('a', make), session.once('b', make)])).toEqual([
    7, 7, 7,
  ]);
  expect(make).toHaveBeenCalledTimes(2);
});

test('a session that was never used closes', () => {
  expect(() => aws.session().close()).not.toThrow();
});
