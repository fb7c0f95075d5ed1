import { identical } from '../compare/identical';
import { templateChanged } from '../compare/template-changed';
import type { DeployedStack } from '../model/deployed-stack';
import { messageOf } from '../model/errors';
import type { LocalStack } from '../model/local-stack';
import type { Template } from '../model/template';
import { toValue } from '../model/value';
import type { AwsPort } from './aws-ports';

/** A stack on both sides: what the code says it is, and what CloudFormation deployed. Nested ones below it. */
export interface StackPair {
  readonly local?: LocalStack;
  readonly deployed: DeployedStack;
  /** What the code says; the deployed template itself where the code's needs the server to expand it and is that one. */
  readonly synthesized?: Template;
  /** Undefined where it could not be read. */
  readonly deployedTemplate?: Template;
  /** Why there is no synthesized side although there is code. */
  readonly transformed?: string;
  /** Why the deployed template cannot be used though it was read. */
  readonly problem?: string;
  readonly nested: ReadonlyMap<string, StackPair>;
  /** Nested stacks of the code that are not deployed, or could not be read. */
  readonly unpaired: ReadonlyMap<string, LocalStack>;
}

export const GET_TEMPLATE = 'cloudformation:GetTemplate';

/**
 * Why the deployed template is not known though nobody refused it: then nothing can be said of the stack's services.
 * Without the permission, the code alone is compared with the live services.
 */
export function whyTemplateUnread({ problem, deployed }: StackPair): string | undefined {
  return problem ?? deployed.failures.find(({ action, denied }) => action === GET_TEMPLATE && !denied)?.reason;
}

/** Why nothing is known of a resource that the deployed template has. */
export const NOT_LISTED = 'the deployed template has it, and CloudFormation lists no such resource in the stack';

/**
 * Why not all services of a stack were found though every read succeeded: the deployed template has a nested stack that
 * CloudFormation does not list. One under a condition may rightly not be there.
 */
export function whyIncomplete({ deployed, deployedTemplate, nested }: StackPair): string | undefined {
  const unlisted = Object.entries(deployedTemplate?.Resources ?? {}).find(
    ([logicalId, { Type, Condition }]) =>
      Type === 'AWS::CloudFormation::Stack' && Condition === undefined && deployed.resources?.has(logicalId) === false,
  );
  if (unlisted !== undefined) return `nested stack ${unlisted[0]}: ${NOT_LISTED}`;
  return [...nested.values()].map(whyIncomplete).find((reason) => reason !== undefined);
}

/** Puts the two sides of a stack side by side, nested stacks by their logical ids. */
export async function pairStack(
  aws: AwsPort,
  deployed: DeployedStack,
  local: LocalStack | undefined,
): Promise<StackPair> {
  // Most stacks are as the code says: then one template is enough to keep, and to see that nothing changes.
  const { template, problem } = parseDeployed(deployed, local?.template);
  const code = await codeSide(aws, deployed, local, template);
  const nested = new Map<string, StackPair>();
  for (const [logicalId, stack] of deployed.nested) {
    nested.set(logicalId, await pairStack(aws, stack, local?.nested.get(logicalId)));
  }
  const unpaired = new Map([...(local?.nested ?? [])].filter(([logicalId]) => !nested.has(logicalId)));
  return { local, deployed, deployedTemplate: template, problem, ...code, nested, unpaired };
}

function parseDeployed(deployed: DeployedStack, code: Template | undefined): { template?: Template; problem?: string } {
  if (deployed.templateText === undefined) return {};
  if (deployed.templateText === code?.text) return { template: code };
  const { parseTemplate } = require('../assembly/parse-template') as typeof import('../assembly/parse-template');
  try {
    const template = parseTemplate(deployed.templateText, `template of stack ${deployed.stackName}`);
    const sayTheSame = template.warnings === undefined && identical(template.document, code?.document);
    return { template: sayTheSame ? code : template };
  } catch (error) {
    return { problem: messageOf(error) };
  }
}

async function codeSide(
  aws: AwsPort,
  deployed: DeployedStack,
  local: LocalStack | undefined,
  deployedTemplate: Template | undefined,
): Promise<Pick<StackPair, 'synthesized' | 'transformed'>> {
  const template = local?.template;
  if (template === undefined || template.transforms.length === 0) return { synthesized: template };
  const macros = template.transforms.join(', ');
  const original = await aws.readOriginalTemplate(deployed.stackId);
  if (typeof original !== 'string') {
    return { transformed: `${macros} is expanded by CloudFormation only, and ${original.reason}` };
  }
  if (isSame(template, original, deployed.stackName)) return { synthesized: deployedTemplate };
  return {
    transformed: `${macros} is expanded by CloudFormation only, and the code is not what was deployed: pending changes cannot be told`,
  };
}

function isSame(template: Template, original: string, stackName: string): boolean {
  const { parseTemplate } = require('../assembly/parse-template') as typeof import('../assembly/parse-template');
  try {
    const other = parseTemplate(original, `original template of stack ${stackName}`);
    return templateChanged(toValue(template.document), toValue(other.document)) === false;
  } catch {
    return false;
  }
}
