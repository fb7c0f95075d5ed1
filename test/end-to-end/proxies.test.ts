import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, request as httpRequest, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { check, type ReportedRun, runBuilt } from './run-command';
import { webTemplate } from './templates';
import { writeAssembly } from './write-assembly';

let aws: LoopbackAws;
let directory: string;
let front: Server;
let proxy: Server;
/** What the proxy was asked for. */
let asked: string[];
const sockets = new Set<Socket>();

/** How they were made stands beside them. */
const CERTIFICATES = join(__dirname, 'certificates');
const authority = join(CERTIFICATES, 'authority.pem');

beforeAll(async () => {
  aws = await startLoopbackAws();
  aws.deploy({ stackName: 'Web', template: webTemplate() });
  directory = writeAssembly({ Web: { template: webTemplate() } });
  front = createTlsServer({
    key: readFileSync(join(CERTIFICATES, 'server.key.pem')),
    cert: readFileSync(join(CERTIFICATES, 'server.pem')),
  }) as unknown as Server;
  front.on('request', (request, response) => {
    const { hostname, port } = new URL(aws.endpoint);
    const { method, url: path, headers } = request;
    request.pipe(
      httpRequest({ hostname, port, method, path, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      }),
    );
  });
  proxy = createHttpServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const { hostname, port } = new URL(aws.endpoint);
    const { method, headers } = request;
    request.pipe(
      httpRequest({ hostname, port, method, path: '/', headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      }),
    );
  });
  proxy.on('connect', (request, socket: Socket) => {
    asked.push(`CONNECT ${request.url}`);
    if (request.headers['proxy-authorization'] === WRONG) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const target = connect(portOf(front), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    for (const end of [socket, target]) end.on('error', () => socket.destroy());
    sockets.add(socket);
  });
  for (const server of [front, proxy]) await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
beforeEach(() => {
  asked = [];
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  for (const server of [front, proxy]) {
    server.closeAllConnections();
    server.close();
  }
  await aws.close();
});

const WRONG = `Basic ${Buffer.from('me:wrong').toString('base64')}`;

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function proxyUrl(user = ''): string {
  return `http://${user}127.0.0.1:${portOf(proxy)}`;
}

function checkWith(env: Record<string, string>): Promise<ReportedRun> {
  return check(['--app', directory], { aws, env }, runBuilt);
}

function reasonOf({ report }: ReportedRun): string {
  return report.stacks[0]?.reason ?? '';
}

describe('a proxy and a certificate authority of the own network', () => {
  const beyond = { AWS_ENDPOINT_URL: 'https://aws.invalid' };

  test('HTTPS_PROXY leads every client out, AWS_CA_BUNDLE lets its certificate pass', async () => {
    const run = await checkWith({ ...beyond, HTTPS_PROXY: proxyUrl(), AWS_CA_BUNDLE: authority });
    expect(reasonOf(run)).toBe('');
    expect(run).toMatchObject({ code: 0, report: { summary: { inSync: 1 } } });
    expect(new Set(asked)).toEqual(new Set(['CONNECT aws.invalid:443']));
  });

  test('the role to assume is asked for through it, too', async () => {
    const role = ['--role-arn', 'arn:aws:iam::111111111111:role/reader'];
    const env = { ...beyond, https_proxy: proxyUrl(), AWS_CA_BUNDLE: authority };
    const run = await check(['--app', directory, ...role], { aws, env }, runBuilt);
    expect(run.code).toBe(0);
    expect(aws.calls.some(({ operation }) => operation === 'AssumeRole')).toBe(true);
  });

  test('without the bundle the certificate is not trusted, and a line says what to do', async () => {
    const run = await checkWith({ ...beyond, HTTPS_PROXY: proxyUrl() });
    expect(reasonOf(run)).toMatch(/certificate is not trusted.*AWS_CA_BUNDLE/);
    expect(run.code).toBe(2);
  });

  test('the bundle alone, without a proxy', async () => {
    const endpoint = `https://127.0.0.1:${portOf(front)}`;
    const run = await checkWith({ AWS_ENDPOINT_URL: endpoint, AWS_CA_BUNDLE: authority });
    expect(run.code).toBe(0);
    expect(asked).toEqual([]);
  });

  test('an endpoint by its address goes through the proxy, too, and is known by that address', async () => {
    const env = { AWS_ENDPOINT_URL: 'https://127.0.0.1:4566', HTTPS_PROXY: proxyUrl(), AWS_CA_BUNDLE: authority };
    const run = await checkWith(env);
    expect([reasonOf(run), run.code]).toEqual(['', 0]);
    expect(new Set(asked)).toEqual(new Set(['CONNECT 127.0.0.1:4566']));
    const other = await checkWith({ ...env, AWS_ENDPOINT_URL: 'https://127.0.0.2:4566' });
    expect(reasonOf(other)).toMatch(/certificate is not trusted/);
  });

  test('NO_PROXY goes past it', async () => {
    const endpoint = `https://127.0.0.1:${portOf(front)}`;
    const env = {
      AWS_ENDPOINT_URL: endpoint,
      AWS_CA_BUNDLE: authority,
      HTTPS_PROXY: proxyUrl(),
      NO_PROXY: '127.0.0.1',
    };
    expect((await checkWith(env)).code).toBe(0);
    expect(asked).toEqual([]);
    expect((await checkWith({ ...env, ...beyond, NO_PROXY: 'elsewhere' })).code).toBe(0);
    expect(asked.length).toBeGreaterThan(0);
  });

  test('HTTP_PROXY for an endpoint without TLS', async () => {
    const run = await checkWith({ AWS_ENDPOINT_URL: 'http://aws.invalid', HTTP_PROXY: proxyUrl() });
    expect(run.code).toBe(0);
    expect(asked[0]).toMatch(/^POST http:\/\/aws\.invalid\//);
  });

  test('a proxy that wants another password is told as such, and the password is not', async () => {
    const run = await checkWith({ ...beyond, HTTPS_PROXY: proxyUrl('me:wrong@'), AWS_CA_BUNDLE: authority });
    expect(reasonOf(run)).toMatch(/the proxy wants a user name and a password \(HTTP 407\)/);
    expect(run.stdout + run.stderr).not.toMatch(/wrong/);
    expect(run.code).toBe(2);
  });

  test.each([
    [
      { AWS_CA_BUNDLE: '/nonexistent/ca.pem' },
      /AWS_CA_BUNDLE=\/nonexistent\/ca\.pem cannot be used: it is not there; correct it/,
    ],
    [{ AWS_CA_BUNDLE: '/dev/null' }, /AWS_CA_BUNDLE=\/dev\/null cannot be used: it is a device, not a file/],
    [{ AWS_CA_BUNDLE: __filename }, /AWS_CA_BUNDLE=\S+ holds no certificate/],
    [{ HTTPS_PROXY: 'socks5://me:wrong@proxy' }, /HTTPS_PROXY is not the URL of an HTTP proxy/],
  ] as [Record<string, string>, RegExp][])('%j is refused in one line', async (env, words) => {
    const run = await runBuilt(['--app', directory], { aws, env: { ...beyond, ...env } });
    expect(run.stderr).toMatch(words);
    expect(run.stderr.trim().split('\n')).toHaveLength(1);
    expect(run.stderr).not.toMatch(/wrong/);
    expect(run).toMatchObject({ code: 2, stdout: '' });
  });
});
