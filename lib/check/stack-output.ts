import { member } from '../model/json';
import type { OutputQuestion } from '../model/question';
import type { Template } from '../model/template';
import { Missing, NotDeployed, type TemplateJson, Unknown, type Value } from '../model/value';
import { holdsSecret } from '../resolve/secrecy';
import { templateMap } from '../resolve/template-map';
import type { AwsPort } from './aws-ports';
import type { ProducerStack } from './producer-stacks';
import type { StackPair } from './stack-pair';
import { deployedResolver, outputOfCode, type Resolvers } from './stack-scopes';

/** What a stack outputs now: as DescribeStacks shows it. */
export function deployedOutput(question: OutputQuestion, producer: ProducerStack): Value {
  const { stackName, outputName, asOf } = question;
  const display = `\${${stackName}.${outputName}}`;
  if (producer.kind === 'unread') {
    const reason = `output ${outputName} of stack ${stackName} could not be read: ${producer.reason}`;
    return producer.missing ? new Missing(reason, display) : new Unknown(reason, display);
  }
  const { pair } = producer;
  const value = pair.deployed.outputs.get(outputName);
  if (value === undefined) return new Missing(`stack ${stackName} has no output ${outputName}`, display);
  const resolved = deployedResolver(pair, { ask: () => undefined })?.output(outputName);
  if (holdsSecret(resolved) && resolved !== undefined) return resolved;
  const since = asOf === undefined ? undefined : changedSince(pair, outputName, new Date(asOf));
  if (since === undefined) return value;
  const reason = `stack ${stackName} was updated at ${since.toISOString()}, after this stack was deployed: what its output ${outputName} was then is not known any more`;
  return new Unknown(reason, display, undefined, undefined, undefined, value);
}

/** What a stack of the code will output once that code is deployed; undefined where nothing but what it outputs now is known. */
export function comingOutput(
  { stackName, outputName }: OutputQuestion,
  producer: ProducerStack,
  resolversOf: (aws: AwsPort, pair: StackPair) => Resolvers | undefined,
): Value | undefined {
  if (producer.kind === 'read') {
    const resolvers = producer.pair.synthesized === undefined ? undefined : resolversOf(producer.aws, producer.pair);
    return resolvers === undefined ? undefined : outputOfCode(resolvers, producer.pair.deployed, outputName);
  }
  if (!producer.missing || member(producer.local?.template?.Outputs, outputName) === undefined) return undefined;
  return new NotDeployed(`\${${stackName}.${outputName}}`, `stack ${stackName} is not deployed yet`);
}

/**
 * When a stack was last updated, if that may have changed the output after the given time. It has not where the output
 * is made of resources alone and CloudFormation has touched none of them since.
 */
function changedSince({ deployed, deployedTemplate }: StackPair, name: string, time: Date): Date | undefined {
  const { lastUpdated, resources } = deployed;
  if (lastUpdated === undefined || lastUpdated <= time) return undefined;
  const json = member(deployedTemplate?.Outputs, name)?.Value;
  const sources = deployedTemplate === undefined ? undefined : resourcesIn(json, deployedTemplate);
  const rest = sources?.every((logicalId) => {
    const touched = resources?.get(logicalId)?.lastUpdated;
    return touched !== undefined && touched <= time;
  });
  return sources !== undefined && sources.length > 0 && rest ? undefined : lastUpdated;
}

/** The resources that an expression is made of; undefined where it is made of anything else that an update may change. */
function resourcesIn(json: TemplateJson | undefined, template: Template): string[] | undefined {
  if (Array.isArray(json)) return together(json.map((item) => resourcesIn(item, template)));
  const map = templateMap(json);
  if (map === undefined) return [];
  const [name, ...others] = Object.keys(map);
  if (name === undefined || others.length > 0) return undefined;
  const argument = map[name];
  switch (name) {
    case 'Ref':
      return named(String(argument), template);
    case 'Fn::GetAtt':
      return named(String(Array.isArray(argument) ? argument[0] : argument).split('.', 1)[0] ?? '', template);
    case 'Fn::Join':
    case 'Fn::Select':
    case 'Fn::Split':
      return resourcesIn(argument, template);
    default:
      return undefined;
  }
}

function named(name: string, { Resources }: Template): string[] | undefined {
  if (name.startsWith('AWS::')) return [];
  const type = member(Resources, name)?.Type;
  // What a nested stack or a custom resource gives can change while CloudFormation lists it as untouched.
  const isOwn = type?.startsWith('AWS::') === true && !type.startsWith('AWS::CloudFormation::');
  return isOwn ? [name] : undefined;
}

function together(lists: readonly (string[] | undefined)[]): string[] | undefined {
  return lists.includes(undefined) ? undefined : lists.flatMap((list) => list ?? []);
}
