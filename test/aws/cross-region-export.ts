import { isObject, type Json, type JsonObject, member } from '../../lib/model/json';
import type { PretendResource, PretendStack, World } from './world';

/** The value that CDK's reader of another region's exports got: the parameter of that name. */
export function readCrossRegionExport(resource: PretendResource, name: string): Json | undefined {
  if (resource.type !== 'Custom::CrossRegionExportReader') return undefined;
  return member(objectIn(objectIn(resource.properties, 'ReaderProps'), 'imports'), name);
}

/** What CDK's writer does: the exports become parameters of the other region. */
export function writeCrossRegionExports(world: World, stack: PretendStack): void {
  for (const { type, properties } of stack.resources) {
    if (type !== 'Custom::CrossRegionExportWriter') continue;
    const writer = objectIn(properties, 'WriterProps');
    const { ssmParameters } = world.environment(stack.account, String(writer.region));
    for (const [name, value] of Object.entries(objectIn(writer, 'exports'))) {
      ssmParameters.set(name, { type: 'String', values: [String(value)] });
    }
  }
}

function objectIn(object: JsonObject, name: string): JsonObject {
  const found = member(object, name);
  return isObject(found) ? (found as JsonObject) : {};
}
