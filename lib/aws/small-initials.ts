import { bareObject, isObject, type Json, type JsonObject } from '../model/json';

/** An object with every member's name begun small, at any depth: `MinCapacity` becomes `minCapacity`. */
export function smallInitials(object: JsonObject): JsonObject {
  const small = bareObject<Json>();
  for (const [name, value] of Object.entries(object)) small[name.charAt(0).toLowerCase() + name.slice(1)] = deep(value);
  return small;
}

function deep(value: Json): Json {
  if (Array.isArray(value)) return value.map(deep);
  return isObject(value) ? smallInitials(value) : value;
}
