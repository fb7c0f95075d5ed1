import type { LocalStack } from '../model/local-stack';
import type { Notice } from '../model/report';
import type { Template } from '../model/template';
import type { OpenedStack } from './open-stack';
import type { StackPair } from './stack-pair';

/** Resources that make services of ECS without declaring one. */
const EXPRESS = 'AWS::ECS::ExpressGatewayService';

/** Names what of ECS is in the stacks of a run, in the code or deployed, and is not compared. */
export function notComparedNotices(opened: readonly OpenedStack[], without: readonly LocalStack[]): Notice[] {
  const found = new Map<string, Set<string>>();
  const note = (stackName: string, template: Template | undefined): void => {
    for (const [logicalId, { Type }] of Object.entries(template?.Resources ?? {})) {
      if (Type === EXPRESS) found.set(stackName, (found.get(stackName) ?? new Set()).add(logicalId));
    }
  };
  const ofCode = (stackName: string, local: LocalStack | undefined): void => {
    note(stackName, local?.template);
    for (const nested of local?.nested.values() ?? []) ofCode(stackName, nested);
  };
  const ofDeployed = (stackName: string, pair: StackPair): void => {
    note(stackName, pair.deployedTemplate);
    for (const nested of pair.nested.values()) ofDeployed(stackName, nested);
  };
  for (const stack of opened) {
    ofCode(stack.report.stackName, stack.target.local);
    if (stack.kind === 'open') ofDeployed(stack.report.stackName, stack.pair);
  }
  for (const local of without) ofCode(local.stackName, local);
  return [...found].map(([stackName, logicalIds]) => ({
    kind: 'not-compared',
    text: `stack ${stackName}: ${[...logicalIds].sort().join(', ')} (${EXPRESS}) is there and not compared: ECS Express Mode makes its service and keeps it`,
  }));
}
