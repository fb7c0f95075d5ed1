import fc from 'fast-check';
import type { Report } from '../../lib/model/report';
import { render } from '../../lib/report/renderers';
import { aDifference, aReport, aService, aStack, fullReport, greenReport } from './sample-report';
import { validateReport } from './validate-report';

/** A deep copy in which one member is changed: `['services', 0, 'status']`. */
function changed(report: Report, path: (string | number)[], value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(report)) as never;
  let target = copy as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) target = target[step] as Record<string | number, unknown>;
  const last = path.at(-1) as string;
  if (value === undefined) delete target[last];
  else target[last] = value;
  return copy;
}

const drifted = () =>
  aReport([
    aService({
      status: 'DRIFTED',
      differences: [aDifference()],
      unresolved: [{ path: 'Role', side: 'both', reason: 'no' }],
    }),
  ]);

describe('the JSON schema', () => {
  it.each([
    ['full', fullReport()],
    ['green', greenReport()],
    ['empty', aReport([], [])],
    ['drifted', drifted()],
  ])('accepts a %s report', (_name, report) => {
    expect(validateReport(report)).toEqual([]);
    expect(validateReport(JSON.parse(render(report, 'json')))).toEqual([]);
  });

  it('accepts members that a later version adds', () => {
    expect(validateReport(changed(drifted(), ['services', 0, 'differences', 0, 'later'], { any: 1 }))).toEqual([]);
    expect(validateReport(changed(drifted(), ['later'], true))).toEqual([]);
  });

  it.each<[(string | number)[], unknown]>([
    [['services', 0, 'differences', 0, 'since'], 'new'],
    [['services', 0, 'differences', 0, 'remedies'], [{ kind: 'restore', command: 'aws ecs update-service' }]],
    [['resolved'], [{ serviceArn: 'arn:aws:ecs:eu-west-1:1:service/a/b', path: 'DesiredCount' }]],
    [
      ['unmanaged'],
      [{ serviceArn: 'arn:aws:ecs:eu-west-1:1:service/a/b', clusterArn: 'arn:aws:ecs:eu-west-1:1:cluster/a' }],
    ],
    [
      ['services', 0, 'ignored'],
      [
        {
          path: 'A',
          reason: 'b',
          source: 'c:1',
          expires: '2027-01-31',
          unresolved: { path: 'A', side: 'live', reason: 'x' },
        },
      ],
    ],
  ])('accepts %j', (path, value) => expect(validateReport(changed(drifted(), path, value))).toEqual([]));

  it.each<[(string | number)[], unknown]>([
    [['schemaVersion'], 2],
    [['summary', 'drifted'], -1],
    [['summary', 'differences', 'conflict'], undefined],
    [['stacks', 0, 'status'], 'FINE'],
    [['stacks', 0, 'comparison'], undefined],
    [['stacks', 0, 'status'], 'UNCHECKED'],
    [['stacks', 0, 'account'], '12'],
    [['stacks', 0, 'missingPermissions'], ['everything']],
    [['services', 0, 'status'], 'IN_SYNC'],
    [['services', 0, 'status'], 'UNCHECKED'],
    [['services', 0, 'status'], 'DELETED'],
    [['services', 0, 'logicalId'], ''],
    [['services', 0, 'source', 'line'], 0],
    [['services', 0, 'serviceArn'], 'web'],
    [['services', 0, 'notes'], undefined],
    [['services', 0, 'differences', 0, 'cause'], 'pending'],
    [['services', 0, 'differences', 0, 'cause'], 'unknown'],
    [['services', 0, 'differences', 0, 'category'], 'network'],
    [['services', 0, 'differences', 0, 'declared'], 'yes'],
    [['services', 0, 'differences', 0, 'onDeploy'], 'overwritten'],
    [['services', 0, 'differences', 0, 'differenceType'], undefined],
    [['services', 0, 'unresolved', 0, 'side'], 'none'],
    [['services', 0, 'unresolved', 0, 'reason'], undefined],
    [['services', 0, 'ignored'], [{ path: 'A', reason: 'b', source: 'c' }]],
    [['notices'], [{ kind: 'rumour', text: 'x' }]],
  ])('refuses %j set to %j', (path, value) => expect(validateReport(changed(drifted(), path, value))).not.toEqual([]));

  it('refuses a service that is in sync and not wholly known', () => {
    const report = aReport([aService({ unresolved: [{ path: 'Role', side: 'live', reason: 'x' }] })], [aStack()]);
    expect(validateReport(report)).not.toEqual([]);
  });

  it('reads the same document from the JSON text, whatever a value holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (key, value) => {
        const report = aReport([
          aService({ status: 'DRIFTED', differences: [aDifference({ live: Object.fromEntries([[key, value]]) })] }),
        ]);
        const json = render(report, 'json');
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(report)));
        expect(json).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
    );
  });
});
