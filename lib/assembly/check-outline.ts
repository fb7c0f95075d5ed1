import { bareObject, isObject, member } from '../model/json';
import type { Template, TemplateOutput, TemplateParameter, TemplateResource } from '../model/template';
import { Ambiguous, nameIn, type TemplateJson } from '../model/value';
import { findTransforms } from './find-transforms';
import { inputProblem } from './input-problem';

type JsonMap = { readonly [key: string]: TemplateJson };

export interface OutlineOptions {
  /** True where a template without `Resources` is legal: the CDK writes one for an empty stack. */
  readonly resourcesOptional?: boolean;
}

/** What CloudFormation knows beside `Resources`. */
const SECTIONS = new Set([
  ...['AWSTemplateFormatVersion', 'Conditions', 'Description', 'Globals', 'Hooks', 'Mappings', 'Metadata', 'Outputs'],
  ...['Parameters', 'Rules', 'Transform'],
]);
/** Characters of a text that stands where it should not. */
const LONGEST_QUOTE = 60;

/** Makes a template of a document, or says in one line what of its outline is wrong. */
export function checkOutline(document: TemplateJson, fileName: string, options: OutlineOptions = {}): Template {
  return new Outline(fileName).check(document, options);
}

class Outline {
  private transforms: readonly string[] = [];

  constructor(private readonly fileName: string) {}

  check(document: TemplateJson, options: OutlineOptions): Template {
    if (document === null) throw this.problem('the file is empty; a template is an object with Resources');
    if (!isMap(document)) {
      throw this.problem(`a template is an object with Resources, but this is ${kindOf(document)}`);
    }
    this.transforms = findTransforms(document, this.fileName);
    for (const section of ['Metadata', 'Rules', 'Mappings', 'Conditions', 'Outputs', 'Parameters'] as const) {
      this.section(document, section);
    }
    return withoutUndefined({
      Resources: this.resources(document, options),
      Parameters: this.parameters(this.section(document, 'Parameters')),
      Mappings: this.section(document, 'Mappings'),
      Conditions: this.section(document, 'Conditions'),
      Outputs: this.outputs(this.section(document, 'Outputs')),
      transforms: this.transforms,
      document,
    });
  }

  /** A section that has to be an object; null, as YAML reads a heading with nothing below, is as good as none. */
  private section(document: JsonMap, name: string): JsonMap | undefined {
    return this.objectOf(member(document, name), name);
  }

  private objectOf(value: TemplateJson | undefined, where: string): JsonMap | undefined {
    if (value === undefined || value === null) return undefined;
    if (!isMap(value)) throw this.problem(`${where} is ${kindOf(value)}, but has to be an object`);
    return value;
  }

  private resources(document: JsonMap, options: OutlineOptions): { [logicalId: string]: TemplateResource } {
    const section = this.section(document, 'Resources');
    const included = member(document, 'Fn::Transform') !== undefined;
    const isEmptyStack =
      options.resourcesOptional === true && Object.keys(document).every((name) => SECTIONS.has(name));
    if (section === undefined && !isEmptyStack && !included) {
      throw this.problem('there is no Resources section; is this a CloudFormation template?');
    }
    const resources = bareObject<TemplateResource>();
    for (const [logicalId, resource] of Object.entries(section ?? {})) {
      if (this.isMacro(logicalId)) continue;
      const checked = this.resource(logicalId, resource);
      if (checked !== undefined) resources[logicalId] = checked;
    }
    return resources;
  }

  /** `Fn::ForEach::Name` and `Fn::Transform` stand among the names of a section and are none. */
  private isMacro(name: string): boolean {
    return name.startsWith('Fn::ForEach::') || name === 'Fn::Transform';
  }

  private resource(logicalId: string, value: TemplateJson): TemplateResource | undefined {
    const where = `resource ${logicalId}`;
    if (!isMap(value)) throw this.problem(`${where} is ${kindOf(value)}, but has to be an object with a Type`);
    const type = this.text(member(value, 'Type'), `the Type of ${where}`);
    if (type === undefined) {
      // A macro may still make a whole resource of it.
      if (this.transforms.length > 0) return undefined;
      throw this.problem(`${where} has no Type; it has to name a resource type such as AWS::ECS::Service`);
    }
    const condition = this.condition(member(value, 'Condition'), `the Condition of ${where}`);
    const properties = this.objectOf(member(value, 'Properties'), `Properties of ${where}`);
    const metadata = this.objectOf(member(value, 'Metadata'), `Metadata of ${where}`);
    const deletionPolicy = member(value, 'DeletionPolicy');
    return {
      Type: type,
      ...(condition !== undefined && { Condition: condition }),
      ...(properties !== undefined && { Properties: properties }),
      ...(metadata !== undefined && { Metadata: metadata }),
      ...(deletionPolicy !== undefined && { DeletionPolicy: deletionPolicy }),
    };
  }

  private parameters(section: JsonMap | undefined): { [name: string]: TemplateParameter } | undefined {
    if (section === undefined) return undefined;
    const parameters = bareObject<TemplateParameter>();
    for (const [name, value] of Object.entries(section)) {
      if (this.isMacro(name)) continue;
      if (!isMap(value))
        throw this.problem(`parameter ${name} is ${kindOf(value)}, but has to be an object with a Type`);
      const type = this.text(member(value, 'Type'), `the Type of parameter ${name}`);
      if (type === undefined) throw this.problem(`parameter ${name} has no Type; it has to be String, Number, …`);
      const fallback = member(value, 'Default') ?? undefined;
      if (fallback !== undefined && (isMap(fallback) || Array.isArray(fallback))) {
        const met = `the Default of parameter ${name} is ${kindOf(fallback)}`;
        throw this.problem(`${met}, but has to be a string or a number; lists are written a,b`);
      }
      const hidden = isTrue(member(value, 'NoEcho')) ? true : undefined;
      parameters[name] = withoutUndefined({ Type: type, Default: fallback, NoEcho: hidden });
    }
    return parameters;
  }

  private outputs(section: JsonMap | undefined): { [name: string]: TemplateOutput } | undefined {
    if (section === undefined) return undefined;
    const outputs = bareObject<TemplateOutput>();
    for (const [name, value] of Object.entries(section)) {
      if (this.isMacro(name)) continue;
      if (!isMap(value)) throw this.problem(`output ${name} is ${kindOf(value)}, but has to be an object with a Value`);
      outputs[name] = withoutUndefined({
        Value: member(value, 'Value'),
        Condition: this.condition(member(value, 'Condition'), `the Condition of output ${name}`),
        Export: this.objectOf(member(value, 'Export'), `Export of output ${name}`),
      });
    }
    return outputs;
  }

  /** The name of a condition; CloudFormation takes any scalar for one. */
  private condition(value: TemplateJson | undefined, where: string): string | undefined {
    if (value === undefined || value === null) return undefined;
    const name = nameIn(value);
    if (name === undefined) throw this.problem(`${where} is ${kindOf(value)}, but has to be a string`);
    return name;
  }

  private text(value: TemplateJson | undefined, where: string): string | undefined {
    if (value === undefined || value === null) return undefined;
    const text = value instanceof Ambiguous ? value.text : value;
    if (typeof text !== 'string') throw this.problem(`${where} is ${kindOf(value)}, but has to be a string`);
    return text;
  }

  private problem(problem: string): Error {
    return inputProblem(this.fileName, problem);
  }
}

function isMap(value: TemplateJson): value is { [key: string]: TemplateJson } {
  return isObject(value);
}

function isTrue(value: TemplateJson | undefined): boolean {
  const readings = value instanceof Ambiguous ? value.options : [value];
  return readings.some((reading) => String(reading).toLowerCase() === 'true');
}

function kindOf(value: TemplateJson): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (isMap(value)) return 'an object';
  const scalar = value instanceof Ambiguous ? value.text : value;
  const isLong = typeof scalar === 'string' && scalar.length > LONGEST_QUOTE;
  return `the ${typeof scalar} ${JSON.stringify(isLong ? `${scalar.slice(0, LONGEST_QUOTE)}…` : scalar)}`;
}

function withoutUndefined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
