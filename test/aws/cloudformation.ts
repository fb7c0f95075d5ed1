import { AwsError, type CallContext, type Operation, page } from './call';
import { driftOperations } from './drift-detection';
import type { FreeJson, PretendStack } from './world';

/** The operations of CloudFormation (Query). */
export const cloudFormationOperations = new Map<string, Operation>([
  ['DescribeStacks', describeStacks],
  ['ListStackResources', listStackResources],
  ['DescribeStackResources', describeStackResources],
  ['GetTemplate', getTemplate],
  ['ListExports', listExports],
  ...driftOperations,
]);

function describeStacks(input: FreeJson, context: CallContext): FreeJson {
  const { environment, pageSize } = context;
  if (input.StackName !== undefined) return { Stacks: [stackMembers(existingStack(input.StackName, context))] };
  const stacks = [...environment.stacks.values()].filter(({ status }) => status !== 'DELETE_COMPLETE');
  const { items, next } = page(stacks, input.NextToken, pageSize);
  return { Stacks: items.map(stackMembers), NextToken: next };
}

/** The stack of a name or an id, else CloudFormation's error. */
export function existingStack(nameOrId: string, { environment }: CallContext): PretendStack {
  const stack = environment.findStack(nameOrId);
  if (!stack) throw new AwsError('ValidationError', `Stack with id ${nameOrId} does not exist`);
  return stack;
}

function stackMembers(stack: PretendStack): FreeJson {
  return {
    StackId: stack.stackId,
    StackName: stack.stackName,
    Parameters: stack.parameters.map((parameter) => ({
      ParameterKey: parameter.key,
      ParameterValue: parameter.noEcho ? '****' : parameter.value,
      ResolvedValue: parameter.noEcho && parameter.resolvedValue !== undefined ? '****' : parameter.resolvedValue,
    })),
    CreationTime: time(stack.createdAt),
    LastUpdatedTime: stack.updatedAt === undefined ? undefined : time(stack.updatedAt),
    RollbackConfiguration: {},
    StackStatus: stack.status,
    StackStatusReason: stack.statusReason,
    DisableRollback: false,
    NotificationARNs: [],
    Capabilities: ['CAPABILITY_NAMED_IAM'],
    Outputs: stack.outputs.map((output) => ({
      OutputKey: output.key,
      OutputValue: output.value,
      ExportName: output.exportName,
    })),
    Tags: Object.entries(stack.tags).map(([Key, Value]) => ({ Key, Value })),
    EnableTerminationProtection: false,
    ParentId: stack.parentId,
    RootId: stack.rootId,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  };
}

/** Epoch seconds as XML has them. */
export function time(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

function listStackResources(input: FreeJson, context: CallContext): FreeJson {
  const stack = existingStack(input.StackName, context);
  const { items, next } = page(stack.resources, input.NextToken, context.pageSize);
  return {
    StackResourceSummaries: items.map((resource) => ({
      LogicalResourceId: resource.logicalId,
      PhysicalResourceId: resource.physicalId === '' ? undefined : resource.physicalId,
      ResourceType: resource.type,
      LastUpdatedTimestamp: time(resource.updatedAt),
      ResourceStatus: resource.status,
      DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
    })),
    NextToken: next,
  };
}

/** Of the whole stack, the first hundred; by a physical id, of the stack that the resource belongs to. */
function describeStackResources(input: FreeJson, context: CallContext): FreeJson {
  const { StackName: name, PhysicalResourceId: id, LogicalResourceId: logicalId } = input;
  if ((name === undefined) === (id === undefined)) {
    throw new AwsError('ValidationError', 'Exactly one of StackName and PhysicalResourceId must be specified');
  }
  const stack = name === undefined ? stackOfResource(id, context) : existingStack(name, context);
  const rows = stack.resources.filter((resource) => (logicalId ?? resource.logicalId) === resource.logicalId);
  return {
    StackResources: rows.slice(0, 100).map((resource) => ({
      StackName: stack.stackName,
      StackId: stack.stackId,
      LogicalResourceId: resource.logicalId,
      PhysicalResourceId: resource.physicalId === '' ? undefined : resource.physicalId,
      ResourceType: resource.type,
      Timestamp: time(stack.updatedAt ?? stack.createdAt),
      ResourceStatus: resource.status,
      DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
    })),
  };
}

function stackOfResource(physicalId: string, { environment }: CallContext): PretendStack {
  for (const stack of environment.stacks.values()) {
    if (stack.status === 'DELETE_COMPLETE') continue;
    if (stack.resources.some((resource) => resource.physicalId === physicalId)) return stack;
  }
  throw new AwsError('ValidationError', `Stack for ${physicalId} does not exist`);
}

function getTemplate(input: FreeJson, context: CallContext): FreeJson {
  const stack = existingStack(input.StackName, context);
  const text = input.TemplateStage === 'Original' ? stack.templateText : (stack.processedText ?? stack.templateText);
  return {
    TemplateBody: text.replace(/[^\t\n\r -~]/gu, '?'),
    StagesAvailable: ['Original', 'Processed'],
  };
}

function listExports(input: FreeJson, { environment, pageSize }: CallContext): FreeJson {
  const all = [...environment.exports].map(([Name, { value, stackId }]) => ({
    ExportingStackId: stackId,
    Name,
    Value: value,
  }));
  const { items, next } = page(all, input.NextToken, Math.min(pageSize, 100));
  return { Exports: items, NextToken: next };
}
