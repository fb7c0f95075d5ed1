import { AwsError, type CallContext, type Operation, page } from './call';
import { DIMENSION } from './scalable-target';
import type { FreeJson } from './world';

/** The operations of Application Auto Scaling (AWS JSON 1.1). */
export const applicationAutoScalingOperations = new Map<string, Operation>([
  ['DescribeScalableTargets', describeScalableTargets],
  ['DescribeScheduledActions', describeScheduledActions],
]);

function describeScalableTargets(input: FreeJson, { environment, pageSize }: CallContext): FreeJson {
  const asked: string[] | undefined = input.ResourceIds;
  if ((asked?.length ?? 0) > 50) {
    throw new AwsError('ValidationException', 'You cannot specify more than 50 resource IDs.');
  }
  vetDimension(input, asked !== undefined);
  const targets = [...environment.scalableTargets.values()].map(({ live }) => live);
  const found = targets.filter(({ ResourceId }) => asked?.includes(ResourceId) ?? true);
  const { items, next } = page(found, input.NextToken, Math.min(pageSize, input.MaxResults ?? 50));
  return { ScalableTargets: items, NextToken: next };
}

function describeScheduledActions(input: FreeJson, { environment, pageSize }: CallContext): FreeJson {
  vetDimension(input, input.ResourceId !== undefined);
  const actions = [...environment.scalableTargets.values()].flatMap(({ scheduledActions }) => scheduledActions);
  const found = actions.filter(({ ResourceId }) => (input.ResourceId ?? ResourceId) === ResourceId);
  const { items, next } = page(found, input.NextToken, Math.min(pageSize, input.MaxResults ?? 50));
  return { ScheduledActions: items, NextToken: next };
}

function vetDimension(input: FreeJson, namesResource: boolean): void {
  if (input.ServiceNamespace !== 'ecs') {
    throw new AwsError('ValidationException', `Unsupported service namespace: ${input.ServiceNamespace}`);
  }
  if (input.ScalableDimension === undefined) return;
  if (!namesResource) {
    throw new AwsError('ValidationException', 'A scalable dimension was specified without a resource ID.');
  }
  if (input.ScalableDimension !== DIMENSION) {
    throw new AwsError(
      'ValidationException',
      `Unsupported service namespace and dimension: ${input.ScalableDimension}`,
    );
  }
}
