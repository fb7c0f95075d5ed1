import { runImpatient } from './faulty-world';
import { type ManyServices, startManyServices } from './many-services';
import { check } from './run-command';

const STACKS = 20;
const PER_STACK = 50;

let many: ManyServices;
beforeAll(async () => {
  many = await startManyServices(STACKS, PER_STACK);
});
afterAll(() => many?.aws.close());

test('throttled now and then, with one account that refuses: the rest is checked, and what is not is named', async () => {
  const { report, code } = await check(['--app', many.directory], many, (args, where) =>
    runImpatient(args, where, { patience: { pause: 1 }, rates: 1_000 }),
  );
  expect(code).toBe(2);
  expect(many.throttled()).toBeGreaterThan(0);
  expect(report.summary).toMatchObject({ services: 1_000, inSync: 950, unchecked: 50, drifted: 0 });
  const unread = report.services.filter(({ status }) => status === 'UNCHECKED');
  expect(unread.map(({ logicalId }) => logicalId).sort()).toEqual(
    Array.from({ length: PER_STACK }, (_, index) => `Service${index}`).sort(),
  );
  for (const service of unread) {
    expect(service).toMatchObject({ stackName: many.refused, account: '222222222222' });
    expect(service.reason).toMatch(/role arn:aws:iam::222222222222:role\/cdk-look-up cannot be assumed: .*permission/);
  }
  expect(report.stacks.filter(({ status }) => status !== 'CHECKED')).toHaveLength(1);
}, 60_000);
