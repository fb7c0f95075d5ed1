import { AwsError, type CallContext, type Operation } from './call';
import { liveServiceHandle } from './live-service';
import { DIMENSION, registerScalableTarget } from './scalable-target';
import type { Environment, FreeJson, PretendService } from './world';

/** The operations of ECS by which somebody changes things outside CloudFormation. */
export const ecsByHand = new Map<string, Operation>([
  ['UpdateService', updateService],
  ['UpdateTaskSet', updateTaskSet],
  [
    'TagResource',
    ({ resourceArn, tags = [] }, { environment }) => {
      const resource = tagged(environment, resourceArn);
      const keys = new Set(tags.map(({ key }: FreeJson) => key));
      resource.tags = [...(resource.tags ?? []).filter(({ key }: FreeJson) => !keys.has(key)), ...tags];
      return {};
    },
  ],
  [
    'UntagResource',
    ({ resourceArn, tagKeys = [] }, { environment }) => {
      const resource = tagged(environment, resourceArn);
      resource.tags = (resource.tags ?? []).filter(({ key }: FreeJson) => !tagKeys.includes(key));
      return {};
    },
  ],
]);

/** The operation of Application Auto Scaling that does so. */
export function registerByHand(input: FreeJson, { environment }: CallContext): FreeJson {
  const { ResourceId, ServiceNamespace, ScalableDimension, MinCapacity, MaxCapacity } = input;
  if (ServiceNamespace !== 'ecs' || ScalableDimension !== DIMENSION) {
    throw new AwsError('ValidationException', `Unsupported service namespace and dimension: ${ScalableDimension}`);
  }
  const limits = {
    ...(MinCapacity !== undefined && { MinCapacity }),
    ...(MaxCapacity !== undefined && { MaxCapacity }),
  };
  registerScalableTarget(environment, String(ResourceId), limits);
  return {};
}

function find(environment: Environment, { cluster = 'default', service }: FreeJson): PretendService {
  const { arn } = environment.cluster(String(cluster).slice(String(cluster).lastIndexOf('/') + 1));
  const name = String(service).slice(String(service).lastIndexOf('/') + 1);
  const found = [...environment.services.values()].find(
    (one) => one.clusterArn === arn && one.live.serviceName === name,
  );
  if (found === undefined || found.missing) throw new AwsError('ServiceNotFoundException', 'Service not found.');
  return found;
}

/** ECS API UpdateService: what may be changed under the controllers that are not ECS. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  CODE_DEPLOY: ['deploymentConfiguration'],
  EXTERNAL: [],
};
const ALWAYS_ALLOWED = [
  'cluster',
  'service',
  'desiredCount',
  'healthCheckGracePeriodSeconds',
  'placementConstraints',
  'placementStrategy',
  'enableECSManagedTags',
  'propagateTags',
];

function updateService(input: FreeJson, { environment }: CallContext): FreeJson {
  const service = find(environment, input);
  const allowed = ALLOWED[service.live.deploymentController?.type ?? 'ECS'];
  const refused = Object.keys(input).filter((name) => allowed && ![...allowed, ...ALWAYS_ALLOWED].includes(name));
  if (refused.length > 0) throw new AwsError('InvalidParameterException', `Unable to update ${refused.join(', ')}`);
  if (input.capacityProviderStrategy !== undefined && input.forceNewDeployment !== true) {
    throw new AwsError('InvalidParameterException', 'A change of the strategy wants a forced deployment.');
  }
  const { cluster: _, service: __, ...members } = input;
  liveServiceHandle(environment, service).updateService(members);
  return { service: service.live };
}

function updateTaskSet(input: FreeJson, { environment }: CallContext): FreeJson {
  const { live } = find(environment, input);
  const taskSet = live.taskSets?.find(({ id, taskSetArn }: FreeJson) => [id, taskSetArn].includes(input.taskSet));
  if (!taskSet) throw new AwsError('TaskSetNotFoundException', 'Task set not found.');
  taskSet.scale = input.scale;
  return { taskSet };
}

/** A service or a task set. */
function tagged(environment: Environment, arn: string): FreeJson {
  const services = [...environment.services.values()].map(({ live }) => live);
  const all = [...services, ...services.flatMap(({ taskSets = [] }) => taskSets)];
  const found = all.find(({ serviceArn, taskSetArn }) => (taskSetArn ?? serviceArn) === arn);
  if (!found) throw new AwsError('InvalidParameterException', 'The referenced resource was not found.');
  return found;
}
