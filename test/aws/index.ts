import type { Server } from 'node:http';
import type { Call } from './call';
import { deployAssembly } from './deploy-assembly';
import { deployStack } from './deployer';
import { actionOf, type FaultRule } from './fault';
import { clone } from './json-copy';
import { liveServiceHandle } from './live-service';
import type { LoopbackAws, LoopbackOptions, Place } from './loopback-aws';
import { registerScalableTarget, scalableTargetHandle } from './scalable-target';
import { listen, type ServerState } from './server';
import { addNamespace } from './service-discovery';
import { addRevision, findTaskDefinition } from './task-definition';
import { type Environment, type PretendService, type PretendStack, type PretendTaskDefinition, World } from './world';

export type { Call } from './call';
export type { DeployAssemblyOptions } from './deploy-assembly';
export type { DeployOptions, TemplateSource } from './deploy-options';
export type { FaultError, FaultRule } from './fault';
export type { LiveServiceHandle, LoopbackAws, LoopbackOptions, Place, ScalableTargetHandle } from './loopback-aws';
export type { FreeJson, PretendResource, PretendStack } from './world';

const ACCESS_KEY_ID = 'AKIAIOSFODNN7EXAMPLE';

/** Starts a pretend AWS on a free port of 127.0.0.1. */
export async function startLoopbackAws(options: LoopbackOptions = {}): Promise<LoopbackAws> {
  const { account = '111111111111', region = 'eu-west-1', pageSize = 100, latency = 0 } = options;
  const world = new World(account, region, new Map(Object.entries(options.accountOfKey ?? {})));
  const calls: Call[] = [];
  const faults: FaultRule[] = [];
  const onTheWay: ServerState['onTheWay'] = {};
  const { server, port } = await listen({ world, calls, faults, onTheWay, pageSize, latency });
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    endpoint,
    calls,
    env: environmentVariables(endpoint, region),
    deploy: (deployment) => deployStack(world, deployment),
    deployAssembly: (directory, assembly) => deployAssembly(world, directory, assembly),
    service: (stackOrArn: string, logicalId?: string, where?: Place) => {
      const [environment, service] = findService(world, stackOrArn, logicalId, where);
      return liveServiceHandle(environment, service);
    },
    ...handMade(world),
    stack: (name, where) => findStack(world, name, where)[1],
    setParameterStore: (name, value, where) => {
      const { ssmParameters } = world.environment(where?.account, where?.region);
      const known = ssmParameters.get(name);
      if (known) known.values.push(value);
      else ssmParameters.set(name, { type: where?.type ?? 'String', values: [value] });
    },
    setExport: (name, value, where) => {
      const environment = world.environment(where?.account, where?.region);
      const stackId = environment.arn('cloudformation', 'stack/Elsewhere/00000000-0000-0000-0000-000000000000');
      environment.exports.set(name, { value, stackId });
    },
    fail: (rule) => void faults.push({ ...rule }),
    allow: (actions) => {
      const allowed = new Set(actions);
      faults.push({ match: (call) => !allowed.has(actionOf(call)), error: 'AccessDenied' });
    },
    rewrite: (change) => {
      onTheWay.rewrite = change;
    },
    heal: () => {
      faults.splice(0);
      onTheWay.rewrite = undefined;
    },
    close: () => closeServer(server),
  };
}

type HandMade =
  | 'scalableTarget'
  | 'registerScalableTarget'
  | 'taskDefinition'
  | 'registerTaskDefinition'
  | 'cluster'
  | 'setNamespace';

/** What is around services, to look at and to change by hand. */
function handMade(world: World): Pick<LoopbackAws, HandMade> {
  const within = (where?: Place) => world.environment(where?.account, where?.region);
  return {
    scalableTarget: (resourceId, where) => {
      const target = within(where).scalableTargets.get(resourceId);
      if (!target) throw new Error(`the loopback AWS has no scalable target ${resourceId}`);
      return scalableTargetHandle(within(where), target);
    },
    registerScalableTarget: (resourceId, target, where) =>
      scalableTargetHandle(within(where), registerScalableTarget(within(where), resourceId, target)),
    taskDefinition: (name, where) => existingTaskDefinition(within(where), name).live,
    registerTaskDefinition: (family, content, where) => {
      const environment = within(where);
      const input = typeof content === 'function' ? clone(existingTaskDefinition(environment, family).live) : content;
      if (typeof content === 'function') content(input);
      return addRevision(environment, family, input, 'user/somebody');
    },
    cluster: (nameOrArn, where) => within(where).cluster(nameOrArn).live,
    setNamespace: (name, options) => {
      const environment = within(options);
      const id = `ns-${environment.random('namespace', name).hex(16, 'id')}`;
      return addNamespace(environment, { id, name, kind: 'HTTP', owner: options?.owner });
    },
  };
}

function existingTaskDefinition(environment: Environment, name: string): PretendTaskDefinition {
  const found = findTaskDefinition(environment, name);
  if (!found) throw new Error(`the loopback AWS has no task definition ${name}`);
  return found;
}

function environmentVariables(endpoint: string, region: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}

function findStack(world: World, path: string, where?: Place): [Environment, PretendStack] {
  for (const environment of environmentsOf(world, where)) {
    const whole = environment.findStack(path);
    if (whole) return [environment, whole];
    const [root = '', ...nested] = path.split('/');
    let stack = environment.findStack(root);
    for (const logicalId of nested) stack = stack?.nested.get(logicalId);
    if (stack) return [environment, stack];
  }
  throw new Error(`the loopback AWS has no stack ${path}`);
}

function findService(
  world: World,
  stackOrArn: string,
  logicalId?: string,
  where?: Place,
): [Environment, PretendService] {
  if (logicalId === undefined) {
    for (const environment of world.all()) {
      const service = environment.services.get(stackOrArn);
      if (service) return [environment, service];
    }
    throw new Error(`the loopback AWS has no service ${stackOrArn}`);
  }
  const [environment, stack] = findStack(world, stackOrArn, where);
  const resource = stack.resources.find((each) => each.logicalId === logicalId);
  const service = resource && environment.services.get(resource.physicalId);
  if (!service) throw new Error(`the loopback AWS has no service ${logicalId} in stack ${stackOrArn}`);
  return [environment, service];
}

function environmentsOf(world: World, where?: Place): Environment[] {
  return world
    .all()
    .filter(
      (environment) =>
        (where?.account ?? environment.account) === environment.account &&
        (where?.region ?? environment.region) === environment.region,
    );
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
