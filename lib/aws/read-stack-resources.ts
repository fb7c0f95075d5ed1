import type { StackResourceSummary } from '@aws-sdk/client-cloudformation';
import type { DeployedResource, ReadFailure } from '../model/deployed-stack';
import { readFailure } from './error-words';
import { readPages } from './read-pages';
import type { AwsSession } from './session';
import { withList } from './with-list';

/** The resources that a stack has, by logical id; what is deleted or was never made is left out. */
export async function readStackResources(
  session: AwsSession,
  stackNameOrId: string,
): Promise<ReadonlyMap<string, DeployedResource> | ReadFailure> {
  try {
    const rows = await readPages(async (token) => {
      const answer = await session.cloudFormation('ListStackResources', (client, options) =>
        client
          .listStackResources({ StackName: stackNameOrId, NextToken: token }, options)
          .then(withList('StackResourceSummaries')),
      );
      return { items: answer.StackResourceSummaries, next: answer.NextToken };
    });
    return byLogicalId(rows);
  } catch (error) {
    return readFailure('cloudformation:ListStackResources', `stack ${stackNameOrId}`, error);
  }
}

const GONE = new Set(['DELETE_COMPLETE', 'DELETE_SKIPPED']);

function byLogicalId(rows: readonly StackResourceSummary[]): Map<string, DeployedResource> {
  const resources = new Map<string, DeployedResource>();
  for (const row of rows) {
    const resource = toResource(row);
    if (resource === undefined) continue;
    const other = resources.get(resource.logicalId);
    // A replaced resource stands beside the one that replaces it while it is being deleted.
    if (other === undefined || (isLeaving(other) && !isLeaving(resource))) resources.set(resource.logicalId, resource);
  }
  return resources;
}

function toResource(row: StackResourceSummary): DeployedResource | undefined {
  const { LogicalResourceId: logicalId, PhysicalResourceId: physicalId, ResourceType: type } = row;
  const status = row.ResourceStatus ?? '';
  if (!logicalId || !physicalId || !type || GONE.has(status)) return undefined;
  return { logicalId, physicalId, type, status, lastUpdated: row.LastUpdatedTimestamp };
}

function isLeaving(resource: DeployedResource): boolean {
  return resource.status.startsWith('DELETE_');
}
