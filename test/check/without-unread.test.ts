import { withoutUnread } from '../../lib/check/without-unread';
import type { ComparedService } from '../../lib/compare/compare-service';
import { serviceTable } from '../../lib/fields/service-table';

type Difference = ComparedService['differences'][number];

function differenceAt(path: string, cause: Difference['cause'] = 'drift'): Difference {
  return { path, category: 'capacity', cause, differenceType: 'NOT_EQUAL', declared: true, deployed: 2, live: 7 };
}

const missing = (path: string) => ({ path, side: 'live' as const, reason: 'the answer does not have it' });

const COMPARED: ComparedService = {
  differences: [differenceAt('DesiredCount'), differenceAt('PlatformVersion'), differenceAt('LaunchType', 'pending')],
  unresolved: [
    { path: 'Role', side: 'both', reason: 'nobody knows' },
    missing('ScalableTarget'),
    missing('Monitoring'),
    missing('Tags'),
  ],
  notes: [{ kind: 'unverifiable', path: 'Other', text: 'ECS does not give it back' }],
};

test('what was read stays as it is', () => {
  expect(withoutUnread(COMPARED, serviceTable, {})).toBe(COMPARED);
});

const [role, target, monitoring, tags] = COMPARED.unresolved;

test('of what only an unread revision shows the reason is why it could not be read', () => {
  const whole = withoutUnread(COMPARED, serviceTable, { revision: 'it broke' });
  expect(whole.differences).toEqual(COMPARED.differences);
  expect(whole.notes).toEqual(COMPARED.notes);
  expect(whole.unresolved).toEqual([role, target, { ...monitoring, reason: 'it broke' }, tags]);
});

test('a count that autoscaling may keep is unresolved, and nothing that it has no part in', () => {
  const whole = withoutUnread(COMPARED, serviceTable, { scaling: 'it broke' });
  expect(whole.differences.map(({ path }) => path)).toEqual(['PlatformVersion', 'LaunchType']);
  expect(whole.unresolved).toEqual([
    role,
    { ...target, reason: 'it broke' },
    monitoring,
    tags,
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
