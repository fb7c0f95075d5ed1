import { isObject, type Json, type JsonObject, member } from '../../lib/model/json';
import { attributesOf, inventAttribute } from './attributes';
import { readCrossRegionExport } from './cross-region-export';
import type { StackPlan } from './deploy-options';
import { Evaluator, TemplateError } from './evaluator';
import { clone, sameJson } from './json-copy';
import { missingParameter, parameterValues } from './parameters';
import { parseTemplateText } from './parse-text';
import { type Birth, physicalIdOf } from './physical-id';
import { registerTaskDefinition } from './task-definition';
import { isReplaced } from './update-rules';
import { CREATED_AT, type Environment, type PretendResource, type PretendStack, type World } from './world';

interface Made {
  readonly resource: PretendResource;
  readonly birth: Birth;
}

/** Works one stack out, with its nested stacks: every resource with its properties, physical id and attributes. */
export class StackBuilder {
  private readonly made = new Map<string, Made>();
  private readonly busy = new Set<string>();
  private readonly evaluator: Evaluator;
  private readonly stack: PretendStack;

  constructor(
    private readonly world: World,
    private readonly environment: Environment,
    private readonly plan: StackPlan,
    private readonly previous?: PretendStack,
    private readonly parent?: PretendStack,
  ) {
    const parameters = parameterValues(plan, environment, previous);
    this.stack = this.emptyStack(parameters.shown);
    this.evaluator = new Evaluator({
      template: plan.template,
      values: new Map([...parameters.values, ...pseudoParameters(environment, this.stack)]),
      region: environment.region,
      account: environment.account,
      ref: (logicalId) => this.resource(logicalId).resource.physicalId,
      attribute: (logicalId, name) => this.attribute(logicalId, name),
      importValue: (name) => this.importValue(name),
      stackOutput: (named) => this.stackOutput(named),
      dynamic: (service, reference) => this.dynamicReference(service, reference),
    });
  }

  build(): PretendStack {
    const definitions = section(this.plan.template, 'Resources');
    const existing = Object.keys(definitions).filter((logicalId) => this.exists(definitions, logicalId));
    for (const logicalId of existing) this.importEverything((definitions[logicalId] as JsonObject).Properties);
    this.stack.resources = existing.map((logicalId) => this.resource(logicalId).resource);
    this.stack.outputs = this.outputs();
    return this.stack;
  }

  private emptyStack(parameters: PretendStack['parameters']): PretendStack {
    const { environment, plan, previous, parent } = this;
    const uuid = environment.random(plan.stackName).uuid('stack');
    const stackId = environment.arn('cloudformation', `stack/${plan.stackName}/${uuid}`);
    const { source } = plan;
    const processed = source.processedTemplateText ?? (source.processedTemplate && jsonText(source.processedTemplate));
    return {
      stackName: plan.stackName,
      stackId: previous?.stackId ?? stackId,
      account: environment.account,
      region: environment.region,
      status: plan.status ?? (previous ? 'UPDATE_COMPLETE' : 'CREATE_COMPLETE'),
      templateText: source.templateText ?? jsonText(source.template ?? {}),
      ...(processed !== undefined && { processedText: processed }),
      parameters,
      tags: { ...plan.tags },
      outputs: [],
      resources: [],
      nested: new Map(),
      ...(parent && { parentId: parent.stackId, rootId: parent.rootId ?? parent.stackId }),
      createdAt: CREATED_AT,
      ...(previous && { updatedAt: CREATED_AT + 3600 }),
    };
  }

  private exists(within: JsonObject, name: string): boolean {
    const condition = (within[name] as JsonObject).Condition;
    return condition === undefined || this.evaluator.condition(String(condition));
  }

  private resource(logicalId: string): Made {
    const known = this.made.get(logicalId);
    if (known) return known;
    const definition = member(section(this.plan.template, 'Resources'), logicalId) as JsonObject | undefined;
    if (!definition || !this.exists(section(this.plan.template, 'Resources'), logicalId)) {
      throw new TemplateError(`Unresolved resource dependencies [${logicalId}] in the Resources block of the template`);
    }
    if (this.busy.has(logicalId)) throw new TemplateError(`Circular dependency between resources: [${[...this.busy]}]`);
    this.busy.add(logicalId);
    const made = this.make(logicalId, definition);
    this.busy.delete(logicalId);
    this.made.set(logicalId, made);
    return made;
  }

  private make(logicalId: string, definition: JsonObject): Made {
    const { environment, plan } = this;
    const type = String(definition.Type);
    const properties = this.evaluator.map(section(definition, 'Properties'));
    const random = environment.random(plan.stackName, logicalId);
    const { stackName, shortServiceArns } = plan;
    const birth = { environment, stackName, logicalId, type, properties, random, shortServiceArns };
    const resource: PretendResource = {
      logicalId,
      physicalId: '',
      type,
      status: this.previous?.resources.some((known) => known.logicalId === logicalId)
        ? 'UPDATE_COMPLETE'
        : 'CREATE_COMPLETE',
      properties,
      attributes: {},
      updatedAt: this.stack.updatedAt ?? this.stack.createdAt,
    };
    const before = this.previous?.resources.find((known) => known.logicalId === logicalId);
    if (before && sameJson(before.properties, properties)) resource.updatedAt = before.updatedAt;
    if (type === 'AWS::CloudFormation::Stack') resource.physicalId = this.nestedStack(logicalId, birth).stackId;
    else if (type === 'AWS::ECS::TaskDefinition') resource.physicalId = registerTaskDefinition(birth, before);
    else resource.physicalId = this.physicalId(birth, before);
    resource.attributes = attributesOf(birth, resource.physicalId);
    return { resource, birth };
  }

  /** A resource that is replaced gets another id, so far as CloudFormation chooses it; others keep theirs. */
  private physicalId(birth: Birth, before: PretendResource | undefined): string {
    const replaced = before && isReplaced(birth.type, before.properties, birth.properties);
    if (before === undefined || replaced === undefined) return physicalIdOf(birth);
    if (!replaced) return before.physicalId;
    const random = this.environment.random(birth.stackName, birth.logicalId, before.physicalId);
    return physicalIdOf({ ...birth, random });
  }

  private attribute(logicalId: string, name: string): Json {
    const { resource, birth } = this.resource(logicalId);
    if (resource.type === 'AWS::CloudFormation::Stack') return this.nestedOutput(logicalId, name);
    const known =
      readCrossRegionExport(resource, name) ??
      member(resource.attributes, name) ??
      nestedMember(resource.attributes, name);
    if (known !== undefined) return known;
    const value = inventAttribute(birth, resource.physicalId, name);
    setNested(resource.attributes, name, value);
    return value;
  }

  private nestedStack(logicalId: string, birth: Birth): PretendStack {
    const { environment, plan } = this;
    const source = member(plan.source.nested, logicalId);
    const template = source ? parsedTemplate(source) : {};
    const passed = section(birth.properties, 'Parameters');
    const parameters = Object.fromEntries(
      Object.entries(passed).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : String(value)]),
    );
    const own = (birth.properties.Tags ?? []) as { Key: string; Value: string }[];
    const tags = { ...plan.tags, ...Object.fromEntries(own.map((tag) => [tag.Key, String(tag.Value)])) };
    const stackName = `${plan.stackName}-${logicalId}-${birth.random.upper(13, 'nested')}`;
    const child: StackPlan = {
      ...plan,
      stackName,
      template,
      source: source ?? {},
      parameters,
      tags,
      status: plan.status,
    };
    const stack = new StackBuilder(
      this.world,
      environment,
      child,
      this.previous?.nested.get(logicalId),
      this.stack,
    ).build();
    this.stack.nested.set(logicalId, stack);
    return stack;
  }

  private nestedOutput(logicalId: string, name: string): string {
    const stack = this.stack.nested.get(logicalId) as PretendStack;
    const key = name.replace(/^Outputs\./, '');
    const known = stack.outputs.find((output) => output.key === key);
    if (known) return known.value;
    if (member(this.plan.source.nested, logicalId)) {
      throw new TemplateError(`Template error: resource ${logicalId} does not support attribute ${name}`);
    }
    const value = `${key.toLowerCase()}-${this.environment.random(stack.stackName, key).hex(8)}`;
    stack.outputs.push({ key, value });
    return value;
  }

  private importValue(name: string): string {
    const known = this.environment.exports.get(name);
    if (known) return known.value;
    if (!this.plan.inventExports) throw new MissingExportError(name);
    const value = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-${this.environment.random('export', name).hex(8)}`;
    const stackId = this.environment.arn('cloudformation', 'stack/Elsewhere/00000000-0000-0000-0000-000000000000');
    this.environment.exports.set(name, { value, stackId });
    return value;
  }

  private stackOutput({ StackName: name, OutputName: output, Region: region, RoleArn: role }: JsonObject): string {
    const account = /^arn:[^:]*:iam::(\d+):/.exec(String(role ?? ''))?.[1] ?? this.environment.account;
    const stack = this.world.environment(account, String(region ?? this.environment.region)).findStack(String(name));
    const known = stack?.outputs.find(({ key }) => key === output);
    if (known) return known.value;
    throw new MissingExportError(`${name}.${output}`);
  }

  /** Before anything is made, so that a stack whose exports are missing leaves nothing behind. */
  private importEverything(node: Json | undefined): void {
    if (Array.isArray(node)) for (const item of node) this.importEverything(item);
    if (!isObject(node)) return;
    for (const [key, value] of Object.entries(node as JsonObject)) {
      if (key === 'Fn::If' && Array.isArray(value)) {
        this.importEverything(this.evaluator.condition(String(value[0])) ? value[1] : value[2]);
      } else if (key === 'Fn::ImportValue' || key === 'Fn::GetStackOutput') this.evaluator.evaluate({ [key]: value });
      else this.importEverything(value);
    }
  }

  private dynamicReference(service: string, reference: string): string {
    if (service !== 'ssm') return `secret-${this.environment.random(service, reference).mixed(16)}`;
    const [, name = '', version] = /^(.*?)(?::(\d+))?$/.exec(reference) ?? [];
    const known = this.environment.ssmValue(name, version);
    if (known !== undefined) return known;
    if (!this.plan.invent) throw new TemplateError(missingParameter(name));
    const value = `value-${this.environment.random('ssm', name).hex(8)}`;
    this.environment.ssmParameters.set(name, { type: 'String', values: Array(Number(version ?? 1)).fill(value) });
    return value;
  }

  private outputs(): PretendStack['outputs'] {
    const definitions = section(this.plan.template, 'Outputs');
    return Object.keys(definitions)
      .filter((key) => this.exists(definitions, key))
      .map((key) => {
        const definition = definitions[key] as JsonObject;
        const exported = member(section(definition, 'Export'), 'Name');
        const value = this.evaluator.text(definition.Value);
        return { key, value, ...(exported !== undefined && { exportName: this.evaluator.text(exported) }) };
      });
  }
}

/** The template imports what no stack exports, or outputs, (yet). */
export class MissingExportError extends TemplateError {
  constructor(name: string) {
    super(`No export named ${name} found.`);
  }
}

/** What is deployed of a source: the processed template where there is one. */
export function parsedTemplate(source: StackPlan['source']): JsonObject {
  const object = source.processedTemplate ?? (source.processedTemplateText === undefined ? source.template : undefined);
  if (object) return clone(object) as JsonObject;
  return parseTemplateText(source.processedTemplateText ?? source.templateText ?? '{}');
}

function jsonText(template: object): string {
  return JSON.stringify(template, null, 1);
}

function section(object: JsonObject, name: string): JsonObject {
  const found = member(object, name);
  return isObject(found) ? (found as JsonObject) : {};
}

function nestedMember(object: JsonObject, path: string): Json | undefined {
  let found: Json | undefined = object;
  for (const part of path.split('.')) found = isObject(found) ? member(found as JsonObject, part) : undefined;
  return found;
}

function setNested(object: JsonObject, path: string, value: Json): void {
  const parts = path.split('.');
  const last = parts.pop() as string;
  let target = object;
  for (const part of parts) {
    if (!isObject(member(target, part))) target[part] = {};
    target = target[part] as JsonObject;
  }
  target[last] = value;
}

function pseudoParameters(environment: Environment, stack: PretendStack): Map<string, Json> {
  return new Map<string, Json>([
    ['AWS::AccountId', environment.account],
    ['AWS::Region', environment.region],
    ['AWS::Partition', environment.partition],
    ['AWS::URLSuffix', environment.urlSuffix],
    ['AWS::StackName', stack.stackName],
    ['AWS::StackId', stack.stackId],
    ['AWS::NotificationARNs', []],
  ]);
}
