import { member } from '../../model/json';
import { Ambiguous, type TemplateJson, Unknown, type Value } from '../../model/value';
import { concatenate } from '../concatenate';
import { type Evaluation, type IntrinsicFunction, type Place, within } from '../evaluation';
import { fault } from '../fault';
import { overAmbiguous } from '../over-ambiguous';
import { templateMap } from '../template-map';

/** `Fn::Sub`: a string with `${Name}`, `${Resource.Attribute}` and `${!Literal}`, alone or with a map of variables. */
export const sub: IntrinsicFunction = (argument, at, evaluation) => {
  const [text, map, ...rest] = Array.isArray(argument) ? argument : [argument, {}];
  const texts = readings(text);
  const variables = templateMap(map);
  if (texts === undefined || rest.length > 0 || variables === undefined) {
    return fault(at, 'Fn::Sub wants a string, or [string, map of variables]');
  }
  return overAmbiguous([texts], ([reading]) => substitute(String(reading), variables, at, evaluation));
};

function readings(text: TemplateJson | undefined): string | Ambiguous | undefined {
  if (text instanceof Ambiguous || typeof text === 'string') return text;
  return typeof text === 'number' || typeof text === 'boolean' ? String(text) : undefined;
}

type Variables = { readonly [name: string]: TemplateJson };

function substitute(text: string, variables: Variables, at: Place, evaluation: Evaluation): Value {
  const parts: Value[] = [];
  const worked = new Map<string, Value>();
  let end = 0;
  for (const match of text.matchAll(/\$\{([^{}]*)\}/g)) {
    // CloudFormation takes blanks around the name, and before the exclamation mark.
    const name = (match[1] ?? '').trim();
    parts.push(text.slice(end, match.index));
    end = match.index + match[0].length;
    if (name.startsWith('!')) parts.push(literal(match[1] ?? ''));
    else {
      const value = worked.get(name) ?? variable(name, variables, at, evaluation);
      worked.set(name, value);
      parts.push(value);
    }
  }
  parts.push(text.slice(end));
  return concatenate(parts, at, 'Fn::Sub');
}

/** The text that `${!Literal}` stands for. Whether CloudFormation keeps blanks in it is not documented. */
function literal(inner: string): string | Ambiguous {
  const kept = inner.replace('!', '');
  return kept === kept.trim() ? `\${${kept}}` : new Ambiguous([`\${${kept.trim()}}`, `\${${kept}}`]);
}

function variable(name: string, variables: Variables, at: Place, evaluation: Evaluation): Value {
  if (!/^[\w.:]+$/.test(name)) {
    return fault(at, `\${${name}} in Fn::Sub: a name has only letters, digits, underscores, periods and colons`);
  }
  const given = member(variables, name);
  const value = given !== undefined ? evaluation.evaluate(given, within(at)) : named(name, at, evaluation);
  const absent = `\${${name}} in Fn::Sub is AWS::NoValue`;
  return value ?? new Unknown(absent, `\${${name}}`, absent);
}

function named(name: string, at: Place, evaluation: Evaluation): Value | undefined {
  const dot = name.indexOf('.');
  if (dot < 0) return evaluation.reference(name, within(at));
  return evaluation.attribute(name.slice(0, dot), name.slice(dot + 1), within(at));
}
