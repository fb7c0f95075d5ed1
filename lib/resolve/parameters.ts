import type { TemplateParameter } from '../model/template';
import { Ambiguous, isMap, NotDeployed, type TemplateJson, Unknown, type Value } from '../model/value';
import { ask, ssmQuestion } from './ask';
import type { Evaluation, Place } from './evaluation';
import { fault } from './fault';
import { secretUnknown } from './secrecy';
import { unresolvedCall } from './unresolved-call';

/** What CloudFormation gives back in place of a NoEcho parameter's value. */
const MASKED = '****';

/** The value of a template's parameter: what was given, else its Default, typed by its declared Type. */
export function parameterValue(name: string, declaration: TemplateParameter, evaluation: Evaluation): Value {
  const { scope, facts } = evaluation;
  const given = scope.parameters.get(name);
  const display = `\${${name}}`;
  if (declaration.NoEcho || given === MASKED) {
    const reason = `parameter ${name} is NoEcho: CloudFormation does not give its value back`;
    return secretUnknown(reason, display, `NoEcho parameter ${scope.stackName}.${name}`);
  }
  const at: Place = { where: `parameter ${name}`, depth: 0, inCondition: false };
  const ssmType = /^AWS::SSM::Parameter::Value<(.*)>$/.exec(declaration.Type)?.[1];
  if (given !== undefined) return typed(given, ssmType ?? declaration.Type, at);
  const fallback = defaultOf(declaration.Default, at);
  if (fallback === undefined) {
    const reason = `parameter ${name} has no value; give it with --parameter ${name}=...`;
    return new Unknown(reason, display, `parameter ${scope.stackName}.${name}`);
  }
  if (ssmType === undefined) return typed(fallback, declaration.Type, at);
  if (typeof fallback !== 'string') return fallback;
  return typed(ask(facts, ssmQuestion(fallback), display), ssmType, at);
}

function defaultOf(json: TemplateJson | undefined, at: Place): string | Ambiguous | Unknown | undefined {
  if (json === undefined || json === null) return undefined;
  if (json instanceof Ambiguous) return asText(json);
  return typeof json === 'object' ? fault(at, 'its Default is to be a string or a number') : String(json);
}

function typed(value: Value, type: string, at: Place): Value {
  if (isMap(value)) return fault(at, `its value is an object, but its Type is ${type}`);
  if (!isListType(type)) {
    if (Array.isArray(value)) return fault(at, `its value is a list, but its Type is ${type}`);
    return value instanceof Unknown || value instanceof NotDeployed ? value : asText(value);
  }
  if (Array.isArray(value)) return value;
  // A comma in what is unknown would make other elements of it: nothing can be said of single ones.
  if (value instanceof Unknown || value instanceof NotDeployed) return unresolvedCall('Split', [',', value]) ?? value;
  // A list of one in every reading stays a list with an ambiguous element; a comma rules ambiguity out.
  return value instanceof Ambiguous ? [asText(value)] : elementsOf(String(value));
}

function isListType(type: string): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<');
}

/** A blank list has one blank element. */
function elementsOf(text: string): string[] {
  return text.split(',').map((element) => element.trim());
}

function asText(value: string | number | boolean | Ambiguous): string | Ambiguous {
  if (!(value instanceof Ambiguous)) return String(value);
  const texts = [...new Set(value.options.map(String))];
  return texts.length === 1 && texts[0] !== undefined ? texts[0] : new Ambiguous(texts);
}
