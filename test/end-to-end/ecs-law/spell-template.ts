import { isObject, type Json, type JsonObject } from '../../../lib/model/json';
import { type Choices, pick, yes } from './choices';

/** A template with the same meaning: values as text, parameters, conditions, mappings and functions here and there. */
export function spellTemplate(resources: JsonObject, from: Choices): JsonObject {
  const parameters: JsonObject = {};
  const values: JsonObject = { unused: 'x' };
  const spelled = Object.entries(resources).map(([id, resource]): [string, Json] => {
    const { Type, Properties } = resource as JsonObject;
    if (Type !== 'AWS::ECS::Service') return [id, resource];
    return [id, { Type: Type as string, Properties: spellObject(Properties as JsonObject) }];
  });
  return {
    Parameters: { Stage: { Type: 'String', Default: 'prod' }, ...parameters },
    Conditions: { Yes: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] }, No: { 'Fn::Not': [{ Condition: 'Yes' }] } },
    Mappings: { Values: { main: values } },
    Resources: Object.fromEntries(spelled),
  };

  function spellObject(object: JsonObject): JsonObject {
    const entries = Object.entries(object).map(([name, value]): [string, Json] => [name, spell(value)]);
    return Object.fromEntries(yes(from) ? entries.reverse() : entries);
  }

  function spell(value: Json): Json {
    if (Array.isArray(value)) {
      const items = value.map(spell);
      const nothing = { 'Fn::If': ['No', 'never', { Ref: 'AWS::NoValue' }] };
      return value.length > 0 && yes(from) ? [...items, nothing] : items;
    }
    if (isObject(value)) {
      const isCall = Object.keys(value).some((name) => name === 'Ref' || name.startsWith('Fn::'));
      return isCall ? value : spellObject(value);
    }
    return typeof value === 'string' ? spellText(value) : spellScalar(value);
  }

  function spellScalar(value: number | boolean | null): Json {
    const name = `Parameter${Object.keys(parameters).length}`;
    const style = pick(from, ['plain', 'plain', 'text', 'condition', 'parameter']);
    if (style === 'text') return String(value);
    if (style === 'condition') return { 'Fn::If': ['Yes', value, String(value)] };
    if (style !== 'parameter') return value;
    parameters[name] = { Type: typeof value === 'number' ? 'Number' : 'String', Default: String(value) };
    return { Ref: name };
  }

  function spellText(text: string): Json {
    const middle = Math.floor(text.length / 2);
    const name = `Parameter${Object.keys(parameters).length}`;
    const key = `key${Object.keys(values).length}`;
    switch (pick(from, ['plain', 'plain', 'plain', 'sub', 'join', 'condition', 'parameter', 'mapping', 'select'])) {
      case 'sub':
        return { 'Fn::Sub': text };
      case 'join':
        return { 'Fn::Join': ['', [text.slice(0, middle), text.slice(middle)]] };
      case 'condition':
        return { 'Fn::If': ['No', 'never', text] };
      case 'parameter':
        parameters[name] = { Type: 'String', Default: text };
        return { Ref: name };
      case 'mapping':
        values[key] = text;
        return { 'Fn::FindInMap': ['Values', 'main', key] };
      case 'select':
        return { 'Fn::Select': [1, ['never', text]] };
      default:
        return text;
    }
  }
}
