import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { PERMISSIONS } from '../../lib/aws/permissions';
import { createSession } from '../../lib/aws/session';
import { iamPolicy } from '../../lib/check/iam-policy';
import { PREFIXES, sentOperations } from './sent-operations';
import { sourceFiles } from './source-files';

const SOURCES = sourceFiles();
const FOUND = SOURCES.map(({ text, path }) => sentOperations(text, path));
const SENT = [...new Set(FOUND.flatMap(({ actions }) => actions))].sort();
const IN_POLICY = iamPolicy()
  .document.Statement.flatMap(({ Action }) => Action)
  .sort();

/** Verbs of AWS that change nothing; assuming a role only makes credentials. */
const READS = /^[a-z-]+:(?:(?:Describe|Get|List)[A-Z][A-Za-z]+|AssumeRole)$/;
/** Reads by name that decrypt, or start something. */
const NOT_READS = ['ssm:GetParametersByPath', 'ecs:GetTaskProtection', 'sts:GetFederationToken', 'sts:GetSessionToken'];

/** IAM actions that a text names. */
function actionsNamed(text: string): string[] {
  const prefixes = [...new Set(PREFIXES.values())].join('|');
  return [...text.matchAll(new RegExp(`\\b(?:${prefixes}):[A-Z][a-z][A-Za-z]+`, 'g'))].map(([action]) => action);
}

/** What the strings of a source name, not its comments. */
function actionsSpoken({ path, text }: { path: string; text: string }): string[] {
  const named: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) named.push(...actionsNamed(node.text));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return named;
}

describe('what the code can send to AWS', () => {
  test('can be told of every line of it', () => {
    expect(FOUND.flatMap(({ problems }) => problems)).toEqual([]);
    expect(SENT.length).toBeGreaterThan(10);
  });

  test('is nothing but reads', () => {
    expect(SENT.filter((action) => !READS.test(action) || NOT_READS.includes(action))).toEqual([]);
  });

  test('is what the printed policy allows, no more and no less', () => {
    expect(SENT).toEqual(IN_POLICY);
    expect(new Set(IN_POLICY).size).toBe(IN_POLICY.length);
  });

  test('decrypts no parameter', () => {
    expect(SOURCES.filter(({ text }) => text.includes('WithDecryption'))).toEqual([]);
  });

  test('names no action in its words that it does not send', () => {
    const spoken = new Set(SOURCES.flatMap(actionsSpoken));
    expect([...spoken].filter((action) => !SENT.includes(action))).toEqual([]);
    expect(spoken.size).toBeGreaterThan(10);
  });

  test('goes through the APIs of a session, all of which are looked into', () => {
    const session = createSession({ region: 'eu-west-1' });
    const apis = Object.keys(session).filter((name) => !['region', 'once', 'close'].includes(name));
    expect(apis.sort()).toEqual([...PREFIXES.keys()].sort());
  });
});

describe('the list of it fails for', () => {
  const call = (operation: string, body: string) => `session.ecs('${operation}', (client, options) => ${body});`;

  test.each([
    [
      'another method than it says',
      call('DescribeServices', 'client.deleteService({}, options)'),
      [/does deleteService/],
    ],
    [
      'a second method',
      call('ListServices', 'client.listServices({}, options).then(() => client.stopTask({}))'),
      [/does stopTask/],
    ],
    ['a client that goes elsewhere', call('ListServices', 'other(client)'), [/something else with the client/]],
    ['a method by a computed name', call('ListServices', 'client[method]({}, options)'), [/something else/]],
    [
      'an operation by a computed name',
      'session.ecs(operation, (client) => client.listServices({}));',
      [/does not stand there/],
    ],
    ['a request made elsewhere', "session.ecs('ListServices', send);", [/request that does not stand there/]],
    ['an API under another name', 'const { ecs } = session;', [/hands an API on/]],
    ['an API in other hands', 'useApi(session.ecs);', [/hands an API on/]],
    ['a command', 'client.send(new UpdateServiceCommand({}));', [/sends by hand/, /makes a command/]],
    ['a paginator', 'for await (const page of paginateListServices({}, {})) use(page);', [/uses paginateListServices/]],
    ['the SDK itself', "import { ECS } from '@aws-sdk/client-ecs';", [/loads the SDK/]],
    ['the SDK, when it is needed', "const sdk = require('@aws-sdk/client-ecs');", [/loads the SDK/]],
    ['the SDK, imported late', "const sdk = await import('@aws-sdk/client-ecs');", [/loads the SDK/]],
    ['another credential provider', 'providers.fromWebToken({});', [/credential provider fromWebToken/]],
  ] as [string, string, RegExp[]][])('%s', (_what, text, problems) => {
    const found = sentOperations(text, 'lib/aws/read-something.ts');
    expect(found.problems).toEqual(problems.map((words) => expect.stringMatching(words)));
  });

  test('an operation that is no read', () => {
    const { actions } = sentOperations(call('UpdateService', 'client.updateService({}, options)'), 'lib/aws/x.ts');
    expect(actions).toEqual(['ecs:UpdateService']);
    expect(actions.filter((action) => READS.test(action))).toEqual([]);
  });

  test('a client of our own with an operation that is no read, or under another name', () => {
    const method = (name: string, command: string) =>
      `import { X } from '@aws-sdk/client-ecs'; class C extends X { ${name}(input, options) { return this.send(new ${command}(input), options); } }`;
    const found = (name: string, command: string, path = 'lib/aws/ecs-client.ts') =>
      sentOperations(method(name, command), path);
    expect(found('listServices', 'ListServicesCommand')).toEqual({ actions: ['ecs:ListServices'], problems: [] });
    expect(found('stopTask', 'StopTaskCommand').actions).toEqual(['ecs:StopTask']);
    expect(found('listServices', 'StopTaskCommand').problems).toHaveLength(2);
    expect(found('listServices', 'ListServicesCommand', 'lib/aws/read-services.ts').problems).toHaveLength(3);
  });

  test('nothing where it is as it should be', () => {
    const text = call('ListServices', 'client.listServices({ nextToken }, options).then(check)');
    expect(sentOperations(text, 'lib/aws/x.ts')).toEqual({ actions: ['ecs:ListServices'], problems: [] });
    const types = "import type { ECS } from '@aws-sdk/client-ecs';";
    expect(sentOperations(types, 'lib/aws/x.ts').problems).toEqual([]);
  });
});

describe('the policy', () => {
  test('says what each optional statement adds, in a statement of its own', () => {
    const sids = PERMISSIONS.map(({ sid }) => sid);
    expect(new Set(sids).size).toBe(sids.length);
    expect(sids.filter((sid) => !/^[A-Za-z0-9]+$/.test(sid))).toEqual([]);
    expect(PERMISSIONS.filter(({ adds }) => adds === undefined).map(({ sid }) => sid)).toEqual(['EcsDriftRequired']);
    expect(iamPolicy({ requiredOnly: true }).document.Statement).toHaveLength(1);
  });

  test('lets the lookup roles of the CDK be assumed, in every partition, and no other of its roles', () => {
    const { resource = '' } = PERMISSIONS.find(({ actions }) => actions.includes('sts:AssumeRole')) ?? {};
    const allowed = new RegExp(`^${resource.replaceAll('*', '.*')}$`);
    for (const partition of ['aws', 'aws-cn', 'aws-us-gov']) {
      const roleOf = (kind: string) =>
        `arn:${partition}:iam::111111111111:role/cdk-hnb659fds-${kind}-role-111111111111-x`;
      expect(roleOf('lookup')).toMatch(allowed);
      for (const kind of ['deploy', 'cfn-exec', 'file-publishing']) expect(roleOf(kind)).not.toMatch(allowed);
    }
  });

  test('is that of the README', () => {
    const readme = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');
    const section = /^## What it reads$([\s\S]*?)^## /m.exec(readme)?.[1] ?? '';
    expect([...new Set(actionsNamed(section))].sort()).toEqual(IN_POLICY);
  });
});
