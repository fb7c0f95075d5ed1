import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { types } from 'node:util';
import { type AwsSession, createSession, type SessionOptions } from '../../lib/aws/session';

// In jest an error of Node's own comes from another realm and is no instance of the Error that the SDK sees here.
Object.defineProperty(Error, Symbol.hasInstance, {
  value(this: unknown, thrown: unknown): boolean {
    return this === Error ? types.isNativeError(thrown) : Function.prototype[Symbol.hasInstance].call(this, thrown);
  },
});

/** A request of a client, taken apart. */
export interface Call {
  readonly operation: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the client sent
  readonly input: any;
}

/** What the server does with a request. */
export type Reply =
  | { readonly kind: 'ok'; readonly data: object }
  | { readonly kind: 'error'; readonly code: string; readonly message: string; readonly status: number }
  | { readonly kind: 'raw'; readonly body: string; readonly status: number }
  /** A body that has no end. */
  | { readonly kind: 'endless'; readonly status: number }
  /** No answer at all, the head of one, or a connection that is cut. */
  | { readonly kind: 'hang' | 'head' | 'reset' | 'cut' };

export const ok = (data: object): Reply => ({ kind: 'ok', data });
export const refuse = (code: string, message = '', status = 400): Reply => ({ kind: 'error', code, message, status });
export const raw = (body: string, status = 200): Reply => ({ kind: 'raw', body, status });
export const denied = (action: string): Reply =>
  refuse('AccessDeniedException', `User: arn:aws:iam::111111111111:user/x is not authorized to perform: ${action}`);

export const REGION = 'eu-west-1';
export const ACCOUNT = '111111111111';

/** A server that answers as a test says, and tells what it was asked. */
export class Loopback {
  readonly calls: Call[] = [];
  answer: (call: Call) => Reply | Promise<Reply> = (call) => refuse('UnknownOperation', call.operation);
  inFlight = 0;
  mostInFlight = 0;
  private readonly held: { readonly number: number; readonly resolve: () => void }[] = [];
  private readonly sessions: AwsSession[] = [];
  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => void this.serve(request, response));
  }

  static async start(): Promise<Loopback> {
    const loopback = new Loopback(createServer());
    await new Promise<void>((resolve) => loopback.server.listen(0, '127.0.0.1', resolve));
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(loopback.server.address() as AddressInfo).port}`,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_ACCESS_KEY_ID: 'AKIALOOPBACK',
      AWS_SECRET_ACCESS_KEY: 'very-secret',
      AWS_CONFIG_FILE: '/nonexistent/config',
      AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    });
    for (const name of ['AWS_PROFILE', 'AWS_REGION', 'AWS_SESSION_TOKEN']) delete process.env[name];
    return loopback;
  }

  /** A new session that is closed with the server, and no memory of earlier calls. */
  session(options: SessionOptions = {}): AwsSession {
    this.calls.length = 0;
    // Nobody waits for the pauses between retries.
    const session = createSession({ region: REGION, ...options, patience: { pause: 1, ...options.patience } });
    this.sessions.push(session);
    return session;
  }

  count(operation: string): number {
    return this.calls.filter((call) => call.operation === operation).length;
  }

  async stop(): Promise<void> {
    for (const session of this.sessions) session.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    this.letGo();
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const target = request.headers['x-amz-target'];
    const form = Object.fromEntries(new URLSearchParams(body));
    const call: Call = target
      ? { operation: String(target).split('.')[1]!, input: JSON.parse(body) }
      : { operation: form.Action!, input: form };
    this.calls.push(call);
    const reply = await this.answer(call);
    // Before the client can know: what it sends then is no longer beside this.
    this.inFlight -= 1;
    send(response, call.operation, target === undefined, reply);
  }

  /** Waits until so many requests have been in flight at a time. */
  together(number: number): Promise<void> {
    return new Promise((resolve) => {
      this.held.push({ number, resolve });
      this.letGo();
    });
  }

  private letGo(): void {
    for (const { number, resolve } of this.held) if (this.mostInFlight >= number) resolve();
  }
}

function send(response: ServerResponse, operation: string, xml: boolean, reply: Reply): void {
  switch (reply.kind) {
    case 'hang':
      return;
    case 'head':
      response.writeHead(200, { 'content-length': '1000' }).write('{"services":');
      return;
    case 'cut':
      response.writeHead(200, { 'content-length': '1000' }).write('{"services":');
      setTimeout(() => response.socket?.destroy(), 20);
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'endless':
      response.writeHead(reply.status);
      Readable.from(endless()).pipe(response);
      return;
    case 'raw':
      response.writeHead(reply.status).end(reply.body);
      return;
    case 'error':
      response
        .writeHead(reply.status)
        .end(
          xml
            ? `<ErrorResponse><Error><Type>Sender</Type>${toXml({ Code: reply.code, Message: reply.message })}</Error></ErrorResponse>`
            : JSON.stringify({ __type: reply.code, message: reply.message }),
        );
      return;
    case 'ok':
      response.end(
        xml
          ? `<${operation}Response><${operation}Result>${toXml(reply.data)}</${operation}Result></${operation}Response>`
          : JSON.stringify(reply.data),
      );
  }
}

function* endless(): Generator<Buffer> {
  for (;;) yield Buffer.alloc(1024 * 1024, ' ');
}

function toXml(data: unknown): string {
  if (Array.isArray(data)) return data.map((item) => `<member>${toXml(item)}</member>`).join('');
  if (typeof data !== 'object' || data === null) {
    return String(data).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  }
  return Object.entries(data)
    .map(([name, value]) => `<${name}>${toXml(value)}</${name}>`)
    .join('');
}
