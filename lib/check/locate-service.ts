import { Unknown, type Value, type ValueMap } from '../model/value';

/** Where ECS answers with a resource: in one service, and with a task set in one part of that. */
export interface Location {
  readonly serviceArn: string;
  /** ARN or name. */
  readonly cluster: string;
  /** `ecs-svc/ID`; only for a task set. */
  readonly taskSetId?: string;
}

/** A service goes by its ARN; what else its properties say of where it is counts only where that leaves it open. */
export function locateService(serviceArn: string, properties: ValueMap): Location | Unknown {
  if (!SERVICE_ARN.test(serviceArn)) {
    return new Unknown(`its physical id ${serviceArn} is not the ARN of a service`, serviceArn);
  }
  const cluster = clusterOf(serviceArn) ?? clusterProperty(properties.Cluster);
  if (cluster instanceof Unknown) return new Unknown(`its cluster is not known: ${cluster.reason}`, cluster.display);
  return { serviceArn, cluster };
}

const SERVICE_ARN = /^arn:[^:]*:ecs:[^:]*:[^:]*:service\/./;
const LONG_ARN = /^(arn:[^:]*:ecs:[^:]*:[^:]*:)service\/([^/]+)\/[^/]+$/;

/** The ARN of the cluster in a service's ARN; undefined where that is of the old form, which has none. */
export function clusterOf(serviceArn: string): string | undefined {
  const long = LONG_ARN.exec(serviceArn);
  return long === null ? undefined : `${long[1]}cluster/${long[2]}`;
}

function clusterProperty(cluster: Value | undefined): string | Unknown {
  if (cluster instanceof Unknown) return cluster;
  return typeof cluster === 'string' ? cluster : 'default';
}
