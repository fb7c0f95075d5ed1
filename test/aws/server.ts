import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { applicationAutoScalingOperations } from './application-auto-scaling';
import { ecsByHand, registerByHand } from './by-hand';
import { AwsError, type Call, type Operation } from './call';
import { cloudControlOperations } from './cloud-control';
import { cloudFormationOperations } from './cloudformation';
import { ecsOperations } from './ecs';
import { type BrokenAnswer, errorOf, type FaultRule, isBrokenAnswer, takeFault } from './fault';
import { clone } from './json-copy';
import { PseudoRandom } from './pseudo-random';
import { parseQuery, queryAnswer, queryError } from './query-wire';
import { serviceDiscoveryOperations } from './service-discovery';
import { ssmOperations } from './ssm';
import { stsOperations } from './sts';
import type { FreeJson, World } from './world';

/** What the server answers from, and what it notes. */
export interface ServerState {
  readonly world: World;
  readonly calls: Call[];
  readonly faults: FaultRule[];
  /** What becomes of answers on their way. */
  readonly onTheWay: { rewrite?: ((call: Call, answer: FreeJson) => FreeJson) | undefined };
  readonly pageSize: number;
  /** Milliseconds before every answer. */
  readonly latency: number;
}

const SERVICES = new Map<string, Map<string, Operation>>([
  ['ecs', new Map([...ecsOperations, ...ecsByHand])],
  ['cloudformation', cloudFormationOperations],
  ['cloudcontrolapi', cloudControlOperations],
  ['ssm', ssmOperations],
  ['sts', stsOperations],
  [
    'application-autoscaling',
    new Map([...applicationAutoScalingOperations, ['RegisterScalableTarget', registerByHand]]),
  ],
  ['servicediscovery', serviceDiscoveryOperations],
]);

const NAMESPACES = new Map([
  ['cloudformation', 'http://cloudformation.amazonaws.com/doc/2010-05-15/'],
  ['sts', 'https://sts.amazonaws.com/doc/2011-06-15/'],
]);

/** Listens on a free port of the loopback interface. */
export async function listen(state: ServerState): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => void answer(request, response, state));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

async function answer(request: IncomingMessage, response: ServerResponse, state: ServerState): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const call = parseCall(request, Buffer.concat(chunks).toString('utf8'), state.world);
  state.calls.push(call);
  if (state.latency > 0) await new Promise((resolve) => setTimeout(resolve, state.latency));
  const fault = takeFault(state.faults, call);
  const requestId = new PseudoRandom(String(state.calls.length)).uuid();
  try {
    if (isBrokenAnswer(fault)) breakAnswer(fault, response, call, () => body(call, perform(call, state), requestId));
    else if (fault) throw errorOf(fault, call);
    else send(response, call, 200, body(call, perform(call, state), requestId), requestId);
  } catch (error) {
    const known = error instanceof AwsError ? error : new AwsError('InternalFailure', String(error), 500);
    if (!NAMESPACES.has(call.service)) response.setHeader('x-amzn-errortype', known.code);
    send(response, call, known.status, errorBody(call, known, requestId), requestId);
  }
}

/** Something in between spoils an answer. */
function breakAnswer(fault: BrokenAnswer, response: ServerResponse, call: Call, whole: () => string): void {
  switch (fault) {
    case 'hang':
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'garbage':
      send(response, call, 200, '<<< no answer of AWS >>>', '');
      return;
    case 'half':
      send(response, call, 200, halfOf(whole()), '');
      return;
    case 'wrong-document':
      send(response, call, 200, body({ ...call, operation: 'Other' }, { Other: { Thing: 'x' } }, ''), '');
      return;
    case 'cut':
    case 'stall': {
      const text = whole();
      response.writeHead(200, { 'content-length': Buffer.byteLength(text) });
      response.write(halfOf(text), () => fault === 'cut' && response.socket?.destroy());
    }
  }
}

function halfOf(text: string): string {
  return text.slice(0, text.length / 2);
}

function parseCall(request: IncomingMessage, text: string, world: World): Call {
  const scope = /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\//.exec(request.headers.authorization ?? '') ?? [];
  const [, accessKeyId = '', region = world.region, signed = ''] = scope;
  const target = String(request.headers['x-amz-target'] ?? '');
  const { operation, input } = target ? { operation: target.split('.')[1] ?? '', input: json(text) } : parseQuery(text);
  const service = signed === 'cloudcontrol' ? 'cloudcontrolapi' : signed;
  return {
    service,
    operation,
    account: world.accountOfKey.get(accessKeyId) ?? world.account,
    region,
    accessKeyId,
    input,
    arrived: performance.now(),
  };
}

function json(text: string): FreeJson {
  return (text === '' ? {} : JSON.parse(text)) as FreeJson;
}

function perform(call: Call, state: ServerState): FreeJson {
  const operation = SERVICES.get(call.service)?.get(call.operation);
  if (!operation) {
    const code = NAMESPACES.has(call.service) ? 'InvalidAction' : 'UnknownOperationException';
    throw new AwsError(code, `Could not find operation ${call.operation} of ${call.service}`);
  }
  const environment = state.world.environment(call.account, call.region);
  const answer = operation(call.input, { call, world: state.world, environment, pageSize: state.pageSize });
  return state.onTheWay.rewrite?.(call, clone(answer)) ?? answer;
}

function body(call: Call, result: FreeJson, requestId: string): string {
  const namespace = NAMESPACES.get(call.service);
  return namespace ? queryAnswer(call.operation, namespace, result, requestId) : JSON.stringify(result);
}

function errorBody(call: Call, error: AwsError, requestId: string): string {
  const namespace = NAMESPACES.get(call.service);
  if (namespace) return queryError(error.code, error.message, error.status, namespace, requestId);
  return JSON.stringify({ __type: error.code, message: error.message });
}

function send(response: ServerResponse, call: Call, status: number, text: string, requestId: string): void {
  const version = call.service === 'cloudcontrolapi' ? '1.0' : '1.1';
  const type = NAMESPACES.has(call.service) ? 'text/xml' : `application/x-amz-json-${version}`;
  response.writeHead(status, { 'content-type': type, 'x-amzn-requestid': requestId });
  response.end(text);
}
