import { markSince } from '../../lib/check/mark-since';
import type { Difference, ServiceReport } from '../../lib/model/report';
import { aDifference, aReport, aService } from '../report/sample-report';

const drifted = (...differences: Difference[]) => aService({ status: 'DRIFTED', differences });
const marks = (now: ServiceReport, before: ServiceReport) => markSince([now], aReport([before]));
const sinceOf = (now: Difference, before: Difference) =>
  marks(drifted(now), drifted(before)).services[0]?.differences[0]?.since;
const resolvedOf = (now: ServiceReport, before: ServiceReport) => marks(now, before).resolved.map(({ path }) => path);

describe('against an earlier report', () => {
  it('a difference is known where it was there, and new where it was not', () => {
    const [a, b] = [aDifference({ path: 'A' }), aDifference({ path: 'B' })];
    const { services, resolved } = marks(drifted(a, b), drifted(a));
    expect(services[0]?.differences.map(({ path, since }) => [path, since])).toEqual([
      ['A', 'known'],
      ['B', 'new'],
    ]);
    expect(resolved).toEqual([]);
  });

  it.each<[string, Partial<Difference>, Partial<Difference>, 'new' | 'known']>([
    ['another live value', { live: 1 }, { live: 2 }, 'new'],
    ['drift that was an ordinary change', { cause: 'drift' }, { cause: 'pending' }, 'new'],
    ['drift that the code now changes too', { cause: 'conflict', synthesized: 7 }, { cause: 'drift' }, 'known'],
    ['the same change of the code', { cause: 'pending' }, { cause: 'pending' }, 'known'],
    ['another change of the code', { cause: 'pending', synthesized: 1 }, { cause: 'pending', synthesized: 2 }, 'new'],
    ['a secret, whose mask is new in every run', { live: '***0a1b2c3d' }, { live: '***99887766' }, 'known'],
    ['a secret inside', { live: [{ a: '***0a1b2c3d' }] }, { live: [{ a: '***99887766' }] }, 'known'],
    ['a secret that was none', { live: '***0a1b2c3d' }, { live: 'plain' }, 'new'],
    ['members in another order', { live: { a: 1, b: 2 } }, { live: { b: 2, a: 1 } }, 'known'],
    ['a member more', { live: { a: 1, b: 2 } }, { live: { a: 1 } }, 'new'],
    ['elements in another order', { live: [1, 2] }, { live: [2, 1] }, 'new'],
  ])('%s', (_name, now, before, since) => expect(sinceOf(aDifference(now), aDifference(before))).toBe(since));

  it('a masked key in a path is known for as many as there were, and resolved only where none is left', () => {
    const at = (hash: string) => aDifference({ path: `Tags[***${hash}]` });
    const before = drifted(at('0a1b2c3d'));
    const { services, resolved } = marks(drifted(at('99887766'), at('aabbccdd')), before);
    expect(services[0]?.differences.map(({ since }) => since)).toEqual(['known', 'new']);
    expect(resolved).toEqual([]);
    expect(resolvedOf(aService(), before)).toEqual(['Tags[***0a1b2c3d]']);
  });

  it('what is gone is resolved', () => {
    const before = drifted(aDifference({ path: 'A' }), aDifference({ path: 'B' }));
    expect(marks(aService(), before).resolved).toEqual([
      { serviceArn: before.serviceArn, path: 'A' },
      { serviceArn: before.serviceArn, path: 'B' },
    ]);
  });

  it.each<[string, Partial<ServiceReport>]>([
    ['unchecked', { status: 'UNCHECKED', reason: 'throttled' }],
    ['deleted', { status: 'DELETED', reason: 'gone' }],
    ['not deployed', { status: 'NOT_DEPLOYED', reason: 'no stack' }],
    ['unresolved there', { status: 'UNCHECKED', unresolved: [{ path: 'Tags', side: 'live', reason: 'x' }] }],
    ['ignored there', { ignored: [{ path: 'Tags[a]', reason: 'x', source: 'y:1' }] }],
    ['different in the whole list', { differences: [aDifference({ path: 'Tags', cause: 'pending' })] }],
  ])('nothing is resolved in a service that is %s', (_name, changes) => {
    expect(resolvedOf(aService(changes), drifted(aDifference({ path: 'Tags[a].Value' })))).toEqual([]);
  });

  it('what is resolved beside an unknown value is told', () => {
    const now = aService({ status: 'UNCHECKED', unresolved: [{ path: 'Role', side: 'both', reason: 'x' }] });
    expect(resolvedOf(now, drifted(aDifference({ path: 'RoleArn' })))).toEqual(['RoleArn']);
  });

  it('a service that this run left out has nothing resolved, nor a category, nor what is not declared', () => {
    const before = drifted(
      aDifference({ path: 'A', category: 'tags' }),
      aDifference({ path: 'B', declared: false }),
      aDifference({ path: 'C' }),
    );
    expect(markSince([], aReport([before])).resolved).toEqual([]);
    const extent = { only: ['deployment'], declaredOnly: true };
    expect(markSince([aService()], aReport([before]), extent).resolved.map(({ path }) => path)).toEqual(['C']);
  });

  it('tells whether a deleted service was so already', () => {
    const gone = aService({ status: 'DELETED', reason: 'gone' });
    expect(marks(gone, gone).services[0]?.since).toBe('known');
    expect(marks(gone, aService()).services[0]?.since).toBe('new');
    expect(markSince([gone], aReport([])).services[0]?.since).toBe('new');
  });

  it('the same name in another stack, account or region is another service', () => {
    for (const other of [{ stackName: 'B' }, { account: '222222222222' }, { region: 'x' }, { logicalId: 'Y' }]) {
      const { services } = marks(drifted(aDifference()), { ...drifted(aDifference()), ...other });
      expect(services[0]?.differences[0]?.since).toBe('new');
    }
  });
});
