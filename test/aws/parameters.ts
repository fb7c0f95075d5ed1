import { isObject, type Json, type JsonObject, member } from '../../lib/model/json';
import type { StackPlan } from './deploy-options';
import { TemplateError } from './evaluator';
import type { PseudoRandom } from './pseudo-random';
import type { Environment, PretendParameter, PretendStack } from './world';

/** A stack's parameters: what DescribeStacks shows of them, and what the template gets. */
export interface ParameterValues {
  readonly shown: PretendParameter[];
  readonly values: Map<string, Json>;
}

/** Gives every parameter its value: the given one, the one it had, its default. */
export function parameterValues(plan: StackPlan, environment: Environment, previous?: PretendStack): ParameterValues {
  const shown: PretendParameter[] = [];
  const values = new Map<string, Json>();
  const declared = member(plan.template, 'Parameters');
  for (const [name, definition] of Object.entries(isObject(declared) ? (declared as JsonObject) : {})) {
    const parameter = { name, definition: definition as JsonObject, type: String((definition as JsonObject).Type) };
    const value = givenValue(parameter, plan, environment, previous);
    const ssm = /^AWS::SSM::Parameter::Value<(.*)>$/.exec(parameter.type);
    const resolved = ssm ? ssmValue(value, ssm[1] as string, plan, environment) : value;
    const isList = /^List<|^CommaDelimitedList$/.test(ssm?.[1] ?? parameter.type);
    const trimmed = resolved.split(',').map((item) => item.trim());
    values.set(name, isList ? trimmed : resolved);
    const noEcho = String(parameter.definition.NoEcho).toLowerCase() === 'true';
    shown.push({ key: name, value, noEcho, ...(ssm && { resolvedValue: resolved }) });
  }
  return { shown, values };
}

interface Parameter {
  readonly name: string;
  readonly definition: JsonObject;
  readonly type: string;
}

function givenValue(parameter: Parameter, plan: StackPlan, environment: Environment, previous?: PretendStack): string {
  const given = member(plan.parameters, parameter.name);
  if (given !== undefined) return given;
  const before = previous?.parameters.find(({ key }) => key === parameter.name);
  if (before) return before.value;
  const fallback = parameter.definition.Default;
  if (fallback !== undefined && fallback !== null)
    return Array.isArray(fallback) ? fallback.join(',') : String(fallback);
  if (plan.invent) return inventParameter(parameter, environment.random(plan.stackName, 'parameter', parameter.name));
  throw new TemplateError(`Parameters: [${parameter.name}] must have values`);
}

function inventParameter({ name, type, definition }: Parameter, random: PseudoRandom): string {
  const allowed = definition.AllowedValues;
  if (Array.isArray(allowed)) return String(allowed[0]);
  const several = /^List<|^CommaDelimitedList$/.test(type) ? ['', 'b', 'c'] : [''];
  return several.map((salt) => inventValue(name, type, random, salt)).join(',');
}

function inventValue(name: string, type: string, random: PseudoRandom, salt: string): string {
  if (type.includes('::Subnet::Id')) return `subnet-0${random.hex(16, salt)}`;
  if (type.includes('::SecurityGroup::Id')) return `sg-0${random.hex(16, salt)}`;
  if (type.includes('::VPC::Id')) return `vpc-0${random.hex(16, salt)}`;
  if (type.includes('::Image::Id')) return `ami-0${random.hex(16, salt)}`;
  if (type.includes('Number')) return '1';
  if (type.startsWith('AWS::SSM::Parameter')) return `/made-up/${name}`;
  return `${name.toLowerCase()}-${random.hex(6, salt)}`;
}

function ssmValue(name: string, type: string, plan: StackPlan, environment: Environment): string {
  const known = environment.ssmValue(name);
  if (known !== undefined) return known;
  if (!plan.invent && !name.startsWith('/aws/service/')) throw new TemplateError(missingParameter(name));
  const value = inventValue('value', type, environment.random('ssm', name), '');
  environment.ssmParameters.set(name, { type: 'String', values: [value] });
  return value;
}

/** CloudFormation's words for a parameter that the Parameter Store does not have. */
export function missingParameter(name: string): string {
  return `Unable to fetch parameters [${name}] from parameter store for this account.`;
}
