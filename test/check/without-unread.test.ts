import { withoutUnread } from '../../lib/check/without-unread';
import type { ComparedService } from '../../lib/compare/compare-service';
import { serviceTable } from '../../lib/fields/service-table';

type Difference = ComparedService['differences'][number];

function differenceAt(path: string, cause: Difference['cause'] = 'drift'): Difference {
  return { path, category: 'capacity', cause, differenceType: 'NOT_EQUAL', declared: true, deployed: 2, live: 7 };
}

const unverifiable = (path: string) => ({ kind: 'unverifiable' as const, path, text: 'that could not be read' });

const COMPARED: ComparedService = {
  differences: [differenceAt('DesiredCount'), differenceAt('PlatformVersion'), differenceAt('LaunchType', 'pending')],
  unresolved: [{ path: 'Role', side: 'both', reason: 'nobody knows' }],
  notes: [unverifiable('ScalableTarget'), unverifiable('Monitoring'), unverifiable('Tags')],
};

test('what was read stays as it is', () => {
  expect(withoutUnread(COMPARED, serviceTable, {})).toBe(COMPARED);
});

test('what only an unread revision shows is unresolved', () => {
  const whole = withoutUnread(COMPARED, serviceTable, { revision: 'it broke' });
  expect(whole.differences).toEqual(COMPARED.differences);
  expect(whole.notes.map(({ path }) => path)).toEqual(['ScalableTarget', 'Tags']);
  expect(whole.unresolved).toEqual([...COMPARED.unresolved, { path: 'Monitoring', side: 'live', reason: 'it broke' }]);
});

test('so is a count that autoscaling may keep, and nothing that it has no part in', () => {
  const whole = withoutUnread(COMPARED, serviceTable, { scaling: 'it broke' });
  expect(whole.differences.map(({ path }) => path)).toEqual(['PlatformVersion', 'LaunchType']);
  expect(whole.notes.map(({ path }) => path)).toEqual(['Monitoring', 'Tags']);
  expect(whole.unresolved.slice(1)).toEqual([
    { path: 'ScalableTarget', side: 'live', reason: 'it broke' },
    { path: 'DesiredCount', side: 'live', reason: 'it broke' },
  ]);
});

test('a count out of a band that was read is drift, whatever may have moved the band', () => {
  const moved = { ...COMPARED, differences: [...COMPARED.differences, differenceAt('ScalableTarget.MaxCapacity')] };
  const whole = withoutUnread(moved, serviceTable, { scaling: 'it broke' }, { scaling: { scalableTarget: {} } });
  expect(whole.differences).toEqual(COMPARED.differences);
  expect(whole.unresolved).toContainEqual({ path: 'ScalableTarget.MaxCapacity', side: 'live', reason: 'it broke' });
});

test('what the code changes is known without it', () => {
  const pending = { ...COMPARED, differences: [differenceAt('DesiredCount', 'pending')], notes: [] };
  expect(withoutUnread(pending, serviceTable, { scaling: 'it broke' }).differences).toEqual(pending.differences);
});
