import ts from 'typescript';

/** What a source file can send to AWS, as far as it can be told; what cannot be told is a problem. */
export interface SentOperations {
  /** IAM actions: `ecs:DescribeServices`. */
  readonly actions: readonly string[];
  readonly problems: readonly string[];
}

/** The APIs of a session by their names in the code, with the prefix that IAM has for each. */
export const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['cloudFormation', 'cloudformation'],
  ['ecs', 'ecs'],
  // Cloud Control asks for CloudFormation's actions.
  ['cloudControl', 'cloudformation'],
  ['ssm', 'ssm'],
  ['sts', 'sts'],
  ['applicationAutoScaling', 'application-autoscaling'],
  ['serviceDiscovery', 'servicediscovery'],
]);

/**
 * What the SDK's credential providers send. The first two sign in as the user's own configuration says, which no policy
 * of ours can speak of.
 */
const PROVIDERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['fromIni', []],
  ['fromNodeProviderChain', []],
  ['fromTemporaryCredentials', ['sts:AssumeRole']],
]);

/** The packages of the SDK's clients, as far as they do not end in the prefix that IAM has. */
const PREFIX_OF_CLIENT: ReadonlyMap<string, string> = new Map([
  ['cloudcontrol', 'cloudformation'],
  ['application-auto-scaling', 'application-autoscaling'],
]);

/** The only files that may load the SDK; the others get a session. */
const LOADERS: readonly string[] = ['lib/aws/session.ts', 'lib/aws/sdk.ts'];
/** How requests are written and answers read; it sends nothing. */
const WIRE_FORMATS = '@aws-sdk/core/protocols';
/** Clients of our own, with those operations that are needed. */
const CLIENT_FILE = /^lib\/aws\/[a-z-]+-client\.ts$/;

/** Reads a source file of the library; `path` is relative to the package. */
export function sentOperations(text: string, path: string): SentOperations {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const actions: string[] = [];
  const problems: string[] = [];
  const problem = (node: ts.Node, words: string) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    problems.push(`${path}:${line + 1}: ${words}`);
  };
  const visit = (node: ts.Node): void => {
    if (loadsSdk(node) && !LOADERS.includes(path) && !CLIENT_FILE.test(path)) problem(node, 'loads the SDK');
    const offered = CLIENT_FILE.test(path) ? offeredBy(node) : undefined;
    if (offered !== undefined) {
      actions.push(`${prefixOf(file)}:${offered}`);
      return;
    }
    const unseen = unseenWay(node);
    if (unseen !== undefined) problem(node, unseen);
    if (ts.isCallExpression(node)) {
      const sent = sentBy(node, path);
      actions.push(...(sent?.actions ?? []));
      for (const words of sent?.problems ?? []) problem(node, words);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { actions, problems };
}

/**
 * The operation of `listServices(input, options) { return this.send(new ListServicesCommand(input), options); }`, whose
 * answer may be `sent(…)` for its type's sake.
 */
function offeredBy(node: ts.Node): string | undefined {
  if (!ts.isMethodDeclaration(node) || node.body?.statements.length !== 1) return undefined;
  const [statement] = node.body.statements;
  const text = (statement?.getText() ?? '').replace(/^return sent\((.*)\);$/, 'return $1;');
  const operation = /^return this\.send\(new ([A-Z][A-Za-z]+)Command\(input\), options\);$/.exec(text)?.[1];
  return operation !== undefined && methodFor(operation) === node.name.getText() ? operation : undefined;
}

function prefixOf(file: ts.SourceFile): string {
  const client = /'@aws-sdk\/client-([a-z-]+)'/.exec(file.text)?.[1] ?? '';
  return PREFIX_OF_CLIENT.get(client) ?? client;
}

function methodFor(operation: string): string {
  return operation.charAt(0).toLowerCase() + operation.slice(1);
}

function loadsSdk(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node)) return isSdk(node.moduleSpecifier) && node.importClause?.isTypeOnly !== true;
  if (ts.isExportDeclaration(node)) return isSdk(node.moduleSpecifier) && !node.isTypeOnly;
  if (!ts.isCallExpression(node)) return false;
  const loads = node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require';
  return loads && isSdk(node.arguments[0]);
}

function isSdk(name: ts.Expression | undefined): boolean {
  if (name === undefined || !ts.isStringLiteralLike(name) || name.text === WIRE_FORMATS) return false;
  return /^(@aws-sdk|@smithy|aws-sdk)(\/|$)/.test(name.text);
}

/** Ways of the SDK to send something that are not looked into here. */
function unseenWay(node: ts.Node): string | undefined {
  if (ts.isNewExpression(node) && /[A-Za-z]Command$/.test(node.expression.getText())) return 'makes a command';
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'send') return 'sends by hand';
  if (ts.isPropertyAccessExpression(node) && PREFIXES.has(node.name.text) && !isCalled(node)) return 'hands an API on';
  if (ts.isBindingElement(node) && PREFIXES.has((node.propertyName ?? node.name).getText())) return 'hands an API on';
  if (ts.isIdentifier(node) && /^(paginate|waitUntil|waitFor)[A-Z]/.test(node.text)) return `uses ${node.text}`;
  return undefined;
}

function sentBy(call: ts.CallExpression, path: string): SentOperations | undefined {
  if (!ts.isPropertyAccessExpression(call.expression)) return undefined;
  const { name, expression } = call.expression;
  if (expression.getText() === 'providers') return sentByProvider(name.text, path);
  const prefix = PREFIXES.get(name.text);
  return prefix === undefined ? undefined : sentByApi(prefix, call);
}

function sentByProvider(name: string, path: string): SentOperations {
  const actions = path === 'lib/aws/credentials.ts' ? PROVIDERS.get(name) : undefined;
  return { actions: actions ?? [], problems: actions === undefined ? [`asks the credential provider ${name}`] : [] };
}

/** `session.ecs('DescribeServices', (client, options) => client.describeServices({ … }, options))` */
function sentByApi(prefix: string, { arguments: [operation, send] }: ts.CallExpression): SentOperations {
  if (operation === undefined || !ts.isStringLiteral(operation))
    return { actions: [], problems: ['an operation whose name does not stand there'] };
  const actions = [`${prefix}:${operation.text}`];
  if (send === undefined || !ts.isArrowFunction(send))
    return { actions, problems: ['a request that does not stand there'] };
  const [client] = send.parameters;
  const name = client?.name;
  if (name === undefined || !ts.isIdentifier(name)) return { actions, problems: ['a client without a name'] };
  const methods = usesOf(name, send.body);
  const others = methods.filter((method) => method !== methodFor(operation.text));
  const problems = others.map(
    (method) => `says ${operation.text} and does ${method ?? 'something else with the client'}`,
  );
  return { actions, problems: methods.length === 0 ? ['sends nothing'] : problems };
}

/** For each use of the client the method that it calls; undefined where it does something else with it. */
function usesOf(client: ts.Identifier, body: ts.Node): (string | undefined)[] {
  const uses: (string | undefined)[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === client.text) uses.push(methodOf(node));
    ts.forEachChild(node, visit);
  };
  visit(body);
  return uses;
}

function methodOf(client: ts.Identifier): string | undefined {
  const { parent } = client;
  if (!ts.isPropertyAccessExpression(parent)) return undefined;
  // A member of something else that has the client's name.
  if (parent.expression !== client) return undefined;
  return isCalled(parent) ? parent.name.text : undefined;
}

function isCalled(node: ts.PropertyAccessExpression): boolean {
  return ts.isCallExpression(node.parent) && node.parent.expression === node;
}
