import { type TemplateJson, Unknown } from '../../model/value';
import type { Place } from '../evaluation';
import { boundedIdentity } from '../identity';

/** True for `Fn::Transform` and `Fn::ForEach::NAME`, which may stand beside other keys of an object. */
export function isServerSide(name: string): boolean {
  return name === 'Fn::Transform' || name.startsWith('Fn::ForEach');
}

/** What only CloudFormation can expand: macros and loops. */
export function serverSide(name: string, argument: TemplateJson, at: Place): Unknown {
  const reason = `${name} is expanded by CloudFormation when it deploys`;
  const kind = name === 'Fn::Transform' ? 'Transform' : 'ForEach';
  return new Unknown(reason, `\${${kind}}`, boundedIdentity(`${name} ${textOf(argument) ?? at.where}`));
}

/** Undefined for what is nested too deeply for JSON. */
function textOf(argument: TemplateJson): string | undefined {
  try {
    return JSON.stringify(argument);
  } catch {
    return undefined;
  }
}
