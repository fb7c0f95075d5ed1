import type { IntrinsicFunction } from './evaluation';
import { base64 } from './functions/base64';
import { cidr } from './functions/cidr';
import { findInMap } from './functions/find-in-map';
import { getAtt } from './functions/get-att';
import { getAzs } from './functions/get-azs';
import { getStackOutput } from './functions/get-stack-output';
import { ifFunction } from './functions/if';
import { importValue } from './functions/import-value';
import { join } from './functions/join';
import { length } from './functions/length';
import { ref } from './functions/ref';
import { select } from './functions/select';
import { split } from './functions/split';
import { sub } from './functions/sub';
import { toJsonString } from './functions/to-json-string';

/** Every function that gives a value, by its name in templates. A new one is one file and one line here. */
export const INTRINSIC_FUNCTIONS: ReadonlyMap<string, IntrinsicFunction> = new Map([
  ['Ref', ref],
  ['Fn::Base64', base64],
  ['Fn::Cidr', cidr],
  ['Fn::FindInMap', findInMap],
  ['Fn::GetAZs', getAzs],
  ['Fn::GetAtt', getAtt],
  ['Fn::GetStackOutput', getStackOutput],
  ['Fn::If', ifFunction],
  ['Fn::ImportValue', importValue],
  ['Fn::Join', join],
  ['Fn::Length', length],
  ['Fn::Select', select],
  ['Fn::Split', split],
  ['Fn::Sub', sub],
  ['Fn::ToJsonString', toJsonString],
]);
