import { checkTypes } from '../compare/check-types';
import type { FieldTable } from '../model/field';
import type { LocalStack } from '../model/local-stack';
import { Unknown } from '../model/value';
import { createResolver } from '../resolve/resolver';
import { checkedResources } from './checked-resources';

/** What of a stack's code CloudFormation would refuse, one line each; empty where nothing is wrong with its services. */
export function vetStack(table: FieldTable, stack: LocalStack): string[] {
  const problems: string[] = [];
  if (stack.problem !== undefined) problems.push(stack.problem);
  if (stack.template !== undefined && stack.template.transforms.length === 0)
    problems.push(...vetServices(table, stack));
  for (const nested of stack.nested.values()) problems.push(...vetStack(table, nested));
  return problems;
}

/** Without AWS: what is unknown for now is no fault, what can never be worked out is. */
function vetServices(table: FieldTable, stack: LocalStack): string[] {
  const { template } = stack;
  if (template === undefined) return [];
  const resolver = createResolver(
    {
      side: 'synthesized',
      template,
      account: stack.account ?? '000000000000',
      region: stack.region ?? 'us-east-1',
      stackName: stack.stackName,
      notificationArns: [],
      parameters: new Map(Object.entries(stack.parameters)),
      nestedOutput: () => undefined,
    },
    { ask: () => undefined },
  );
  return checkedResources(template).flatMap((logicalId) => {
    const where = `${stack.templateFile}: stack ${stack.stackName}`;
    const exists = resolver.exists(logicalId);
    if (exists instanceof Unknown && exists.fault) return [`${where}, ${exists.reason}`];
    if (exists === false) return [];
    const faults = checkTypes(table, resolver.properties(logicalId));
    return faults.map(({ path, reason, located }) =>
      located ? `${where}, ${reason}` : `${where}, resource ${logicalId}, property ${path}: ${reason}`,
    );
  });
}
