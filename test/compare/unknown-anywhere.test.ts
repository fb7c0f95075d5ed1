import type { JsonObject } from '../../lib/model/json';
import { NotDeployed, Unknown } from '../../lib/model/value';
import { compareJson, type Properties, type Written } from './compare-json';
import { type DeclaredPlace, placesOf } from './contract-paths';
import { FULL_SERVICES } from './full-service';

const unknown = (name: string) => new Unknown(`${name} cannot be read`, `\${${name}}`, name);
const coming = (name: string) => new NotDeployed(`\${${name}}`, `resource ${name} is not deployed yet`);

describe('anywhere in a whole service', () => {
  const services = FULL_SERVICES.flatMap(([, declared]) =>
    placesOf(declared).map((place) => ({ declared, place, path: place.path, kind: place.kind })),
  );
  const elsewhere = (place: DeclaredPlace) => (place.path.startsWith('Tags') ? 'EnableExecuteCommand' : 'Tags[extra]');
  const drifted = (declared: JsonObject, place: DeclaredPlace): JsonObject =>
    place.path.startsWith('Tags')
      ? { ...declared, EnableExecuteCommand: declared.EnableExecuteCommand !== true }
      : { ...declared, Tags: [...((declared.Tags ?? []) as JsonObject[]), { Key: 'extra', Value: '1' }] };

  test.each(services)('an unknown $kind at $path is never drift and hides nothing elsewhere', ({ declared, place }) => {
    const partly = replaced(declared, place.at, unknown('X'));
    for (const [synthesized, deployed] of [
      [partly, partly],
      [partly, declared],
      [declared, partly],
    ] as const) {
      const changed = compareJson({ synthesized, deployed, live: drifted(declared, place) });
      expect(changed.differences.map(({ path }) => path)).toEqual([elsewhere(place)]);
      expect(changed.unresolved.length).toBeGreaterThan(0);
    }
  });

  // A reference gives texts: no element of a list of objects can be one.
  const references = services.filter(({ kind }) => kind !== 'element');

  test.each(references)('a $kind to come at $path is pending and nothing else', ({ declared, place }) => {
    const next = replaced(declared, place.at, coming('Next'));
    const compared = compareJson({ synthesized: next, deployed: declared, live: declared });
    expect(compared.differences.length).toBeGreaterThan(0);
    expect(compared.differences.map(({ cause }) => cause)).toEqual(compared.differences.map(() => 'pending'));
    const above = place.keyOf ?? place.path;
    for (const { path } of compared.differences) {
      const list = above.replace(/\[[^[]*\]$/, '');
      expect(path.startsWith(list)).toBe(true);
    }
  });
});

function replaced(properties: JsonObject, at: readonly (string | number)[], value: Written): Properties {
  const copy = JSON.parse(JSON.stringify(properties)) as Properties;
  let parent = copy as { [key: string]: Written };
  for (const step of at.slice(0, -1)) parent = parent[step as string] as { [key: string]: Written };
  parent[at[at.length - 1] as string] = value;
  return copy;
}
