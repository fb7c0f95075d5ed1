import { compareService } from '../../lib/compare/compare-service';
import { serviceTable } from '../../lib/fields/service-table';
import type { JsonObject } from '../../lib/model/json';
import { toValue, Unknown, type Value, type ValueMap } from '../../lib/model/value';

const unknown = new Unknown('nobody knows', '${X}');

function compare(declared: Record<string, Value>, live: JsonObject, scaling?: JsonObject) {
  const deployed: ValueMap = Object.assign(Object.create(null), declared);
  const sides = { service: toValue(live) as ValueMap, scaling: scaling && (toValue(scaling) as ValueMap) };
  return compareService(serviceTable, { synthesized: deployed, deployed, live: sides });
}

const controlled = (type: string) => ({
  deploymentController: { type },
  taskDefinition: 'arn:aws:ecs:r:1:task-definition/a:1',
});

describe('a value that is not known', () => {
  test.each([
    ['CODE_DEPLOY', 'CodeDeploy sets it'],
    ['EXTERNAL', 'the external deployment controller sets it'],
  ])('is not missed where %s sets the property', (type, text) => {
    const compared = compare(
      { DeploymentController: toValue({ Type: type }) as Value, TaskDefinition: unknown },
      controlled(type),
    );
    expect(compared.unresolved).toEqual([]);
    expect(compared.notes).toMatchObject([
      { kind: 'managed', path: 'TaskDefinition', text: expect.stringContaining(text) },
    ]);
  });

  test('is missed where nothing else sets it', () => {
    const compared = compare({ TaskDefinition: unknown }, controlled('ECS'));
    expect(compared.unresolved).toMatchObject([{ path: 'TaskDefinition', reason: 'nobody knows' }]);
  });

  test('is not missed within the band of autoscaling, and is out of it', () => {
    const scaling = { scalableTarget: { minCapacity: 2, maxCapacity: 5 } };
    const within = compare({ DesiredCount: unknown }, { desiredCount: 4 }, scaling);
    expect(within).toMatchObject({ unresolved: [], notes: [{ kind: 'managed', path: 'DesiredCount' }] });
    expect(compare({ DesiredCount: unknown }, { desiredCount: 4 }).unresolved).toHaveLength(1);
  });

  test.each([1, 9])('is drift out of the band of autoscaling, whatever the template says: %d', (desiredCount) => {
    const scaling = { scalableTarget: { minCapacity: 2, maxCapacity: 5 } };
    const out = compare({ DesiredCount: unknown }, { desiredCount }, scaling);
    expect(out).toMatchObject({
      unresolved: [],
      notes: [],
      differences: [{ path: 'DesiredCount', cause: 'drift', deployed: '${X}', live: desiredCount, onDeploy: 'kept' }],
    });
  });

  test('is drift out of the band though nobody knows whether the code changes it', () => {
    const scaling = { scalableTarget: { minCapacity: 2, maxCapacity: 5 } };
    const sides = { service: toValue({ desiredCount: 9 }) as ValueMap, scaling: toValue(scaling) as ValueMap };
    const of = (count: Value): ValueMap => Object.assign(Object.create(null), { DesiredCount: count });
    const causes = (synthesized: Value) =>
      compareService(serviceTable, { synthesized: of(synthesized), deployed: of(unknown), live: sides });
    expect(causes(9)).toMatchObject({ differences: [{ cause: 'adopted' }], unresolved: [] });
    for (const code of [4, new Unknown('nobody knows either', '${Y}')]) {
      expect(causes(code)).toMatchObject({ differences: [{ path: 'DesiredCount', cause: 'drift' }] });
      expect(causes(code).unresolved).toMatchObject([{ path: 'DesiredCount', side: 'synthesized' }]);
    }
  });
});
