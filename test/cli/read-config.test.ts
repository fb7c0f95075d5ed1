import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../lib/cli/read-config';
import { InputError } from '../../lib/model/errors';
import { temporaryDirectory } from '../assembly/temporary-directory';

const FILE = '.ecs-drift.yaml';

function read(text: string | object, file = FILE) {
  return readConfig(file === FILE ? undefined : file, temporaryDirectory({ [file]: text }));
}

/** The lines of the error that a text leads to. */
function problemsOf(text: string): readonly string[] {
  try {
    read(text);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.message).not.toContain('\n');
    return error.problems.length > 0 ? error.problems : [error.message];
  }
  return [];
}

const RULE = '{ property: DesiredCount, reason: scaled by the batch scheduler }';

describe('a configuration', () => {
  test('under the other ending is refused, not passed over; by its name it is read', () => {
    const directory = temporaryDirectory({ '.ecs-drift.yml': 'only: tags' });
    expect(() => readConfig(undefined, directory)).toThrow(
      /^\.ecs-drift\.yml: is not read, .*\.ecs-drift\.yaml; rename it, or name it by --config \.ecs-drift\.yml$/,
    );
    expect(() => readConfig(undefined, directory)).toThrow(InputError);
    expect(readConfig('.ecs-drift.yml', directory)?.options).toEqual({ only: ['tags'] });
    writeFileSync(join(directory, FILE), 'only: capacity');
    expect(readConfig(undefined, directory)?.options).toEqual({ only: ['capacity'] });
  });

  test('rules with their lines, and options as the command line has them', () => {
    expect(
      read(`# what is ours alone
region: eu-west-1
ignore:
  - property: DesiredCount
    reason: scaled by the batch scheduler
    stack: Prod/*
    service: WebService*
    expires: 2027-01-31

  - { reason: 'moved by hand: #42', property: 'Tags[cost-*]' }
fail-on: pending
only: tags
stacks: ['Prod/*', Web]
format:
  - text
  - json=out.json
parameter: [Stage=a=b]
declared-only: true
no-color: true
no-lookup-role: false
wait: 5m
`),
    ).toEqual({
      file: FILE,
      rules: [
        {
          property: 'DesiredCount',
          reason: 'scaled by the batch scheduler',
          stack: 'Prod/*',
          service: 'WebService*',
          expires: '2027-01-31',
          source: '.ecs-drift.yaml:4',
        },
        { property: 'Tags[cost-*]', reason: 'moved by hand: #42', source: '.ecs-drift.yaml:10' },
      ],
      options: {
        region: 'eu-west-1',
        failOn: 'pending',
        only: ['tags'],
        stacks: ['Prod/*', 'Web'],
        format: ['text', 'json=out.json'],
        parameter: ['Stage=a=b'],
        declaredOnly: true,
        color: false,
        lookupRole: true,
        wait: '5m',
      },
    });
  });

  test('JSON, also with tabs and a byte order mark', () => {
    const json = JSON.stringify({ region: 'a', ignore: [{ property: 'A', reason: 'b' }] }, undefined, '\t');
    expect(read(`\ufeff${json}`, 'drift.json')).toEqual({
      file: 'drift.json',
      rules: [{ property: 'A', reason: 'b', source: 'drift.json:4' }],
      options: { region: 'a' },
    });
  });

  test.each(['', '\n', '# nothing yet\n', '---\n', '{}', 'ignore:\n', 'ignore: []', '\ufeff'])(
    'says nothing: %j',
    (text) => {
      expect(read(text)).toEqual({ file: FILE, rules: [], options: {} });
    },
  );

  test('an alias stands for its anchor', () => {
    const text = `ignore:
  - { property: A, reason: &why the same for all }
  - { property: B, reason: *why }`;
    expect(read(text)?.rules.map(({ reason }) => reason)).toEqual(['the same for all', 'the same for all']);
  });

  test.each(["'2027-01-31'", '"2027-01-31"', '2027-01-31', '2028-02-29'])('expires %s', (day) => {
    expect(read(`ignore: [{ property: A, reason: b, expires: ${day} }]`)?.rules[0]?.expires).toMatch(/^202[78]-0/);
  });

  test('also where a directive asks for YAML 1.1', () => {
    const text = `%YAML 1.1\n---\nignore: [{ property: A, reason: on, expires: 2027-01-31 }]`;
    expect(read(text)?.rules).toMatchObject([{ reason: 'on', expires: '2027-01-31' }]);
  });

  test('names of members that every object has are keys like others', () => {
    expect(problemsOf('__proto__: { region: x }\nconstructor: 1')).toEqual([
      expect.stringMatching(/^\.ecs-drift\.yaml:1:1: there is no "__proto__": known are ignore, \$schema, app, /),
      expect.stringMatching(/^\.ecs-drift\.yaml:2:1: there is no "constructor": known are /),
    ]);
    expect(problemsOf('ignore: [{ property: A, reason: b, __proto__: { stack: B } }]')).toHaveLength(1);
  });
});

test.each(['show-values: true', 'show-values: false', 'show-values: yes please'])(
  'an option of the command line alone is refused: %s',
  (text) => {
    expect(problemsOf(`region: eu-west-1\n${text}`)).toEqual([
      '.ecs-drift.yaml:2:1: show-values: a configuration file cannot set it: masked values are shown only if --show-values is given on the command line; remove it here',
    ]);
  },
);

test('no role comes from a configuration file', () => {
  expect(problemsOf('role-arn: arn:aws:iam::111111111111:role/reader')).toEqual([
    '.ecs-drift.yaml:1:1: role-arn: a configuration file cannot set it: a role is assumed only if --role-arn is given on the command line; remove it here',
  ]);
});

describe('which file', () => {
  test('the default one need not be there', () => {
    expect(readConfig(undefined, temporaryDirectory())).toBeUndefined();
  });

  test('a named one has to be', () => {
    expect(() => readConfig('no.yaml', temporaryDirectory())).toThrow(
      new InputError('--config no.yaml: there is no such file; correct the name or leave it out'),
    );
  });

  test('a named one is read in place of the default one', () => {
    const directory = temporaryDirectory({ [FILE]: 'region: a', 'other/x.yaml': 'region: b' });
    expect(readConfig('other/x.yaml', directory)).toMatchObject({ file: 'other/x.yaml', options: { region: 'b' } });
    expect(readConfig(join(directory, 'other/x.yaml'), '/')?.options).toEqual({ region: 'b' });
  });

  test('a directory', () => {
    const directory = temporaryDirectory();
    mkdirSync(join(directory, FILE));
    expect(() => readConfig(undefined, directory)).toThrow(
      '.ecs-drift.yaml: is a directory; give a configuration file, YAML or JSON',
    );
  });

  test.each([
    [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe]), /is not text in UTF-8 \(line 1\)/],
    [Buffer.from('region: a', 'utf16le'), /is not text in UTF-8: it holds null characters/],
    [Buffer.from('\ufeffregion: a', 'utf16le'), /is text in UTF-16; save it as UTF-8/],
    [Buffer.from(`# ${'x'.repeat(1_100_000)}`), /is larger than 1 MiB, which no configuration is/],
  ])('a file that is no configuration', (bytes, message) => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, FILE), bytes);
    expect(() => readConfig(undefined, directory)).toThrow(message);
    expect(() => readConfig(undefined, directory)).toThrow(InputError);
  });
});

describe('a mistake', () => {
  test.each<[string, string, string[]]>([
    [
      'no reason',
      'ignore:\n  - property: DesiredCount\n',
      ['2:5: ignore[0]: reason is missing: give a text that says why'],
    ],
    [
      'no property',
      `ignore:\n  - ${RULE}\n  - reason: x`,
      ['3:5: ignore[1]: property is missing: give a property path such as DesiredCount or Tags[team]'],
    ],
    [
      'an empty reason',
      'ignore: [{ property: A, reason: " " }]',
      ['1:33: ignore[0].reason: is empty; it wants a text that says why'],
    ],
    [
      'no value',
      'ignore: [{ property: A, reason: }]\nregion:',
      ['1:33: ignore[0].reason: wants a text that says why, met nothing', '2:8: region: wants a text, met nothing'],
    ],
    [
      'a number for a text',
      'ignore: [{ property: A, reason: 42 }]',
      ['1:33: ignore[0].reason: wants a text that says why, met 42: put it in quotes'],
    ],
    [
      'an impossible day',
      'ignore: [{ property: A, reason: b, expires: 2027-02-29 }]',
      ["1:45: ignore[0].expires: wants a day such as 2027-01-31, met '2027-02-29'"],
    ],
    [
      'a day in other words',
      'ignore: [{ property: A, reason: b, expires: 31.1.2027 }]',
      ["1:45: ignore[0].expires: wants a day such as 2027-01-31, met '31.1.2027'"],
    ],
    [
      'an unknown member',
      'ignore: [{ property: A, reason: b, until: 2027-01-31, services: x }]',
      [
        '1:36: ignore[0]: there is no "until": known are property, reason, stack, service, expires',
        '1:55: ignore[0]: there is no "services": did you mean service?',
      ],
    ],
    ['an unknown key', 'failOn: never', ['1:1: there is no "failOn": did you mean fail-on?']],
    ['an option that is none here', 'fail: true', ['1:1: there is no "fail": did you mean fail-on?']],
    [
      'a rule that is a text',
      'ignore:\n- DesiredCount',
      ["2:3: ignore[0]: wants a map with property and reason, met 'DesiredCount'"],
    ],
    [
      'rules that are a map',
      'ignore:\n  property: A',
      ['2:3: ignore: wants a list of rules, each with property and reason, met a map'],
    ],
    ['a text for a flag', 'declared-only: "yes"', ["1:16: declared-only: wants true or false, met 'yes'"]],
    ['a level', 'fail-on: always', ["1:10: fail-on: wants one of drift, pending, new, never, met 'always'"]],
    [
      'a category in a list',
      'only: [tags, tag]',
      [expect.stringMatching(/^1:14: only\[1\]: wants one of deployment, .*, met 'tag'$/) as never],
    ],
    ['a list for a text', 'region: [a, b]', ['1:9: region: wants a text, met a list']],
    ['a duration', 'wait: 5', ['1:7: wait: wants a duration such as 90s, 5m or 1h, met 5']],
    [
      'a format without its file',
      'format: json=',
      [expect.stringMatching(/^1:9: format: wants one of text, json.*, met 'json='$/) as never],
    ],
    ['a parameter', 'parameter: [Stage]', ["1:13: parameter[0]: wants KEY=VALUE, met 'Stage'"]],
    ['a duplicate key', 'region: a\nprofile: b\nregion: c', ['3:1: region: is there twice; keep one of the two']],
    ['a key that is no text', '? [a]\n: 1', ['1:3: a key that is no plain text; write a name']],
    ['no map', '- ignore', [expect.stringMatching(/^1:1: a configuration is a map, and this is a list/) as never]],
    [
      'a lone text',
      'ignore',
      [expect.stringMatching(/^1:1: a configuration is a map, and this is a lone value/) as never],
    ],
    [
      'two documents',
      'region: a\n---\nregion: b',
      [expect.stringMatching(/^2:1: there is a second document/) as never],
    ],
    [
      'a tag',
      'region: !!binary aGVsbG8=',
      [expect.stringMatching(/^1:9: .*; a configuration has no tags, leave it out$/) as never],
    ],
    ['an alias of nothing', 'region: *here', ['1:9: there is no anchor &here before the alias *here']],
    [
      'an alias within itself',
      'ignore: &a\n  - *a',
      [expect.stringMatching(/nested deeper than any configuration is$/) as never],
    ],
    [
      'no YAML',
      'ignore:\n  - property: "DesiredCount\n',
      [expect.stringMatching(/^\d:\d+: not valid YAML: /) as never],
    ],
    [
      'all of them at once',
      `fail-on: 1\nignore:\n  - reason: x\n  - ${RULE}\n  - property: A\nregoin: x`,
      [
        expect.stringMatching(/^1:10: fail-on: /) as never,
        expect.stringMatching(/^3:5: ignore\[0\]: property is missing/) as never,
        expect.stringMatching(/^5:5: ignore\[2\]: reason is missing/) as never,
        '6:1: there is no "regoin": did you mean region?',
      ],
    ],
  ])('%s', (_name, text, expected) => {
    const problems = problemsOf(text).map((line) => {
      expect(line.startsWith(`${FILE}:`)).toBe(true);
      return line.slice(FILE.length + 1);
    });
    expect(problems).toEqual(expected);
  });

  test('so many that nobody reads them all', () => {
    const problems = problemsOf(`ignore:\n${'  - x\n'.repeat(100)}`);
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toBe('.ecs-drift.yaml: and 80 more');
  });

  test('aliases that stand for more than any file holds', () => {
    const levels = [...'abcdefgh'].map((name, index, all) => {
      const item = index === 0 ? 'x' : `*${all[index - 1]}`;
      return `- &${name} [${Array(10).fill(item).join(', ')}]`;
    });
    expect(problemsOf(`ignore:\n${levels.join('\n')}`)).toEqual([expect.stringMatching(/values with its aliases$/)]);
  });

  test('nesting without an end', () => {
    expect(problemsOf(`ignore: ${'['.repeat(100_000)}`).at(0)).toMatch(/nested deeper|not valid YAML/);
  });

  test('a key that breaks lines', () => {
    expect(problemsOf('"a\\nb\\e[31m": 1')).toEqual([expect.not.stringMatching(/[\p{Cc}]/u)]);
  });
});
