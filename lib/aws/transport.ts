import type { Agent, AgentOptions } from 'node:https';
import { type Environment, namesProxy, proxyOf } from './proxy-of';

/** How AWS's endpoints are reached. */
export interface Route {
  /** Where HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY are looked for. */
  readonly environment: Environment;
  /** The certificates to trust in place of Node's own, as PEM. */
  readonly certificates?: string | undefined;
}

/** What the SDK's request handlers take: options of its own agents, or agents. */
export interface Transport {
  readonly httpAgent?: Agent;
  readonly httpsAgent?: Agent | AgentOptions;
}

/** The SDK's own number of connections. */
const MOST_SOCKETS = 50;

/** The way to AWS. Proxies are loaded only where one is named. */
export function transportOf({ environment, certificates }: Route): Transport {
  const trust = certificates === undefined ? {} : { ca: certificates };
  if (!namesProxy(environment)) return certificates === undefined ? {} : { httpsAgent: trust };
  const agent = proxyingAgent(environment, { keepAlive: true, maxSockets: MOST_SOCKETS, ...trust });
  return { httpAgent: agent, httpsAgent: agent };
}

/** An agent that takes for every request the way that the environment says: one of several agents of its own. */
function proxyingAgent(environment: Environment, options: AgentOptions): Agent {
  const base = require('agent-base') as typeof import('agent-base');
  const agents = new Map<string, Agent>();
  class ProxyingAgent extends base.Agent {
    override async connect(_request: unknown, target: Parameters<typeof urlOf>[0] & { secureEndpoint: boolean }) {
      const proxy = proxyOf(urlOf(target), environment);
      const key = `${target.secureEndpoint} ${proxy?.href ?? ''}`;
      const agent = agents.get(key) ?? agentFor(proxy, target.secureEndpoint, options);
      agents.set(key, agent);
      return agent;
    }

    override destroy(): void {
      for (const agent of agents.values()) agent.destroy();
      super.destroy();
    }
  }
  // What its agents for proxies connect to at the far end, they are told through each request's options alone.
  return new ProxyingAgent({ ca: options.ca } as object) as Agent;
}

function urlOf(target: { secureEndpoint: boolean; host?: string | null; port?: number | string | null }): URL {
  const host = target.host ?? '';
  const { secureEndpoint, port } = target;
  return new URL(`${secureEndpoint ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port ?? ''}`);
}

function agentFor(proxy: URL | undefined, secure: boolean, options: AgentOptions): Agent {
  if (proxy === undefined) {
    const http = require('node:http') as typeof import('node:http');
    const https = require('node:https') as typeof import('node:https');
    return secure ? new https.Agent(options) : (new http.Agent(options) as Agent);
  }
  if (!secure) {
    const { HttpProxyAgent } = require('http-proxy-agent') as typeof import('http-proxy-agent');
    return new HttpProxyAgent(proxy, options) as unknown as Agent;
  }
  const { HttpsProxyAgent } = require('https-proxy-agent') as typeof import('https-proxy-agent');
  class TunnelAgent extends HttpsProxyAgent<string> {
    override connect(...[request, target]: ConnectParameters): ReturnType<TunnelingAgent['connect']> {
      return super.connect(request, { ...target, ...ownIdentity(target.host) });
    }
  }
  return new TunnelAgent(proxy, options) as unknown as Agent;
}

type TunnelingAgent = import('https-proxy-agent').HttpsProxyAgent<string>;
type ConnectParameters = Parameters<TunnelingAgent['connect']>;

/** The agent does not tell TLS what it is connected to: an address, which goes without a server name, would be `localhost`. */
function ownIdentity(host: string | null | undefined): Pick<AgentOptions, 'checkServerIdentity'> {
  const { isIP } = require('node:net') as typeof import('node:net');
  const { checkServerIdentity } = require('node:tls') as typeof import('node:tls');
  if (host === undefined || host === null || isIP(host) === 0) return {};
  return { checkServerIdentity: (_name, certificate) => checkServerIdentity(host, certificate) };
}
