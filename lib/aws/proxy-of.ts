import { InputError } from '../model/errors';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The variables that name a proxy, by what it is for; in small letters they count first, as everywhere. */
const PROXY_VARIABLES = { 'https:': ['HTTPS_PROXY', 'ALL_PROXY'], 'http:': ['HTTP_PROXY', 'ALL_PROXY'] } as const;

/** True where any request may go through a proxy. */
export function namesProxy(environment: Environment): boolean {
  return Object.values(PROXY_VARIABLES)
    .flat()
    .some((name) => readVariable(environment, name) !== undefined);
}

/**
 * The proxy that a request is to go through; undefined for none.
 * @throws InputError for a proxy that is no URL of HTTP; its message does not hold the URL, which may hold a password
 */
export function proxyOf(target: URL, environment: Environment): URL | undefined {
  const names = target.protocol === 'https:' ? PROXY_VARIABLES['https:'] : PROXY_VARIABLES['http:'];
  const name = names.find((one) => readVariable(environment, one) !== undefined);
  if (name === undefined || isExempt(target, readVariable(environment, 'NO_PROXY') ?? '')) return undefined;
  const given = readVariable(environment, name) ?? '';
  const text = given.includes('://') ? given : `http://${given}`;
  const proxy = URL.canParse(text) ? new URL(text) : undefined;
  if (proxy?.protocol !== 'http:' && proxy?.protocol !== 'https:')
    throw new InputError(`${name} is not the URL of an HTTP proxy: write it as http://HOST:PORT or take it away`);
  return proxy;
}

function readVariable(environment: Environment, name: string): string | undefined {
  return environment[name.toLowerCase()] || environment[name] || undefined;
}

/** `*`, hosts, domains with or without a leading `.` or `*.`, each with a port or without, apart by commas or blanks. */
function isExempt({ protocol, hostname, port }: URL, list: string): boolean {
  const ownPort = port || (protocol === 'https:' ? '443' : '80');
  const host = bare(hostname);
  return list.split(/[\s,]+/).some((entry) => {
    if (entry === '*') return true;
    const [, pattern = '', wanted] = /^(.*?)(?::(\d+))?$/.exec(entry.includes('::') ? `[${bare(entry)}]` : entry) ?? [];
    const name = bare(pattern.toLowerCase()).replace(/^\*?\.?/, '');
    if (name === '' || (wanted !== undefined && wanted !== ownPort)) return false;
    return host === name || host.endsWith(`.${name}`);
  });
}

/** A host without the brackets of an IPv6 address. */
function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}
