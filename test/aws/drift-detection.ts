import { isDeepStrictEqual } from 'node:util';
import { isObject, type Json, type JsonObject } from '../../lib/model/json';
import { AwsError, type CallContext, type Operation } from './call';
import { createService } from './ecs-defaults';
import { liveName } from './live-names';
import { CREATED_AT, type Environment, type FreeJson, type PretendResource, type PretendStack } from './world';

/** CloudFormation's own drift detection, as far as `cdk drift` asks for it. */
export const driftOperations: [string, Operation][] = [
  ['DetectStackDrift', detectStackDrift],
  ['DescribeStackDriftDetectionStatus', describeStatus],
  ['DescribeStackResourceDrifts', describeResourceDrifts],
];

const WRITE_ONLY = ['ForceNewDeployment', 'Monitoring', 'ServiceConnectConfiguration', 'VolumeConfigurations'];

function detectStackDrift(input: FreeJson, { environment }: CallContext): FreeJson {
  const stack = stackOf(environment, input.StackName);
  const id = environment.random('drift', stack.stackId, String(environment.driftDetections.size)).uuid();
  environment.driftDetections.set(id, { stackId: stack.stackId });
  return { StackDriftDetectionId: id };
}

function stackOf(environment: Environment, name: string): PretendStack {
  const stack = environment.findStack(name);
  if (!stack) throw new AwsError('ValidationError', `Stack [${name}] does not exist`);
  return stack;
}

function describeStatus(input: FreeJson, { environment }: CallContext): FreeJson {
  const detection = environment.driftDetections.get(input.StackDriftDetectionId);
  if (!detection) throw new AwsError('ValidationError', 'There is no drift detection of this id');
  const drifts = resourceDrifts(stackOf(environment, detection.stackId), environment);
  const drifted = drifts.filter((drift) => drift.StackResourceDriftStatus !== 'IN_SYNC').length;
  return {
    StackId: detection.stackId,
    StackDriftDetectionId: input.StackDriftDetectionId,
    StackDriftStatus: drifted > 0 ? 'DRIFTED' : 'IN_SYNC',
    DetectionStatus: 'DETECTION_COMPLETE',
    DriftedStackResourceCount: drifted,
    Timestamp: new Date(CREATED_AT * 1000).toISOString(),
  };
}

function describeResourceDrifts(input: FreeJson, { environment }: CallContext): FreeJson {
  const wanted: string[] | undefined = input.StackResourceDriftStatusFilters;
  const drifts = resourceDrifts(stackOf(environment, input.StackName), environment);
  return { StackResourceDrifts: drifts.filter((drift) => !wanted || wanted.includes(drift.StackResourceDriftStatus)) };
}

/** Of the resources only services are looked at. */
function resourceDrifts(stack: PretendStack, environment: Environment): FreeJson[] {
  return stack.resources
    .filter(({ type }) => type === 'AWS::ECS::Service')
    .map((resource) => ({
      StackId: stack.stackId,
      LogicalResourceId: resource.logicalId,
      PhysicalResourceId: resource.physicalId,
      ResourceType: resource.type,
      Timestamp: new Date(CREATED_AT * 1000).toISOString(),
      ...serviceDrift(resource, stack, environment),
    }));
}

function serviceDrift(resource: PretendResource, stack: PretendStack, environment: Environment): FreeJson {
  const service = environment.services.get(resource.physicalId);
  const declared = Object.fromEntries(
    Object.entries(resource.properties).filter(([name]) => !WRITE_ONLY.includes(name)),
  );
  const text = JSON.stringify(declared);
  if (!service || service.missing || service.live.status === 'INACTIVE') {
    return { StackResourceDriftStatus: 'DELETED', ExpectedProperties: text };
  }
  const birth = { environment, arn: resource.physicalId, properties: resource.properties, stackTags: stack.tags };
  const fresh = createService({ ...birth, style: 'recent' }).live;
  const differences = Object.entries(declared).flatMap(([name, value]) =>
    leafDifferences(`/${name}`, value, fresh[liveName(name)], service.live[liveName(name)]),
  );
  return {
    StackResourceDriftStatus: differences.length > 0 ? 'MODIFIED' : 'IN_SYNC',
    ExpectedProperties: text,
    ActualProperties: text,
    PropertyDifferences: differences,
  };
}

/** Compares what was declared only, leaf by leaf; lists as wholes, without regard to order. */
function leafDifferences(path: string, declared: Json, fresh: unknown, live: unknown): FreeJson[] {
  if (fresh === undefined) return [];
  if (isObject(declared) && isObject(fresh)) {
    return Object.entries(declared as JsonObject).flatMap(([name, value]) =>
      leafDifferences(
        `${path}/${name}`,
        value,
        fresh[liveName(name)],
        (live as FreeJson | undefined)?.[liveName(name)],
      ),
    );
  }
  if (isDeepStrictEqual(ordered(fresh), ordered(live))) return [];
  const kind = live === undefined ? 'REMOVE' : 'NOT_EQUAL';
  return [{ PropertyPath: path, ExpectedValue: shown(fresh), ActualValue: shown(live ?? null), DifferenceType: kind }];
}

function ordered(value: unknown): unknown {
  const plain: unknown = value === undefined ? undefined : JSON.parse(JSON.stringify(value));
  return Array.isArray(plain) ? plain.map((item) => JSON.stringify(item)).sort() : plain;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
