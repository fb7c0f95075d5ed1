import { type DeployedResource, type DeployedStack, isReadFailure, type ReadFailure } from '../model/deployed-stack';
import { type Described, describeStack } from './describe-stack';
import { readStackResources } from './read-stack-resources';
import { readProcessedTemplate } from './read-template';
import type { AwsSession } from './session';

/** What came of reading a stack. */
export type StackRead =
  | { readonly kind: 'read'; readonly stack: DeployedStack }
  /** CloudFormation has no such stack. */
  | { readonly kind: 'missing'; readonly reason: string }
  | { readonly kind: 'unread'; readonly failure: ReadFailure };

/**
 * Reads a stack with its resources and its Processed template, side by side, and every nested stack the same way
 * through its id. A refused template or resource list is in the stack's failures, and so is, in the failures of the
 * stack above it, a nested stack that cannot be read.
 * @throws InputError where the session has no region
 */
export function readStack(session: AwsSession, stackNameOrId: string): Promise<StackRead> {
  return readTree(session, stackNameOrId, [stackNameOrId]);
}

async function readTree(session: AwsSession, stackNameOrId: string, path: readonly string[]): Promise<StackRead> {
  const listed = readStackResources(session, stackNameOrId);
  const [described, resources, template, nested] = await Promise.all([
    describeStack(session, stackNameOrId),
    listed,
    readProcessedTemplate(session, stackNameOrId),
    listed.then((list) => readNested(session, list, path)),
  ]);
  if (described.kind !== 'read') return described;
  return { kind: 'read', stack: toStack(described, resources, template, nested) };
}

interface NestedRead {
  readonly logicalId: string;
  readonly read: StackRead;
}

function readNested(
  session: AwsSession,
  list: ReadonlyMap<string, DeployedResource> | ReadFailure,
  path: readonly string[],
): Promise<NestedRead[]> {
  const rows = isReadFailure(list) ? [] : [...list.values()];
  const stacks = rows.filter((row) => row.type === 'AWS::CloudFormation::Stack' && !path.includes(row.physicalId));
  return Promise.all(
    stacks.map(async ({ logicalId, physicalId }) => ({
      logicalId,
      read: await readTree(session, physicalId, [...path, physicalId]),
    })),
  );
}

function toStack(
  { outline }: Extract<Described, { kind: 'read' }>,
  resources: ReadonlyMap<string, DeployedResource> | ReadFailure,
  template: string | ReadFailure,
  nestedReads: readonly NestedRead[],
): DeployedStack {
  const failures: ReadFailure[] = [];
  if (isReadFailure(resources)) failures.push(resources);
  if (typeof template !== 'string') failures.push(template);
  const nested = new Map<string, DeployedStack>();
  for (const { logicalId, read } of nestedReads) {
    if (read.kind === 'read') nested.set(logicalId, read.stack);
    else failures.push(nestedFailure(logicalId, read));
  }
  return {
    ...outline,
    resources: isReadFailure(resources) ? undefined : resources,
    templateText: typeof template === 'string' ? template : undefined,
    failures,
    nested,
  };
}

function nestedFailure(logicalId: string, read: Exclude<StackRead, { kind: 'read' }>): ReadFailure {
  const failure =
    read.kind === 'unread'
      ? read.failure
      : { action: 'cloudformation:DescribeStacks', denied: false, reason: read.reason };
  return { ...failure, reason: `nested stack ${logicalId} could not be read: ${failure.reason}` };
}
