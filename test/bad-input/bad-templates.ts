/** A template that CloudFormation would refuse, and what is told of it. */
export interface BadTemplate {
  readonly name: string;
  readonly text: string;
  /** One line each, from behind the file's name: `:1:2: stack STACK: …`. */
  readonly told: readonly string[];
}

/** What a working service has. */
export const PROPERTIES = {
  Cluster: 'c',
  TaskDefinition: 'web:1',
  LaunchType: 'FARGATE',
  NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['subnet-1'] } },
};
export const GOOD_TEMPLATE = { Resources: { Web: { Type: 'AWS::ECS::Service', Properties: PROPERTIES } } };

/** A template with one service of these properties beside, or instead of, the working ones. */
export function serviceWith(properties: object, sections: object = {}): string {
  const Web = { Type: 'AWS::ECS::Service', Properties: { ...PROPERTIES, ...properties } };
  return JSON.stringify({ Resources: { Web }, ...sections });
}

function file(name: string, text: string, told: string): BadTemplate {
  return { name, text, told: [told.replace(/^((?::\d+:\d+)?): /, '$1: stack STACK: ')] };
}

function wrong(name: string, properties: object, property: string, told: string): BadTemplate {
  return {
    name,
    text: serviceWith(properties),
    told: [`: stack STACK, resource Web, property ${property}: ${told}`],
  };
}

function expression(name: string, value: object, told: string, sections: object = {}): BadTemplate {
  const text = serviceWith({ DesiredCount: value }, sections);
  return { name, text, told: [`: stack STACK, resource Web, property DesiredCount: ${told}`] };
}

const NESTED_DEEP = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
const TENFOLD = 'bcdefgh'
  .split('')
  .map((letter, index) => `${letter}: &${letter} [${Array(10).fill(`*${'abcdefgh'[index]}`).join(',')}]`);
const YAML_SERVICE = 'Resources:\n  Web:\n    Type: AWS::ECS::Service\n';

/** Broken files, and files that are no templates. */
const FILES: readonly BadTemplate[] = [
  file('broken JSON', '{"Resources": ', ':1:15: not valid JSON: the file ends where a value should be'),
  file(
    'broken YAML',
    'Resources:\n  A: [1\n  B: 2\n',
    ':3:3: not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
  ),
  file('an empty file', '', ': the file is empty; a template is an object with Resources'),
  file('a blank file', ' \n\n', ': the file is empty; a template is an object with Resources'),
  file('a list', '[]', ': a template is an object with Resources, but this is a list'),
  file('a string', '"hello"', ': a template is an object with Resources, but this is the string "hello"'),
  file(
    'a text',
    `hello ${'x'.repeat(100)}`,
    `: a template is an object with Resources, but this is the string "hello ${'x'.repeat(54)}…"`,
  ),
  file('a number', '3', ': a template is an object with Resources, but this is the number 3'),
  file('no Resources', '{"Services": {}}', ': there is no Resources section; is this a CloudFormation template?'),
  file('Resources as a list', '{"Resources": []}', ': Resources is a list, but has to be an object'),
  file(
    'a resource as a string',
    '{"Resources": {"Web": "x"}}',
    ': resource Web is the string "x", but has to be an object with a Type',
  ),
  file(
    'a resource without Type',
    '{"Resources": {"Web": {}}}',
    ': resource Web has no Type; it has to name a resource type such as AWS::ECS::Service',
  ),
  file(
    'Properties as a list',
    '{"Resources": {"Web": {"Type": "AWS::ECS::Service", "Properties": []}}}',
    ': Properties of resource Web is a list, but has to be an object',
  ),
  file('Conditions as a list', serviceWith({}, { Conditions: [] }), ': Conditions is a list, but has to be an object'),
  file(
    'a parameter without Type',
    serviceWith({}, { Parameters: { A: {} } }),
    ': parameter A has no Type; it has to be String, Number, …',
  ),
  file(
    'a parameter with a list as its Default',
    serviceWith({}, { Parameters: { A: { Type: 'CommaDelimitedList', Default: ['a'] } } }),
    ': the Default of parameter A is a list, but has to be a string or a number; lists are written a,b',
  ),
  file(
    'JSON 10,000 levels deep',
    serviceWith({ DesiredCount: 'DEEP' }).replace('"DEEP"', NESTED_DEEP),
    ': nested more than 250 levels deep, which no template is',
  ),
  file(
    'YAML 10,000 levels deep',
    `Resources: ${'['.repeat(10_000)}${']'.repeat(10_000)}`,
    ': nested more than 250 levels deep, which no template is',
  ),
  file(
    'YAML aliases that multiply',
    `a: &a [x,x,x,x,x,x,x,x,x,x]\n${TENFOLD.join('\n')}\nResources: *h\n`,
    ': more than 1000000 values with its aliases, which no template has',
  ),
  file(
    'an unknown YAML tag',
    `${YAML_SERVICE}    Properties:\n      DesiredCount: !Foo 1\n`,
    ':5:26: unknown tag !Foo: CloudFormation has no such short form; write the value without it',
  ),
];

const AWSVPC = 'NetworkConfiguration.AwsvpcConfiguration';

/** Properties of wrong types. */
const TYPES: readonly BadTemplate[] = [
  wrong(
    'DesiredCount as an object',
    { DesiredCount: { a: 1 } },
    'DesiredCount',
    'an object stands where a number should',
  ),
  wrong('DesiredCount as a word', { DesiredCount: 'abc' }, 'DesiredCount', '"abc" stands where a number should'),
  wrong('DesiredCount as a truth', { DesiredCount: true }, 'DesiredCount', 'true stands where a number should'),
  wrong('LoadBalancers as a string', { LoadBalancers: 'x' }, 'LoadBalancers', '"x" stands where a list should'),
  wrong('LoadBalancers of strings', { LoadBalancers: ['x'] }, 'LoadBalancers[0]', '"x" stands where an object should'),
  wrong('Tags as a map', { Tags: { team: 'a' } }, 'Tags', 'an object stands where a list should'),
  wrong('a tag without Key', { Tags: [{ Value: 'a' }] }, 'Tags[0]', 'there is no Key, and it has to have one'),
  wrong(
    'a tag whose Key is an object',
    { Tags: [{ Key: {} }] },
    'Tags[0].Key',
    'an object stands where a string should',
  ),
  wrong('Subnets as a number', subnets(3), `${AWSVPC}.Subnets`, '3 stands where a list should'),
  wrong('Subnets of objects', subnets([{ a: 1 }]), `${AWSVPC}.Subnets[0]`, 'an object stands where a text should'),
  wrong(
    'NetworkConfiguration as a list',
    { NetworkConfiguration: [] },
    'NetworkConfiguration',
    'a list stands where an object should',
  ),
  wrong(
    'Service Connect services as an object',
    { ServiceConnectConfiguration: { Enabled: true, Services: { PortName: 'a' } } },
    'ServiceConnectConfiguration.Services',
    'an object stands where a list should',
  ),
  wrong(
    'a truth in other words',
    { ServiceConnectConfiguration: { Enabled: 'maybe' } },
    'ServiceConnectConfiguration.Enabled',
    '"maybe" stands where a boolean should',
  ),
];

function subnets(value: unknown): object {
  return { NetworkConfiguration: { AwsvpcConfiguration: { Subnets: value } } };
}

const UNKNOWN = { 'Fn::Foo': 1 };
const NOTHING = 'the template has no parameter, resource or pseudo parameter Nothing';
/** A condition that hangs on a parameter, and so on what is deployed. */
const OPEN = {
  Parameters: { Stage: { Type: 'String', Default: 'a' } },
  Conditions: { Open: { 'Fn::Equals': [{ Ref: 'Stage' }, 'a'] } },
};

/** Expressions that have no value. */
const EXPRESSIONS: readonly BadTemplate[] = [
  expression('an unknown function', UNKNOWN, 'unknown function Fn::Foo'),
  wrong('an unknown function in a list', subnets(['a', UNKNOWN]), `${AWSVPC}.Subnets[1]`, 'unknown function Fn::Foo'),
  wrong(
    'an unknown function as an element',
    { LoadBalancers: [UNKNOWN] },
    'LoadBalancers[0]',
    'unknown function Fn::Foo',
  ),
  expression('an unknown function in Fn::If', { 'Fn::If': ['Open', UNKNOWN, 1] }, 'unknown function Fn::Foo', OPEN),
  expression('one in the other branch', { 'Fn::If': ['Open', 1, UNKNOWN] }, 'unknown function Fn::Foo', OPEN),
  {
    name: 'a function as all properties',
    text: JSON.stringify({ Resources: { Web: { Type: 'AWS::ECS::Service', Properties: UNKNOWN } } }),
    told: [
      ': stack STACK, resource Web, property Fn::Foo: a function stands where the name of a property should; it goes into a property’s value',
    ],
  },
  expression('Ref to nothing', { Ref: 'Nothing' }, NOTHING),
  expression('Ref to what every object has', { Ref: 'constructor' }, NOTHING.replace('Nothing', 'constructor')),
  expression('Ref to a list', { Ref: ['a'] }, 'Ref wants the name of a parameter or resource'),
  expression('Fn::GetAtt of nothing', { 'Fn::GetAtt': ['Nothing', 'Arn'] }, NOTHING),
  expression('Fn::Sub of nothing', { 'Fn::Sub': 'a-${Nothing}' }, NOTHING),
  expression('Fn::Sub of an attribute of nothing', { 'Fn::Sub': 'a-${Nothing.Arn}' }, NOTHING),
  expression(
    'Fn::FindInMap of nothing',
    { 'Fn::FindInMap': ['M', 'a', 'b'] },
    'Fn::FindInMap: the template has no mapping M',
  ),
  expression(
    'Fn::FindInMap of no key',
    { 'Fn::FindInMap': ['M', 'a', 'b'] },
    'Fn::FindInMap: mapping M has no key b under a',
    { Mappings: { M: { a: { c: 1 } } } },
  ),
  expression(
    'conditions in a circle',
    { 'Fn::If': ['A', 1, 2] },
    'condition A: the condition refers to itself in a circle',
    { Conditions: { A: { 'Fn::Not': [{ Condition: 'B' }] }, B: { 'Fn::Not': [{ Condition: 'A' }] } } },
  ),
  expression('a condition that is not there', { 'Fn::If': ['A', 1, 2] }, 'the template has no condition A'),
  {
    name: 'a resource with a condition that is not there',
    text: JSON.stringify({ Resources: { Web: { ...GOOD_TEMPLATE.Resources.Web, Condition: 'A' } } }),
    told: [': stack STACK, resource Web, Condition: the template has no condition A'],
  },
  expression(
    'a condition of another shape',
    { 'Fn::If': ['A', 1, 2] },
    'condition A: a condition is to be one of Fn::And, Fn::Equals, Fn::Not, Fn::Or or { Condition: name }',
    { Conditions: { A: true } },
  ),
  expression(
    'Fn::If with two arguments',
    { 'Fn::If': ['Open', 1] },
    'Fn::If wants [condition name, value if true, value if false]',
    OPEN,
  ),
  expression('Fn::Select out of range', { 'Fn::Select': [3, ['a']] }, 'Fn::Select wants element 3 of a list of 1'),
  expression('a key beside a function', { 'Fn::Sub': '1', b: 2 }, 'Fn::Sub is to be the only key of its object'),
  {
    name: 'two mistakes',
    text: serviceWith({ Cluster: { Ref: 'Nothing' }, DesiredCount: 'abc' }),
    told: [
      `: stack STACK, resource Web, property Cluster: ${NOTHING}`,
      ': stack STACK, resource Web, property DesiredCount: "abc" stands where a number should',
    ],
  },
];

export const BAD_TEMPLATES: readonly BadTemplate[] = [...FILES, ...TYPES, ...EXPRESSIONS];
