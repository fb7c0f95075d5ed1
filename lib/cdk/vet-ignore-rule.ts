import { Token } from 'aws-cdk-lib';
import { InputError } from '../model/errors';
import { isObject } from '../model/json';
import { isDay } from '../model/report';
import type { IgnoreRule } from './ignore-rule';

const KEYS: readonly string[] = ['property', 'reason', 'expires'];

/** The rule with nothing but its own members; throws an InputError that says what is wrong with it and where. */
export function vetIgnoreRule(rule: unknown, constructPath: string): IgnoreRule {
  const place = `EcsDrift.of(${constructPath === '' ? 'the app' : constructPath}).ignore()`;
  const refuse = (problem: string): never => {
    throw new InputError(`${place}: ${problem}`);
  };
  if (!isObject(rule)) return refuse(`wants an object { property, reason, expires? }, met ${nameOf(rule)}`);
  const unknown = Object.keys(rule).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) refuse(`there is no ${JSON.stringify(unknown)}: a rule has property, reason and expires`);
  const property = vetText(rule.property, 'property', 'the path of a property: DesiredCount', refuse);
  const reason = vetText(rule.reason, 'reason', 'why the property may differ', refuse);
  if (rule.expires === undefined) return { property, reason };
  const expires = vetText(rule.expires, 'expires', 'the last day on which the rule holds: 2027-01-31', refuse);
  if (!isDay(expires)) refuse(`expires wants a day of the calendar as YYYY-MM-DD, met '${expires}'`);
  return { property, reason, expires };
}

function vetText(value: unknown, name: string, meaning: string, refuse: (problem: string) => never): string {
  if (value === undefined) return refuse(`${name} is missing: say ${meaning}`);
  if (typeof value !== 'string') return refuse(`${name} wants a text, ${meaning}; met ${nameOf(value)}`);
  if (Token.isUnresolved(value)) {
    return refuse(`${name} holds a token, which is known only when the stack is deployed: write the text itself`);
  }
  if (value.trim() === '') return refuse(`${name} is empty: say ${meaning}`);
  return value;
}

function nameOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' || typeof value === 'function'
    ? `a value of type ${typeof value}`
    : JSON.stringify(value);
}
