import { checkTypes } from '../compare/check-types';
import type { LocalStack } from '../model/local-stack';
import type { Template } from '../model/template';
import { Unknown, type Value } from '../model/value';
import { createResolver } from '../resolve/resolver';
import { checkedResources } from './checked-resources';
import { CHECKED_TYPES } from './checked-types';

/**
 * What of a stack's code CloudFormation would refuse, one line each; empty where nothing is wrong with its services and task sets.
 * `directory` is that of the assembly, for messages; undefined for a lone template.
 */
export function vetStack(stack: LocalStack, directory: string | undefined): string[] {
  const folder = directory === undefined ? '' : `${directory.replace(/[\\/]+$/, '')}/`;
  return vet(stack, folder, `stack ${stack.stackName}`);
}

function vet(stack: LocalStack, folder: string, label: string): string[] {
  const problems: string[] = [];
  const { problem, template, templateFile } = stack;
  if (problem !== undefined) problems.push(problem);
  if (template !== undefined && template.transforms.length === 0) {
    const faults = vetServices(template, stack);
    problems.push(...faults.map((text) => `${folder}${templateFile}: ${label}, ${text}`));
  }
  for (const nested of stack.nested.values()) {
    problems.push(...vet(nested, folder, `${label}, nested stack ${nested.constructPath}`));
  }
  return problems;
}

/** Without AWS: what is unknown for now is no fault, what can never be worked out is. */
function vetServices(template: Template, { account, region, stackName }: LocalStack): string[] {
  const resolver = createResolver(
    {
      side: 'synthesized',
      template,
      account,
      region,
      stackName,
      notificationArns: [],
      parameters: openParameters(template),
      nestedOutput: () => undefined,
    },
    { ask: () => undefined },
  );
  return checkedResources(template).flatMap(({ logicalId, type }) => {
    const exists = resolver.exists(logicalId);
    if (exists instanceof Unknown && exists.fault) return [located(`resource ${logicalId}, Condition`, exists.reason)];
    if (exists === false) return [];
    return checkTypes(CHECKED_TYPES[type].table, resolver.properties(logicalId)).map(({ path, reason }) =>
      located(`resource ${logicalId}, property ${path}`, reason),
    );
  });
}

/** A parameter's Default says nothing of the stack: with the deployed value another branch or element may count. */
function openParameters({ Parameters = {} }: Template): ReadonlyMap<string, Value> {
  const names = Object.keys(Parameters);
  return new Map(names.map((name) => [name, new Unknown(`parameter ${name} is not looked up yet`, `\${${name}}`)]));
}

/** A reason that says where it stands by itself says it better, unless that is not in the resource at all. */
function located(where: string, reason: string): string {
  const [resource = where] = where.split(',');
  return reason.startsWith(`${resource},`) ? reason : `${where}: ${reason}`;
}
