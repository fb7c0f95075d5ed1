import type { LocalStack } from '../model/local-stack';
import type { OpenedStack } from './open-stack';
import type { StackPair } from './stack-pair';

/** What people should know of a stack's templates, nested ones included: one line each, said once however many sides have it. */
export function templateWarnings(stack: OpenedStack): string[] {
  const { local } = stack.target;
  const lines = [
    ...(local === undefined ? [] : ofCode(local)),
    ...(stack.kind === 'open' ? ofDeployed(stack.pair) : []),
  ];
  return [...new Set(lines)];
}

function ofCode({ template, nested }: LocalStack): string[] {
  return [...(template?.warnings ?? []), ...[...nested.values()].flatMap(ofCode)];
}

function ofDeployed({ deployedTemplate, nested }: StackPair): string[] {
  return [...(deployedTemplate?.warnings ?? []), ...[...nested.values()].flatMap(ofDeployed)];
}
