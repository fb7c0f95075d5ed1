import type { FieldNode } from '../../compare/field-tree';
import type { Adopt, CodeForm } from '../../model/field';
import { bareObject, isObject, type Json, member } from '../../model/json';
import { isElementKey } from '../../model/property-path';
import type { Difference } from '../../model/report';
import { isMap, type Value } from '../../model/value';
import { escapeText } from '../../report/escape';
import { templateLiteral, typeScriptLiteral } from './literal';
import { liveProperty } from './live-property';
import { nodesTo } from './node-at';
import type { RemedyContext } from './remedy-context';
import { scalar } from './spell';
import { splitPath } from './split-path';

/**
 * What to write into the code, so that the live value stays: for CDK the construct's property or an override of the
 * template's, for a plain template its property. Undefined where that is no way.
 */
export function adoptCode(difference: Difference, context: RemedyContext): string | undefined {
  const segments = splitPath(difference.path);
  const nodes = context.removed ? undefined : nodesTo(context.table, segments);
  const adopt = nodes?.findLast(({ row }) => row.adopt !== undefined)?.row.adopt;
  if (nodes === undefined || adopt === undefined || adopt.by === 'nothing') return undefined;
  if (adopt.by === 'tags') return tag(segments, context);
  if (adopt.by === 'scaling') return scaling(difference, segments, context);
  if (namesResource(difference)) return inWords(difference, segments, context);
  const own =
    adopt.by === 'property' && isServiceOfLibrary(context) ? property(adopt, nodes, segments, context) : undefined;
  const code = own ?? propertyOfResource(nodes, context) ?? override(segments, context);
  // Written out, what the stack itself makes would be tied to the ids that it has today.
  return code !== undefined && RESOURCE.test(code) ? inWords(difference, segments, context) : code;
}

/** What AWS calls its resources by. */
const RESOURCE = /["']arn:aws|["'](?:sg|subnet|vpc|vol|fs|ns|srv)-[0-9a-z]/;

function namesResource({ path, live, deployed }: Difference): boolean {
  return RESOURCE.test(JSON.stringify([live ?? deployed ?? null])) || /\[(?:sg|subnet)-/.test(path);
}

/** A security group that came is added beside those of the code; what else refers to resources is said in words. */
function inWords(
  { path, differenceType, live, deployed }: Difference,
  segments: readonly string[],
  context: RemedyContext,
): string | undefined {
  const inCode = context.identity.constructPath !== undefined;
  const added = isServiceOfLibrary(context) ? addedGroup(path, segments, context) : undefined;
  if (added !== undefined) return added;
  const value = differenceType === 'REMOVE' ? deployed : live;
  if (value === undefined) return undefined;
  const literal = inCode ? typeScriptLiteral(value) : templateLiteral(value);
  const words = { ADD: `add ${path}:`, REMOVE: `remove ${path}:`, NOT_EQUAL: `set ${path} to` }[differenceType];
  return escapeText(`${inCode ? '//' : '#'} ${words} ${literal}`);
}

/**
 * Puts a security group behind those of the code. The construct library's services make the list when they are made:
 * what is added to their connections later does not come into it.
 */
function addedGroup(path: string, segments: readonly string[], context: RemedyContext): string | undefined {
  if (segments.length !== GROUPS.length + 1 || GROUPS.some((name, index) => segments[index] !== name)) return undefined;
  const prefix = `${GROUPS.join('.')}[`;
  const added = context.differences.filter((one) => one.differenceType === 'ADD' && one.path.startsWith(prefix));
  const place = added.findIndex((one) => one.path === path);
  let declared: Value | undefined = context.deployed;
  for (const name of GROUPS) declared = isMap(declared) ? declared[name] : undefined;
  if (place < 0 || !Array.isArray(declared)) return undefined;
  const index = declared.length + place;
  const group = typeScriptLiteral(segments.at(-1)?.slice(1) ?? '');
  return `${resource(context)}.addPropertyOverride('${GROUPS.join('.')}.${index}', ${group});`;
}

const GROUPS = ['NetworkConfiguration', 'AwsvpcConfiguration', 'SecurityGroups'];

/** A property of the resource's own construct, by the name that it has there. */
function propertyOfResource(nodes: readonly FieldNode[], context: RemedyContext): string | undefined {
  const [{ row, name } = {}, second] = nodes;
  if (row === undefined || name === undefined || second !== undefined) return undefined;
  if (context.identity.constructPath === undefined || isServiceOfLibrary(context) || !isScalar(row.shape.type))
    return undefined;
  const live = liveProperty([name], context, 'template');
  return live === undefined ? undefined : `${resourceName(name)}: ${typeScriptLiteral(live)}`;
}

function isScalar(type: string): boolean {
  return type === 'string' || type === 'number' || type === 'boolean';
}

/** `EnableECSManagedTags` is `enableEcsManagedTags`. */
function resourceName(name: string): string {
  const parts = name.replace(/([A-Z]+)(?=[A-Z][a-z])/g, (run) => `${run.charAt(0)}${run.slice(1).toLowerCase()}`);
  return `${parts.charAt(0).toLowerCase()}${parts.slice(1)}`;
}

/** The construct library's own services call their resource `Service`, below a construct of the user's. */
function isServiceOfLibrary({ identity: { constructPath, resourceType } }: RemedyContext): boolean {
  const parts = constructPath?.split('/') ?? [];
  return resourceType === 'AWS::ECS::Service' && parts.length > 2 && parts.at(-1) === 'Service';
}

function property(
  { name, form }: Extract<Adopt, { by: 'property' }>,
  nodes: readonly FieldNode[],
  segments: readonly string[],
  context: RemedyContext,
): string | undefined {
  const names = segments.filter((segment) => !isElementKey(segment));
  const path = form?.type === 'members' ? names.slice(0, -1) : names.slice(0, upToList(nodes));
  const live = liveProperty(path, context, form?.type === 'members' ? 'template' : 'api');
  const value = live === undefined ? undefined : inForm(live, form);
  return value === undefined ? undefined : `${name}: ${value}`;
}

/** A list is written as a whole, so the way to it ends there. */
function upToList(nodes: readonly FieldNode[]): number {
  const list = nodes.findIndex(({ row }) => row.shape.type === 'keyed' || row.shape.type === 'ordered');
  return list < 0 ? nodes.length : list + 1;
}

function inForm(live: Json, form: CodeForm | undefined): string | undefined {
  switch (form?.type) {
    case undefined:
      return typeScriptLiteral(live);
    case 'duration':
      return typeof live === 'number' ? `Duration.${form.unit}(${live})` : undefined;
    case 'enumeration': {
      const name = member(form.members, String(live));
      return name === undefined ? undefined : `${form.name}.${name}`;
    }
    case 'members': {
      if (!isObject(live)) return undefined;
      const shown = bareObject<Json>();
      for (const [own, name] of Object.entries(form.members)) shown[own] = (live[name] as Json | undefined) ?? false;
      return typeScriptLiteral(shown);
    }
  }
}

/** The property as the template has it: a list whole, as what is in it cannot be named. */
function override(segments: readonly string[], context: RemedyContext): string | undefined {
  const element = segments.findIndex(isElementKey);
  const path = element < 0 ? segments : segments.slice(0, element);
  const live = liveProperty(path, context, 'template');
  const inCode = context.identity.constructPath !== undefined;
  if (live === undefined)
    return inCode && isGone(path, context)
      ? `${resource(context)}.addPropertyDeletionOverride('${path.join('.')}');`
      : undefined;
  if (inCode) return `${resource(context)}.addPropertyOverride('${path.join('.')}', ${typeScriptLiteral(live)});`;
  const [top = '', ...inner] = path;
  const nested = inner.reduceRight<Json>((value, name) => ({ [name]: value }), live);
  return `${templateLiteral(top)}: ${templateLiteral(nested)}`;
}

/** True where live there is nothing at all, not where it cannot be said. */
function isGone(path: readonly string[], { live, table }: RemedyContext): boolean {
  let value: unknown;
  for (const [index, node] of (nodesTo(table, path) ?? []).entries()) {
    const root = node.place === 'service' ? live.service : live[node.place];
    if (root === undefined) return false;
    value =
      index === 0
        ? root[node.liveName]
        : isMap(value as never)
          ? (value as Record<string, unknown>)[node.liveName]
          : undefined;
  }
  return value === undefined;
}

/** The resource's own construct. */
function resource(context: RemedyContext): string {
  if (context.identity.resourceType === 'AWS::ECS::TaskSet') return 'taskSet';
  return isServiceOfLibrary(context) ? '(service.node.defaultChild as CfnService)' : 'service';
}

/** A tag that is gone has no code: it may come from the stack as well as from the service. */
function tag([, key]: readonly string[], { live, identity }: RemedyContext): string | undefined {
  const name = key?.slice(1);
  const tags = live.service.tags;
  const found = Array.isArray(tags) ? tags.find((item) => isMap(item) && item.key === name) : undefined;
  const value = isMap(found) ? scalar('string', found.value ?? '') : undefined;
  if (name === undefined || value === undefined) return undefined;
  if (identity.constructPath === undefined) return `"Tags": [${templateLiteral({ Key: name, Value: value })}]`;
  const construct = identity.resourceType === 'AWS::ECS::TaskSet' ? 'taskSet' : 'service';
  return `Tags.of(${construct}).add(${typeScriptLiteral(name)}, ${typeScriptLiteral(value)});`;
}

function scaling({ live }: Difference, [, name]: readonly string[], context: RemedyContext): string | undefined {
  if (name === undefined || typeof live !== 'number') return undefined;
  if (context.identity.constructPath === undefined) return `${templateLiteral(name)}: ${live}`;
  const target = context.live.scaling?.scalableTarget;
  const [least, most] = isMap(target) ? [target.minCapacity, target.maxCapacity] : [];
  if (typeof least !== 'number' || typeof most !== 'number') return undefined;
  // The service has its autoscaling already, and takes no second one.
  return `/* of its autoscaling */ minCapacity: ${least}, maxCapacity: ${most}`;
}
