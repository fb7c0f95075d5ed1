import type { DeployedStack } from '../model/deployed-stack';
import { NotDeployed, Unknown, type Value, type ValueMap } from '../model/value';
import { clusterOf, type Location } from './locate-service';

type Stack = Pick<DeployedStack, 'account' | 'region' | 'partition' | 'resources'>;

/** Where a task set is, by its physical id, and by its properties as far as that leaves it open. */
export function locateTaskSet(physicalId: string, properties: ValueMap, stack: Stack): Location | Unknown {
  const named = readPhysicalId(physicalId);
  if (named === undefined) return new Unknown(`its physical id ${physicalId} has no task set id ecs-svc/…`, physicalId);
  const service = named.service ?? nameIn(properties.Service, 'service');
  if (service instanceof Unknown) return service;
  const arn = [service, properties.Service].find((text) => isArnOf(text, service));
  const declared = arn ?? serviceOf(stack, service, named.cluster);
  const cluster = named.cluster ?? clusterOf(declared ?? '') ?? nameIn(properties.Cluster, 'cluster');
  if (cluster instanceof Unknown) return cluster;
  const serviceArn = declared ?? longArn(stack, cluster, service);
  return { serviceArn, cluster: clusterOf(serviceArn) ?? cluster, taskSetId: named.id };
}

interface Named {
  readonly id: string;
  readonly service?: string;
  readonly cluster?: string;
}

const ARN = /^(arn:[^:]*:ecs:[^:]*:[^:]*:)task-set\/([^/]+)\/([^/]+)\/(ecs-svc\/[^/|]+)$/;
const ALONE = /^ecs-svc\/[^/|]+$/;

/** `CLUSTER|SERVICE|ecs-svc/ID` (the identifier in the resource's schema), the id alone, or the task set's ARN. */
function readPhysicalId(physicalId: string): Named | undefined {
  const [, prefix, clusterName, serviceName, ofArn] = ARN.exec(physicalId) ?? [];
  if (ofArn !== undefined) return { id: ofArn, service: serviceName, cluster: `${prefix}cluster/${clusterName}` };
  const parts = physicalId.split('|');
  const id = parts.at(-1) ?? '';
  if (!ALONE.test(id)) return undefined;
  const [cluster, service] = parts.length === 3 ? parts : [];
  // An empty part says nothing.
  return { id, cluster: cluster || undefined, service: service || undefined };
}

function nameIn(value: Value | undefined, what: string): string | Unknown {
  if (typeof value === 'string') return value;
  const known = value instanceof Unknown || value instanceof NotDeployed;
  const why = known ? value.reason : 'neither its physical id nor its properties say it';
  return new Unknown(`its ${what} is not known: ${why}`, known ? value.display : what);
}

/** Whether a text is an ARN of the service that another names or is. */
function isArnOf(text: Value | undefined, service: string): text is string {
  return typeof text === 'string' && text.startsWith('arn:') && lastSegment(text) === lastSegment(service);
}

/** The ARN under which the stack itself has the service: accounts with the old form of ARNs have no other. */
function serviceOf({ resources }: Stack, name: string, cluster: string | undefined): string | undefined {
  const services = [...(resources?.values() ?? [])].filter(({ type }) => type === 'AWS::ECS::Service');
  return services
    .map(({ physicalId }) => physicalId)
    .find((arn) => {
      const own = clusterOf(arn);
      const elsewhere = own !== undefined && cluster !== undefined && lastSegment(own) !== lastSegment(cluster);
      return lastSegment(arn) === name && !elsewhere;
    });
}

function longArn({ partition, region, account }: Stack, cluster: string, name: string): string {
  const prefix = /^(arn:.*:)cluster\//.exec(cluster)?.[1] ?? `arn:${partition}:ecs:${region}:${account}:`;
  return `${prefix}service/${lastSegment(cluster)}/${name}`;
}

function lastSegment(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}
