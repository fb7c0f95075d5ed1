import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { parseTemplate } from '../../lib/assembly/parse-template';
import { InputError } from '../../lib/model/errors';
import { Ambiguous } from '../../lib/model/value';

function problemOf(text: string, fileName = 'web.yaml'): string {
  try {
    parseTemplate(text, fileName);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    const { message } = error as InputError;
    expect(message).not.toMatch(/[\r\n]/);
    return message;
  }
  throw new Error('the template was accepted');
}

/** The value of one property in a YAML template. */
function property(yaml: string): unknown {
  const indented = yaml.replaceAll('\n', '\n        ');
  const text = `Resources:\n  Web:\n    Type: AWS::ECS::Service\n    Properties:\n      P: ${indented}\n`;
  return parseTemplate(text, 'web.yaml').Resources.Web?.Properties?.P;
}

const minimal = { Resources: { Web: { Type: 'AWS::ECS::Service', Properties: { DesiredCount: 2 } } } };

describe('short forms', () => {
  test.each([
    ['!Ref Cluster', { Ref: 'Cluster' }],
    ['!Ref AWS::Region', { Ref: 'AWS::Region' }],
    ['!Ref 012', { Ref: '012' }],
    ['!Condition IsProd', { Condition: 'IsProd' }],
    ['!GetAtt Group.GroupId', { 'Fn::GetAtt': ['Group', 'GroupId'] }],
    ['!GetAtt Nested.Outputs.Arn', { 'Fn::GetAtt': ['Nested', 'Outputs.Arn'] }],
    ['!GetAtt [Group, GroupId]', { 'Fn::GetAtt': ['Group', 'GroupId'] }],
    ['!GetAtt\n- Group\n- !Ref Attribute', { 'Fn::GetAtt': ['Group', { Ref: 'Attribute' }] }],
    ['!GetAtt Group', { 'Fn::GetAtt': 'Group' }],
    ['!Sub "${A}-${!B}"', { 'Fn::Sub': '${A}-${!B}' }],
    ['!Sub ["${A}", {A: !Ref B}]', { 'Fn::Sub': ['${A}', { A: { Ref: 'B' } }] }],
    ['!Sub |\n  a\n  b', { 'Fn::Sub': 'a\nb\n' }],
    ['!If [C, 1, !Ref "AWS::NoValue"]', { 'Fn::If': ['C', 1, { Ref: 'AWS::NoValue' }] }],
    [
      '!Join ["-", [a, !Select [0, !GetAZs ""]]]',
      { 'Fn::Join': ['-', ['a', { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }]] },
    ],
    ['!Split [",", !Ref L]', { 'Fn::Split': [',', { Ref: 'L' }] }],
    ['!Not [!Equals [a, b]]', { 'Fn::Not': [{ 'Fn::Equals': ['a', 'b'] }] }],
    [
      '!And [!Condition A, !Or [!Condition B]]',
      { 'Fn::And': [{ Condition: 'A' }, { 'Fn::Or': [{ Condition: 'B' }] }] },
    ],
    ['!FindInMap [M, a, b]', { 'Fn::FindInMap': ['M', 'a', 'b'] }],
    ['!ImportValue net-vpc', { 'Fn::ImportValue': 'net-vpc' }],
    ['!ImportValue\n  "Fn::Sub": "${N}-vpc"', { 'Fn::ImportValue': { 'Fn::Sub': '${N}-vpc' } }],
    ['!Base64 text', { 'Fn::Base64': 'text' }],
    ['!Cidr [10.0.0.0/16, 6, 8]', { 'Fn::Cidr': ['10.0.0.0/16', 6, 8] }],
    ['!GetAZs', { 'Fn::GetAZs': '' }],
    ['!Length [1, 2]', { 'Fn::Length': [1, 2] }],
    ['!ToJsonString {a: 1}', { 'Fn::ToJsonString': { a: 1 } }],
    [
      '!Transform {Name: AWS::Include, Parameters: {Location: s3}}',
      { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3' } } },
    ],
  ])('%s', (yaml, value) => {
    expect(property(yaml)).toEqual(value);
  });

  test.each([
    '!Stringify a',
    '!ref a',
    '!GetAtts a.b',
    '!<tag:example.org,2000:x> a',
    '!!binary aGk=',
    '!!set {a, b}',
    '!!omap [a: 1]',
  ])('refuses the tag of %s with its place', (yaml) => {
    const text = `Resources:\n  Web: ${yaml}\n`;
    expect(problemOf(text)).toMatch(/^web\.yaml:2:\d+: unknown tag [!t]/);
  });
});

describe('YAML values', () => {
  test.each([
    ['80', 80],
    ['"80"', '80'],
    ["'true'", 'true'],
    ['true', true],
    ['', null],
    ['2012-10-17', '2012-10-17'],
    ['!!str 80', '80'],
    ['!!int 80', 80],
    ['>-\n  012', '012'],
    ['[a, "012"]', ['a', '012']],
  ])('%j', (yaml, value) => {
    expect(property(yaml)).toEqual(value);
  });

  test('keeps both readings where text and number differ', () => {
    expect(property('012345670123')).toEqual(new Ambiguous(['012345670123', 1402433619]));
  });

  test('keys are text as it is written', () => {
    expect(Object.keys(property('{012: a, on: b, 1.10: c, null: d, "e": f, __proto__: g}') as object)).toEqual([
      '012',
      'on',
      '1.10',
      'null',
      'e',
      '__proto__',
    ]);
  });

  test('follows anchors, aliases and merge keys', () => {
    expect(property('\n  a: &x {m: 1, n: 2}\n  b: *x\n  c: {<<: *x, n: 3}\n  d: {<<: [{k: 0}, *x], m: 9}')).toEqual({
      a: { m: 1, n: 2 },
      b: { m: 1, n: 2 },
      c: { m: 1, n: 3 },
      d: { k: 0, m: 9, n: 2 },
    });
  });

  test.each([
    ['a: &x [*x]\n', /no anchor &x before the alias \*x/],
    ['a: *x\n', /(?:no anchor &x|Unresolved alias)/],
    ['? [a]\n: 1\n', /^web\.yaml:1:3: a key that is not a plain text/],
    ['!Ref a: 1\n', /a key that is not a plain text/],
    ['<<: 3\n', /the merge key << wants a map/],
    ['a: [1\n', /^web\.yaml:\d+:\d+: not valid YAML: /],
    ['a: b: c\n', /^web\.yaml:1:\d+: not valid YAML: /],
    ['a: 1\n---\nb: 2\n', /second document/],
    ['\ta: 1\n', /not valid YAML/],
  ])('refuses %j', (yaml, problem) => {
    expect(problemOf(yaml)).toMatch(problem);
  });

  test('refuses a bomb of aliases', () => {
    const levels = Array.from({ length: 12 }, (_, level) =>
      level === 0
        ? 'a0: &a0 [x, x, x, x, x, x, x, x, x]'
        : `a${level}: &a${level} [${Array(9).fill(`*a${level - 1}`)}]`,
    );
    expect(problemOf(levels.join('\n'))).toMatch(/more than 1000000 values/);
  });

  test('refuses depth that only aliases build up', () => {
    const wrap = (inner: string): string => '['.repeat(100) + inner + ']'.repeat(100);
    expect(problemOf(`a: &a ${wrap('x')}\nb: &b ${wrap('*a')}\nc: ${wrap('*b')}\n`)).toMatch(
      /nested more than 250 levels/,
    );
  });
});

describe('repeated keys', () => {
  test.each([
    [
      'YAML',
      'web.yaml',
      'Resources:\n  Web:\n    Type: T\n    Properties:\n      DesiredCount: 1\n      DesiredCount: 2\n',
      ['web.yaml:6:7: the key "DesiredCount" is repeated; the last one counts, remove the others'],
    ],
    [
      'JSON',
      'web.json',
      '{"Resources": {"Web": {"Type": "T", "Properties": {\n"DesiredCount": 1,\n"DesiredCount": 2}}}}',
      ['web.json:3:1: the key "DesiredCount" is repeated; the last one counts, remove the others'],
    ],
    [
      'YAML in its flow style',
      'web.yaml',
      '{Resources: {Web: {Type: S, Properties: {DesiredCount: 2}, Type: T}}}',
      ['web.yaml:1:60: the key "Type" is repeated; the last one counts, remove the others'],
    ],
  ])('%s: the last one counts, with a warning', (_, fileName, text, warnings) => {
    const template = parseTemplate(text, fileName);
    expect(template.Resources.Web).toEqual({ Type: 'T', Properties: { DesiredCount: 2 } });
    expect(template.warnings).toEqual(warnings);
  });

  test('thousands of them do not fill the screen', () => {
    const { warnings = [] } = parseTemplate(`Resources: {}\n${'Metadata: {}\n'.repeat(2000)}`, 'web.yaml');
    expect(warnings).toHaveLength(11);
    expect(warnings.at(-1)).toBe('web.yaml: 1989 more keys are repeated');
  });

  test('a template without them has no warning', () => {
    expect(parseTemplate('Resources: {A: {Type: T}, B: {Type: T}}', 'web.yaml')).not.toHaveProperty('warnings');
  });
});

describe('nesting', () => {
  const depth = 10_000;
  test.each([
    ['JSON', `{"a": ${'['.repeat(depth)}${']'.repeat(depth)}}`],
    ['JSON objects', `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`],
    ['YAML flow', `a: ${'['.repeat(depth)}${']'.repeat(depth)}`],
    ['YAML block', `a:\n  ${'- '.repeat(depth)}x`],
    ['YAML maps', Array.from({ length: 1000 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')],
  ])('%s beyond all reason gives one line', (_, text) => {
    expect(problemOf(text)).toMatch(/^web\.yaml: nested more than 250 levels deep/);
  });

  test('unclosed brackets without end give one line', () => {
    expect(problemOf(`{"a": ${'['.repeat(depth)}`)).toMatch(/not valid JSON: the file ends/);
    expect(problemOf('['.repeat(depth))).toMatch(/^web\.yaml:/);
  });
});

describe('outline', () => {
  test.each([
    ['', /the file is empty/],
    ['# nothing\n', /the file is empty/],
    ['[]', /this is a list/],
    ['"Resources"', /this is the string "Resources"/],
    ['3', /this is the number 3/],
    ['{}', /no Resources section/],
    ['{"Resources": null}', /no Resources section/],
    ['{"Resources": []}', /Resources is a list, but has to be an object/],
    ['{"Resources": {"Web": "x"}}', /resource Web is the string "x"/],
    ['{"Resources": {"Web": null}}', /resource Web is null/],
    ['{"Resources": {"Web": {}}}', /resource Web has no Type/],
    ['{"Resources": {"Web": {"Type": 3}}}', /the Type of resource Web is the number 3/],
    ['{"Resources": {"Web": {"Type": "T", "Properties": []}}}', /Properties of resource Web is a list/],
    ['{"Resources": {"Web": {"Type": "T", "Condition": {"Ref": "x"}}}}', /the Condition of resource Web is an object/],
    ['{"Resources": {"Web": {"Type": "T", "Metadata": "x"}}}', /Metadata of resource Web is the string/],
    ['{"Resources": {}, "Parameters": []}', /Parameters is a list/],
    ['{"Resources": {}, "Parameters": {"P": {}}}', /parameter P has no Type/],
    ['{"Resources": {}, "Parameters": {"P": "x"}}', /parameter P is the string/],
    ['{"Resources": {}, "Conditions": "x"}', /Conditions is the string/],
    ['{"Resources": {}, "Mappings": 1}', /Mappings is the number/],
    ['{"Resources": {}, "Outputs": true}', /Outputs is the boolean true/],
    ['{"Resources": {}, "Outputs": {"O": []}}', /output O is a list/],
    ['{"Resources": {"A\\nB": 1}}', /resource A B is the number 1/],
  ])('%s', (text, problem) => {
    const message = problemOf(text, 'web.json');
    expect(message).toMatch(problem);
    expect(message).toMatch(/^web\.json: /);
  });

  test('a JSON syntax error has its line and column', () => {
    expect(problemOf('{\n  "Resources": {},\n}', 'web.json')).toBe(
      'web.json:3:1: not valid JSON: met "}" where a key in double quotes should be',
    );
  });

  test('reads the sections', () => {
    const template = parseTemplate(
      `
Parameters:
  Count: {Type: Number, Default: 2, Description: tasks}
  Secret: {Type: String, NoEcho: yes}
Conditions: {On: !Equals [a, b]}
Mappings:
Resources:
  Web: {Type: AWS::ECS::Service, Condition: On, Metadata: {a: 1}}
Outputs:
  Arn: {Value: !Ref Web, Condition: On, Export: {Name: x}}
`,
      'web.yaml',
    );
    expect(template).toMatchObject({
      Parameters: { Count: { Type: 'Number', Default: 2 }, Secret: { Type: 'String', NoEcho: true } },
      Conditions: { On: { 'Fn::Equals': ['a', 'b'] } },
      Resources: { Web: { Type: 'AWS::ECS::Service', Condition: 'On', Metadata: { a: 1 } } },
      Outputs: { Arn: { Value: { Ref: 'Web' }, Condition: 'On', Export: { Name: 'x' } } },
      transforms: [],
    });
    expect(template).not.toHaveProperty('Mappings');
  });

  test('tolerates a byte order mark, JSON as YAML flow, and names of the language', () => {
    expect(parseTemplate(`\ufeff${JSON.stringify(minimal)}`, 'x').Resources.Web?.Type).toBe('AWS::ECS::Service');
    expect(parseTemplate('{Resources: {Web: {Type: T}}}', 'x').Resources.Web?.Type).toBe('T');
    const odd = parseTemplate('{"Resources": {"__proto__": {"Type": "T"}, "constructor": {"Type": "U"}}}', 'x');
    expect(Object.keys(odd.Resources)).toEqual(['__proto__', 'constructor']);
  });
});

describe('transforms', () => {
  test.each([
    ['Transform: AWS::Serverless-2016-10-31\nResources: {}', ['AWS::Serverless-2016-10-31']],
    ['Transform: [A, {Name: B, Parameters: {}}]\nResources: {}', ['A', 'B']],
    ['Resources: {}\nMappings: {M: {"Fn::Transform": {Name: AWS::Include}}}', ['AWS::Include']],
    ['Fn::Transform: {Name: AWS::Include}', ['AWS::Include']],
    ['Resources: {"Fn::ForEach::X": [I, [a], {"R${I}": {Type: T}}]}', ['AWS::LanguageExtensions']],
    ['Transform: AWS::LanguageExtensions\nResources: {"Fn::ForEach::X": [I, [a], {}]}', ['AWS::LanguageExtensions']],
    ['Resources: {Web: {Type: T}}', []],
  ])('%s', (text, transforms) => {
    const template = parseTemplate(text, 'web.yaml');
    expect(template.transforms).toEqual(transforms);
    expect(Object.keys(template.Resources).some((name) => name.startsWith('Fn::'))).toBe(false);
  });

  test('a resource that a macro makes needs no Type', () => {
    const text = 'Resources: {A: {"Fn::Transform": {Name: AWS::Include}}, B: {Type: T}}';
    expect(Object.keys(parseTemplate(text, 'x').Resources)).toEqual(['B']);
  });
});

describe('laws', () => {
  const template = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })).map((properties) => ({
    Resources: { Web: { Type: 'AWS::ECS::Service', Properties: JSON.parse(JSON.stringify(properties)) } },
  }));

  test('a JSON template reads back as what was written', () => {
    fc.assert(
      fc.property(template, (written) => {
        expect(firstReadings(parseTemplate(JSON.stringify(written), 'x').document)).toEqual(written);
      }),
    );
  });

  test('and so it does written as YAML', () => {
    fc.assert(
      fc.property(template, (written) => {
        const text = stringify(written, { defaultStringType: 'QUOTE_DOUBLE', version: '1.2', lineWidth: 0 });
        expect(firstReadings(parseTemplate(text, 'x').document)).toEqual(written);
      }),
    );
  });

  test('any text is read or refused in one line', () => {
    const token = fc.constantFrom(
      ...[
        'Resources',
        ':',
        ' ',
        '\n',
        '  ',
        '- ',
        '{',
        '}',
        '[',
        ']',
        ',',
        '!Ref ',
        '!Sub ',
        '&a ',
        '*a',
        '"',
        "'",
        '|',
        '>',
        '?',
        '#',
        '<<',
        '%',
        '---',
        '!',
        '0x1',
        '\t',
        '\u0000',
        '\u2028',
        'Type',
      ],
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(token).map((tokens) => tokens.join('')),
    );
    fc.assert(
      fc.property(text, (input) => {
        try {
          parseTemplate(input, 'web.yaml');
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
          expect((error as InputError).message).toMatch(/^web\.yaml(?::\d+:\d+)?: [^\p{Cc}\p{Zl}\p{Zp}]+$/u);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

/** Numbers such as 1e+21 are ambiguous: their text is a reading, and all readings are that number. */
function firstReadings(value: unknown): unknown {
  if (value instanceof Ambiguous) {
    const [number, ...others] = new Set(value.options.map(Number));
    expect(others).toEqual([]);
    return number;
  }
  if (Array.isArray(value)) return value.map(firstReadings);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, firstReadings(item)]));
}
