import { namesProxy, proxyOf } from '../../lib/aws/proxy-of';
import { InputError } from '../../lib/model/errors';

const ECS = 'https://ecs.eu-west-1.amazonaws.com:443';
const PROXY = 'http://proxy.corp:3128';

function proxyFor(target: string, environment: Record<string, string>): string | undefined {
  return proxyOf(new URL(target), environment)?.href;
}

test.each([
  [{ HTTPS_PROXY: PROXY }, ECS, `${PROXY}/`],
  [{ https_proxy: PROXY, HTTPS_PROXY: 'http://other' }, ECS, `${PROXY}/`],
  [{ ALL_PROXY: PROXY }, ECS, `${PROXY}/`],
  [{ HTTPS_PROXY: 'proxy.corp:3128' }, ECS, `${PROXY}/`],
  [{ HTTPS_PROXY: 'https://proxy.corp' }, ECS, 'https://proxy.corp/'],
  [{ HTTP_PROXY: PROXY }, ECS, undefined],
  [{ HTTP_PROXY: PROXY }, 'http://127.0.0.1:8080', `${PROXY}/`],
  [{ HTTPS_PROXY: PROXY }, 'http://127.0.0.1:8080', undefined],
  [{ HTTPS_PROXY: '' }, ECS, undefined],
] as [Record<string, string>, string, string | undefined][])('%j for %s', (environment, target, proxy) => {
  expect(proxyFor(target, environment)).toBe(proxy);
});

test.each([
  ['*', ECS],
  ['ecs.eu-west-1.amazonaws.com', ECS],
  ['.amazonaws.com', ECS],
  ['amazonaws.com', ECS],
  ['*.amazonaws.com', ECS],
  ['localhost, AmazonAWS.com:443', ECS],
  ['[::1]', 'https://[::1]:8443'],
  ['::1', 'https://[::1]:8443'],
  ['127.0.0.1:8080', 'https://127.0.0.1:8080'],
])('NO_PROXY=%s exempts %s', (list, target) => {
  expect(proxyFor(target, { HTTPS_PROXY: PROXY, NO_PROXY: list })).toBeUndefined();
  expect(proxyFor(target, { HTTPS_PROXY: PROXY, no_proxy: list })).toBeUndefined();
});

test.each(['', ',', 'aws.com', 'amazonaws.com:8443', 'amazonaws.com.corp', 'x.ecs.eu-west-1.amazonaws.com'])(
  'NO_PROXY=%s does not exempt ECS',
  (list) => {
    expect(proxyFor(ECS, { HTTPS_PROXY: PROXY, NO_PROXY: list })).toBe(`${PROXY}/`);
  },
);

test.each(['socks5://me:secret@proxy', 'http://me:secret@', 'ftp://me:secret@proxy'])(
  'a proxy that cannot be used is refused without its password: %s',
  (proxy) => {
    expect(() => proxyFor(ECS, { HTTPS_PROXY: proxy })).toThrow(InputError);
    expect(() => proxyFor(ECS, { HTTPS_PROXY: proxy })).toThrow(
      /^HTTPS_PROXY is not the URL of an HTTP proxy: (?!.*secret)/,
    );
  },
);

test('whether any is named', () => {
  expect(namesProxy({})).toBe(false);
  expect(namesProxy({ NO_PROXY: '*', HTTPS_PROXY: '' })).toBe(false);
  expect(namesProxy({ http_proxy: PROXY })).toBe(true);
});
