import fc from 'fast-check';
import type { JsonObject } from '../../../lib/model/json';
import { type LoopbackAws, startLoopbackAws } from '../../aws';
import { check } from '../run-command';
import { writeAssembly } from '../write-assembly';
import { HAND_MADE, type Target } from './by-hand';
import { changeByItself } from './by-itself';
import { choices, pick } from './choices';
import { type ServicePlan, servicePlans } from './service-plan';
import { spellTemplate } from './spell-template';

const STACK = 'Shop';
const IDS = ['Admin', 'Web', 'Worker'] as const;

/** One to three services by logical id. */
const shops = fc
  .tuple(...IDS.map(servicePlans), fc.integer({ min: 1, max: IDS.length }))
  .map((drawn) =>
    IDS.slice(0, drawn[IDS.length] as number).map((id, index) => [id, drawn[index] as ServicePlan] as const),
  );

function resourcesOf(shop: readonly (readonly [string, ServicePlan])[]): JsonObject {
  return Object.assign(
    {},
    ...shop.map(([id, { properties, resources }]) => ({
      [id]: { Type: 'AWS::ECS::Service', Properties: properties },
      ...resources,
    })),
  ) as JsonObject;
}

async function withAws(work: (aws: LoopbackAws) => Promise<void>): Promise<void> {
  const aws = await startLoopbackAws();
  try {
    await work(aws);
  } finally {
    await aws.close();
  }
}

const tried = new Set<string>();

test('what ECS does by itself is silent, and what somebody does by hand is the one finding', async () => {
  await fc.assert(
    fc.asyncProperty(shops, choices, fc.constantFrom('old', 'recent'), fc.nat(), (shop, from, style, which) =>
      withAws(async (aws) => {
        const template = spellTemplate(resourcesOf(shop), from);
        const tags = pick<Record<string, string>>(from, [{}, { stage: 'test', owner: 'platform' }]);
        aws.deploy({ stackName: STACK, template, tags, style });
        const targets = shop.map(([id, plan]): Target & { id: string } => {
          const service = aws.service(STACK, id);
          const exchanged = changeByItself(aws, service, plan, from);
          return { id, aws, service, plan, exchanged, live: service.live };
        });
        const args = ['--app', writeAssembly({ [STACK]: { template, tags } })];

        const silent = await check(args, { aws });
        expect(findings(silent.report.services)).toEqual([]);
        expect(silent).toMatchObject({ code: 0, stderr: '' });

        const possible = targets.flatMap((target) =>
          HAND_MADE.filter(({ when }) => when === undefined || when(target)).map((made) => ({ target, made })),
        );
        const { target, made } = possible[which % possible.length]!;
        tried.add(made.path);
        made.change(target);
        const found = await check(args, { aws });
        expect(findings(found.report.services)).toEqual([
          `${target.id}: drift ${made.differenceType ?? 'NOT_EQUAL'} ${made.path}`,
        ]);
        expect(found.code).toBe(1);
      }),
    ),
    { numRuns: 40 },
  );
});

type Findings = Awaited<ReturnType<typeof check>>['report']['services'];

function findings(services: Findings): string[] {
  return services.flatMap(({ logicalId, status, differences, unresolved }) => [
    ...differences.map(({ cause, differenceType, path }) => `${logicalId}: ${cause} ${differenceType} ${path}`),
    ...unresolved.map(({ path, reason }) => `${logicalId}: unresolved ${path}: ${reason}`),
    ...(status === 'UNCHECKED' ? [`${logicalId}: ${status}`] : []),
  ]);
}
