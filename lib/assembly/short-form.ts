import type { TemplateJson } from '../model/value';

/** The functions that CloudFormation knows in YAML's short form, written without `Fn::`. */
const FUNCTIONS = new Set([
  'And',
  'Base64',
  'Cidr',
  'Contains',
  'EachMemberEquals',
  'EachMemberIn',
  'Equals',
  'FindInMap',
  'ForEach',
  'GetAZs',
  'GetAtt',
  'GetStackOutput',
  'If',
  'ImportValue',
  'Join',
  'Length',
  'Not',
  'Or',
  'RefAll',
  'Select',
  'Split',
  'Sub',
  'ToJsonString',
  'Transform',
  'ValueOf',
  'ValueOfAll',
]);

/** The key of the full form that a YAML tag (`!Sub`) stands for; undefined where CloudFormation has no such tag. */
export function fullFormKey(tag: string): string | undefined {
  const name = tag.slice(1);
  if (name === 'Ref' || name === 'Condition') return name;
  return FUNCTIONS.has(name) ? `Fn::${name}` : undefined;
}

/** The argument of a short form as the full form has it: `!GetAtt Web.Outputs.Url` names `Web` and `Outputs.Url`. */
export function fullFormArgument(key: string, argument: TemplateJson): TemplateJson {
  if (key !== 'Fn::GetAtt' || typeof argument !== 'string') return argument;
  const dot = argument.indexOf('.');
  return dot === -1 ? argument : [argument.slice(0, dot), argument.slice(dot + 1)];
}
