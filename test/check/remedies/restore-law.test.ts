import fc from 'fast-check';
import type { Report } from '../../../lib/model/report';
import { startLoopbackAws } from '../../aws';
import { HAND_MADE, type Target } from '../../end-to-end/ecs-law/by-hand';
import { changeByItself } from '../../end-to-end/ecs-law/by-itself';
import { choices } from '../../end-to-end/ecs-law/choices';
import { servicePlans } from '../../end-to-end/ecs-law/service-plan';
import { spellTemplate } from '../../end-to-end/ecs-law/spell-template';
import { check } from '../../end-to-end/run-command';
import { writeAssembly } from '../../end-to-end/write-assembly';
import { runCommandLine } from './run-command-line';

const restored = new Set<string>();

/** Every change of a service that is the same in every run, and what is restored after them. */
const SAMPLE = fc
  .sample(fc.tuple(servicePlans('Web'), choices), { seed: 1, numRuns: 1 })
  .map(([plan, from]): [typeof plan, typeof from, number[]] => [plan, from, HAND_MADE.map((_, index) => index)]);
const RESTORED = ['DeploymentConfiguration.MaximumPercent', 'DesiredCount', 'EnableExecuteCommand'];

test('the restore commands undo their differences and make no others', async () => {
  const which = fc.array(fc.nat({ max: HAND_MADE.length - 1 }), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(servicePlans('Web'), choices, which, async (plan, from, chosen) => {
      const aws = await startLoopbackAws();
      try {
        const service = { Type: 'AWS::ECS::Service', Properties: plan.properties };
        const template = spellTemplate({ Web: service, ...plan.resources }, from);
        aws.deploy({ stackName: 'Shop', template });
        const live = aws.service('Shop', 'Web');
        const exchanged = changeByItself(aws, live, plan, from);
        const target: Target = { aws, service: live, live: live.live, plan, exchanged };
        for (const made of new Set(chosen.map((index) => HAND_MADE[index]))) {
          if (made !== undefined && (made.when === undefined || made.when(target))) made.change(target);
        }
        const args = ['--app', writeAssembly({ Shop: { template } })];
        const before = commandsIn((await check(args, { aws })).report);
        for (const command of new Set(before.values())) if (command !== undefined) await runCommandLine(command, aws);
        const after = [...commandsIn((await check(args, { aws })).report).keys()];
        const left = [...before].filter(([, command]) => command === undefined).map(([path]) => path);
        // A band that was widened by hand may have hidden a count beyond the deployed one.
        const hidden = before.has('ScalableTarget.MaxCapacity') ? ['DesiredCount'] : [];
        expect(after.filter((path) => !hidden.includes(path))).toEqual(left.filter((path) => !hidden.includes(path)));
        for (const [path, command] of before) if (command !== undefined) restored.add(path);
      } finally {
        await aws.close();
      }
    }),
    { numRuns: 15, examples: [...SAMPLE] },
  );
  expect([...restored]).toEqual(expect.arrayContaining(RESTORED));
}, 240_000);

/** What differs or is not known, with the command that restores it. */
function commandsIn(report: Report): Map<string, string | undefined> {
  return new Map(
    report.services.flatMap(({ differences, unresolved }) => [
      ...differences.map(({ path, remedies = [] }): [string, string | undefined] => [
        path,
        remedies.flatMap((remedy) => (remedy.kind === 'restore' ? [remedy.command] : []))[0],
      ]),
      ...unresolved.map(({ path }): [string, undefined] => [path, undefined]),
    ]),
  );
}
