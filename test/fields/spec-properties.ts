import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

/** The type of a property in words that both sources share. */
export type SpecType = 'string' | 'number' | 'boolean' | 'json' | 'object' | 'texts' | 'objects' | 'map' | 'tags';

export type SpecResource = 'Service' | 'TaskDefinition' | 'TaskSet';

/** Every property that the CloudFormation specification knows of a resource of ECS, by its path with `[]` for elements. */
export function specProperties(name: SpecResource = 'Service'): Map<string, SpecType> {
  const database = loadAwsServiceSpecSync();
  const [resource] = database.lookup('resource', 'cloudFormationType', 'equals', `AWS::ECS::${name}`);
  if (resource === undefined) throw new Error(`the specification has no AWS::ECS::${name}`);
  const found = new Map<string, SpecType>();
  type Properties = (typeof resource)['properties'];
  type Type = Properties[string]['type'];
  const reach = (type: Type, path: string): SpecType => {
    if (type.type === 'ref') {
      const definition = database.get('typeDefinition', type.reference.$ref);
      walk(definition.properties, `${path}.`);
      return 'object';
    }
    if (type.type === 'array') {
      const element = reach(type.element, `${path}[]`);
      return element === 'object' ? 'objects' : element === 'tags' ? 'tags' : 'texts';
    }
    if (type.type === 'tag') return 'tags';
    if (type.type === 'map') return 'map';
    if (type.type === 'string' || type.type === 'boolean') return type.type;
    return type.type === 'integer' || type.type === 'number' ? 'number' : 'json';
  };
  const walk = (properties: Properties, prefix: string): void => {
    for (const [name, property] of Object.entries(properties)) {
      found.set(`${prefix}${name}`, reach(property.type, `${prefix}${name}`));
    }
  };
  walk(resource.properties, '');
  return found;
}

/** The same as the installed `aws-cdk-lib` writes it into templates: read off the functions that do so. */
export function constructProperties(resource: SpecResource = 'Service'): Map<string, SpecType> {
  const source = readFileSync(
    join(dirname(require.resolve('aws-cdk-lib/package.json')), 'aws-ecs/lib/ecs.generated.js'),
    'utf8',
  );
  const bodies = new Map<string, string>();
  for (const match of source.matchAll(
    /function (convertCfn\w+ToCloudFormation)\(properties\)\{return[^}]*\{([^}]*)\}/g,
  )) {
    bodies.set(match[1] ?? '', match[2] ?? '');
  }
  const found = new Map<string, SpecType>();
  const walk = (converter: string, prefix: string): void => {
    const body = bodies.get(converter);
    if (body === undefined) throw new Error(`aws-cdk-lib has no ${converter} of the shape that is known here`);
    for (const [, name, expression] of body.matchAll(/(\w+):(.*?)\(properties\.\w+\)/g)) {
      const path = `${prefix}${name}`;
      const inner = expression?.match(/convertCfn\w+ToCloudFormation/)?.[0];
      const list = expression?.includes('listMapper') ?? false;
      found.set(path, kindOf(expression ?? '', inner !== undefined, list));
      if (inner !== undefined) walk(inner, `${path}${list ? '[]' : ''}.`);
    }
  };
  walk(`convertCfn${resource}PropsToCloudFormation`, '');
  return found;
}

function kindOf(expression: string, hasMembers: boolean, list: boolean): SpecType {
  if (expression.includes('cfnTag')) return 'tags';
  if (hasMembers) return list ? 'objects' : 'object';
  if (list) return 'texts';
  if (expression.includes('unionMapper')) return 'json';
  if (expression.includes('hashMapper')) return 'map';
  if (expression.includes('boolean')) return 'boolean';
  return expression.includes('number') ? 'number' : 'string';
}
