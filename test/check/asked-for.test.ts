import { askedFor } from '../../lib/check/asked-for';
import type { ComparedService } from '../../lib/compare/compare-service';
import { serviceTable } from '../../lib/fields/service-table';
import { Unknown } from '../../lib/model/value';
import { compareJson, lines, unresolvedLines } from '../compare/compare-json';

const TAGS = [{ Key: 'a', Value: '1' }];
const declared = { EnableExecuteCommand: true, Tags: TAGS };
const compared = compareJson({
  synthesized: declared,
  deployed: declared,
  live: { PropagateTags: 'SERVICE', Tags: [{ Key: 'b', Value: '1' }] },
});

const shown = (options: Parameters<typeof askedFor>[2], of: ComparedService = compared): ComparedService =>
  askedFor(of, serviceTable, options);

test('everything', () => {
  const all = [
    'drift NOT_EQUAL EnableExecuteCommand kept',
    'drift NOT_EQUAL PropagateTags undeclared kept',
    'drift REMOVE Tags[a] kept',
    'drift ADD Tags[b] undeclared kept',
  ];
  expect(lines(shown({}))).toEqual(all);
  expect(lines(shown({ only: [] }))).toEqual(all);
});

test('only what templates declare', () => {
  expect(lines(shown({ declaredOnly: true }))).toEqual([
    'drift NOT_EQUAL EnableExecuteCommand kept',
    'drift REMOVE Tags[a] kept',
  ]);
});

test('only some categories', () => {
  expect(lines(shown({ only: ['tags'] }))).toEqual(['drift REMOVE Tags[a] kept', 'drift ADD Tags[b] undeclared kept']);
});

test('what could not be worked out goes the same way, and what is said of the whole service stays', () => {
  const Tags = [{ Key: 'a', Value: new Unknown('nobody knows', '?') }];
  const HealthCheckGracePeriodSeconds = new Unknown('nobody knows', '?');
  const unknown = { Tags, HealthCheckGracePeriodSeconds };
  const of = compareJson({ synthesized: unknown, deployed: unknown, live: { Tags: TAGS } });
  expect(unresolvedLines(of)).toEqual(['both HealthCheckGracePeriodSeconds', 'both Tags[a]']);
  expect(unresolvedLines(shown({ only: ['tags'] }, of))).toEqual(['both Tags[a]']);
  const whole: ComparedService = { ...of, notes: [{ kind: 'deployment', text: 'under way' }] };
  expect(shown({ only: ['capacity'] }, whole)).toEqual({ differences: [], unresolved: [], notes: whole.notes });
});

test('what is shown does not say that nothing declares it', () => {
  const unresolved = [{ path: 'Tags[a]', side: 'live' as const, reason: 'x', undeclared: true as const }];
  const notes = [{ kind: 'managed' as const, path: 'Tags[a]', text: 'x', undeclared: true as const }];
  const of: ComparedService = { differences: [], unresolved, notes };
  expect(shown({}, of)).toEqual({
    differences: [],
    unresolved: [{ path: 'Tags[a]', side: 'live', reason: 'x' }],
    notes: [{ kind: 'managed', path: 'Tags[a]', text: 'x' }],
  });
  expect(shown({ declaredOnly: true }, of)).toEqual({ differences: [], unresolved: [], notes: [] });
});
