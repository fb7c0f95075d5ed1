import { bareObject } from '../model/json';
import { isMap, type Value, type ValueMap } from '../model/value';

/**
 * A service's properties with the stack's tags under its own: CloudFormation gives them to every resource, and a tag
 * of the resource wins. Tags that are unknown as a whole stay so.
 */
export function withStackTags(properties: ValueMap, tags: ReadonlyMap<string, string>): ValueMap {
  const own = properties.Tags;
  if (tags.size === 0 || (own !== undefined && !Array.isArray(own))) return properties;
  const keys = new Set((own ?? []).map((tag) => (isMap(tag) ? tag.Key : undefined)));
  const added = [...tags].filter(([key]) => !keys.has(key)).map(([key, value]) => tag(key, value));
  return Object.assign(bareObject<Value>(), properties, { Tags: [...(own ?? []), ...added] });
}

function tag(key: string, value: string): ValueMap {
  return Object.assign(bareObject<Value>(), { Key: key, Value: value });
}
