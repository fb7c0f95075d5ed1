import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument, type Scalar } from 'yaml';
import { bareObject, type Json, type JsonObject } from '../../lib/model/json';

/** Reads a template as CloudFormation would: JSON, or YAML with the short forms (`!Ref`, `!GetAtt A.B`, …). */
export function parseTemplateText(text: string): JsonObject {
  if (text.trimStart().startsWith('{')) return JSON.parse(text) as JsonObject;
  const document = parseDocument(text, { schema: 'core', merge: true, uniqueKeys: false, logLevel: 'silent' });
  const error = document.errors[0];
  if (error) throw new Error(`the template is no YAML: ${error.message}`);
  const convert = (node: unknown): Json => {
    if (isAlias(node)) return convert(node.resolve(document));
    const value = plain(node as Node | null, convert);
    const tag = (node as Node | null)?.tag;
    if (!tag?.startsWith('!') || tag.startsWith('!!')) return value;
    const name = tag.slice(1);
    return { [name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`]: value };
  };
  return convert(document.contents) as JsonObject;
}

function plain(node: Node | null, convert: (node: unknown) => Json): Json {
  if (isMap(node)) {
    const map = bareObject<Json>();
    for (const pair of node.items) {
      const key = String(isScalar(pair.key) ? (pair.key.source ?? pair.key.value) : pair.key);
      if (key === '<<') Object.assign(map, convert(pair.value));
      else map[key] = convert(pair.value);
    }
    return map;
  }
  if (isSeq(node)) return node.items.map(convert);
  return isScalar(node) ? scalar(node) : null;
}

/** A number in an unusual spelling keeps its text: `012345670123` is an account, `1.10` a version. */
function scalar(node: Scalar): Json {
  if (typeof node.value === 'number' && node.source !== undefined && String(node.value) !== node.source) {
    return node.source;
  }
  return node.value as Json;
}
