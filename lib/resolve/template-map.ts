import { Ambiguous, isMap, type TemplateJson, type Value } from '../model/value';

/** The JSON if it is an object of the template, else undefined. */
export function templateMap(json: TemplateJson | undefined): { [key: string]: TemplateJson } | undefined {
  if (json === undefined || json === null || json instanceof Ambiguous || !isMap(json as Value)) return undefined;
  return json as { [key: string]: TemplateJson };
}
