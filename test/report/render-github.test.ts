import fc from 'fast-check';
import type { Difference, Report } from '../../lib/model/report';
import { escapeText } from '../../lib/report/escape';
import { render } from '../../lib/report/renderers';
import { HOSTILE_TEXTS } from './hostile-service';
import { matchGolden } from './match-golden';
import { aDifference, aReport, aService, aStack, fullReport, greenReport } from './sample-report';

const lines = (report: Report) => render(report, 'github').replace(/\n$/, '').split('\n');
const drifted = (differences: Difference[], changes = {}) => aService({ status: 'DRIFTED', differences, ...changes });

interface Command {
  readonly name: string;
  readonly properties: ReadonlyMap<string, string>;
  readonly message: string;
}

/** Reads a line as the runner does; undefined for one that is no command. */
function readCommand(line: string): Command | undefined {
  const trimmed = line.trimStart();
  const end = trimmed.indexOf('::', 2);
  if (!trimmed.startsWith('::') || end < 0) return undefined;
  const head = trimmed.slice(2, end);
  const space = head.indexOf(' ');
  const pairs = space < 0 ? [] : head.slice(space + 1).split(',');
  const decode = (text: string) => text.replace(/%0D/g, '\r').replace(/%0A/g, '\n').replace(/%25/g, '%');
  return {
    name: space < 0 ? head : head.slice(0, space),
    properties: new Map(
      pairs.map((pair) => {
        const value = pair.slice(pair.indexOf('=') + 1);
        return [pair.slice(0, pair.indexOf('=')), decode(value.replace(/%3A/g, ':').replace(/%2C/g, ','))];
      }),
    ),
    message: decode(trimmed.slice(end + 2)),
  };
}

const commands = (report: Report) =>
  lines(report)
    .slice(0, -1)
    .map((line) => readCommand(line) as Command);

describe('annotations', () => {
  it.each([
    ['full.github.txt', fullReport()],
    ['green.github.txt', greenReport()],
    ['empty.github.txt', aReport([], [])],
    ['incomplete.github.txt', aReport([aService(), aService({ status: 'UNCHECKED', reason: 'throttled' })])],
  ])('%s', (name, report) => matchGolden(name, render(report, 'github')));

  it('are none where there is nothing to tell', () => {
    expect(lines(greenReport())).toEqual(['No drift: 2 services in sync']);
  });

  it('stand where the code creates the service, else at the template, else nowhere', () => {
    const service = drifted([aDifference()]);
    const places = [
      service,
      { ...service, source: undefined },
      { ...service, source: undefined, templateFile: undefined },
    ]
      .map((one) => commands(aReport([one]))[0] as Command)
      .map(({ properties }) => ['file', 'line', 'col'].map((name) => properties.get(name)));
    expect(places).toEqual([
      ['lib/web-stack.ts', '42', '17'],
      ['Web.template.json', undefined, undefined],
      [undefined, undefined, undefined],
    ]);
  });

  it('have the level of what they tell, the worst first', () => {
    const services = [
      drifted(
        [
          aDifference({ path: 'A', cause: 'adopted' }),
          aDifference({ path: 'B', cause: 'pending' }),
          aDifference({ path: 'C', since: 'known' }),
          aDifference({ path: 'D', since: 'new' }),
          aDifference({ path: 'E', cause: 'conflict' }),
        ],
        { unresolved: [{ path: 'F', side: 'live', reason: 'x' }] },
      ),
      aService({ logicalId: 'Gone', status: 'DELETED', reason: 'x' }),
      aService({ logicalId: 'Jobs', status: 'UNCHECKED', reason: 'x' }),
      aService({ logicalId: 'Later', status: 'NOT_DEPLOYED', reason: 'x' }),
    ];
    expect(commands(aReport(services)).map(({ name, properties }) => `${name}: ${properties.get('title')}`)).toEqual([
      'error: ECS drift: Gone is deleted',
      'error: ECS conflict: E',
      'error: ECS new drift: D',
      'error: ECS drift: C',
      'warning: ECS drift: Jobs is unchecked',
      'warning: ECS drift: F is unresolved',
      'notice: ECS pending: B',
      'notice: ECS adopted: A',
    ]);
  });

  it('tell of a stack that could not be checked once, not for each of its services', () => {
    const services = ['A', 'B'].map((logicalId) => aService({ logicalId, status: 'UNCHECKED', reason: 'denied' }));
    const shown = commands(aReport(services, [aStack({ status: 'UNCHECKED', reason: 'denied' })]));
    expect(shown.map(({ name, properties }) => [name, properties.get('title')])).toEqual([
      ['warning', 'ECS drift: stack Web is unchecked'],
    ]);
  });

  it('are the ten worst and a count of the rest, at a level of which GitHub shows one more', () => {
    const some = (number: number, changes: Partial<Difference>) =>
      Array.from({ length: number }, (_, index) => aDifference({ path: `P${index}`, ...changes }));
    const shown = (differences: Difference[], unresolved = 0) => {
      const entries = Array.from(
        { length: unresolved },
        (_, at) => ({ path: `U${at}`, side: 'live', reason: 'x' }) as const,
      );
      const list = commands(aReport([drifted(differences, { unresolved: entries })]));
      return list.slice(10).map(({ name, message }) => `${name}: ${message.split(' not shown')[0]}`);
    };
    expect(shown(some(10, {}))).toEqual([]);
    expect(shown(some(12, {}), 3)).toEqual(['warning: 2 errors, 3 warnings']);
    expect(shown(some(10, {}).concat(some(1, { cause: 'pending' })))).toEqual(['notice: 1 notice']);
    expect(shown([], 11)).toEqual(['notice: 1 warning']);
  });

  it('show where long values differ, and stay short', () => {
    const [long, other] = [`${'x'.repeat(5000)}OLD`, `${'x'.repeat(5000)}NEW`];
    const path = 'p'.repeat(10_000);
    const [shown] = commands(aReport([drifted([aDifference({ path, deployed: long, live: other })])]));
    expect(shown?.message).toMatch(/OLD.*NEW/);
    expect(shown?.message.length).toBeLessThan(10_000);
    expect(shown?.properties.get('title')?.length).toBeLessThan(250);
  });
});

describe('names and values in annotations', () => {
  const FRAGMENTS = [
    '::',
    ':',
    ',',
    '=',
    '%',
    '%0A',
    '%3A',
    '\n',
    '\r\n',
    '##',
    '#',
    '[',
    '##[error]',
    '::error::',
    ' ',
  ];
  const hostile = fc
    .array(fc.oneof(fc.constantFrom(...HOSTILE_TEXTS, ...FRAGMENTS), fc.string({ unit: 'binary', maxLength: 3 })), {
      minLength: 1,
      maxLength: 5,
    })
    .map((parts) => parts.join(''));

  /** As a person reads it: escapes for control characters, and for the second of two `#`. */
  const read = (text: string) => escapeText(text).replaceAll('\\u0023', '#');

  it('are read back as they are, and start no command of their own', () => {
    fc.assert(
      fc.property(hostile, hostile, (name, value) => {
        const service = drifted([aDifference({ path: name, live: value })], {
          logicalId: value,
          constructPath: name,
          source: { file: value, line: 4, column: 2 },
          unresolved: [{ path: value, side: 'live', reason: name }],
        });
        const gone = aService({
          logicalId: name,
          status: 'DELETED',
          reason: value,
          templateFile: name,
          source: undefined,
        });
        const report = aReport([service, gone], [aStack({ status: 'UNCHECKED', reason: name })]);
        const shown = lines(report);
        expect(shown).toHaveLength(5);
        for (const line of shown) expect(line).not.toMatch(/##|[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(readCommand(shown.at(-1) as string)).toBeUndefined();
        const all = commands(report);
        expect(all.map((command) => command.name)).toEqual(['error', 'error', 'warning', 'warning']);
        expect(all.map(({ properties }) => [...properties.keys()])).toEqual([
          ['file', 'title'],
          ['file', 'line', 'col', 'title'],
          ['title'],
          ['file', 'line', 'col', 'title'],
        ]);
        expect(read(all[1]?.properties.get('file') as string)).toBe(read(value));
        expect(read(all[1]?.message as string)).toContain(read(name));
        expect(read(all[0]?.message as string)).toContain(read(value));
        expect(read(all[3]?.message as string)).toContain(read(name));
      }),
    );
  });
});
