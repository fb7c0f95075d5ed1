import fc from 'fast-check';
import { checkTypes } from '../../lib/compare/check-types';
import { compareService } from '../../lib/compare/compare-service';
import { fieldTree } from '../../lib/compare/field-tree';
import { serviceTable } from '../../lib/fields/service-table';
import type { Json, JsonObject } from '../../lib/model/json';
import { Ambiguous, NotDeployed, toValue, Unknown, type ValueMap } from '../../lib/model/value';
import { compareDeployed, compareJson, lines, type Properties, shown, type Written } from './compare-json';
import { changed, placesOf } from './contract-paths';
import { FULL_SERVICES } from './full-service';
import { otherValue } from './other-value';
import { put } from './put';
import { answerTo, choices, declaredServices, reworded } from './service-arbitrary';

test('a service that was deployed unchanged is silent', () => {
  fc.assert(
    fc.property(declaredServices, choices, choices, (declared, answers, words) => {
      const template = reworded(declared, words) as JsonObject;
      expect(compareDeployed(template, answerTo(declared, answers))).toEqual({
        differences: [],
        unresolved: [],
        notes: [],
      });
    }),
    { numRuns: 150 },
  );
});

/** Leaves that count: not those behind a switch that is off, nor the one that changes what others default to. */
function changeable(declared: JsonObject) {
  const places = placesOf(declared);
  const on = (schema: string): boolean => places.some((place) => place.schema === schema && place.value === true);
  return places.filter(({ kind, keyOf, schema, value }) => {
    if ((kind !== 'leaf' && kind !== 'entry') || keyOf !== undefined) return false;
    if (value === undefined || schema === 'SchedulingStrategy') return false;
    if (/^ServiceConnectConfiguration\.(?!Enabled$)/.test(schema)) return on('ServiceConnectConfiguration.Enabled');
    if (/EarlySuccessCriteria\.(?!Enable$)/.test(schema))
      return on('DeploymentConfiguration.EarlySuccessCriteria.Enable');
    return true;
  });
}

test('one leaf that was changed live is the one difference', () => {
  fc.assert(
    fc.property(declaredServices, choices, fc.nat(), (declared, answers, which) => {
      const leaves = changeable(declared);
      fc.pre(leaves.length > 0);
      const place = leaves[which % leaves.length]!;
      fc.pre(place.kind === 'leaf' || placesOf(declared).some(({ path }) => path === place.path));
      const live = answerTo(changed(declared, place.at, otherValue(place)), answers);
      expect(lines(compareDeployed(declared, live))).toEqual([`drift NOT_EQUAL ${place.path} kept`]);
    }),
    { numRuns: 150 },
  );
});

const variants = fc.constantFrom(...FULL_SERVICES.map(([, properties]) => properties)).chain((full) => {
  // A controller and a daemon take properties off the template's hands: those are asked of the live side alone.
  const leaves = placesOf(full).filter(
    ({ kind, schema }) => (kind === 'leaf' || kind === 'text') && !/^(DeploymentController|Scheduling)/.test(schema),
  );
  const change = (paths: readonly string[]): JsonObject =>
    leaves
      .filter(({ path }) => paths.includes(path))
      .reduce((all, place) => changed(all, place.at, otherValue(place)), full);
  const one = fc.subarray(leaves.map(({ path }) => path)).map(change);
  return fc.tuple(one, one, one);
});

test('which of the three are equal is the cause of all differences', () => {
  fc.assert(
    fc.property(variants, ([a, b]) => {
      const causes = (synthesized: JsonObject, deployed: JsonObject, live: JsonObject) =>
        new Set(compareJson({ synthesized, deployed, live }).differences.map(({ cause }) => cause));
      expect([...causes(a, a, b)].filter((cause) => cause !== 'drift')).toEqual([]);
      expect([...causes(a, b, b)].filter((cause) => cause !== 'pending')).toEqual([]);
      expect([...causes(a, b, a)].filter((cause) => cause !== 'adopted')).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('what drifted one way drifted back the other way', () => {
  const turned: Record<string, string> = { ADD: 'REMOVE', REMOVE: 'ADD', NOT_EQUAL: 'NOT_EQUAL' };
  fc.assert(
    fc.property(variants, ([a, b]) => {
      const there = compareDeployed(a, b).differences.map(({ path, differenceType, deployed, live }) => [
        path,
        differenceType,
        shown(deployed),
        shown(live),
      ]);
      const back = compareDeployed(b, a).differences.map(({ path, differenceType, deployed, live }) => [
        path,
        turned[differenceType],
        shown(live),
        shown(deployed),
      ]);
      expect(there).toEqual(back);
    }),
    { numRuns: 40 },
  );
});

test('a comparison changes nothing and gives the same again', () => {
  fc.assert(
    fc.property(variants, ([synthesized, deployed, live]) => {
      const before = JSON.stringify([synthesized, deployed, live]);
      const once = compareJson({ synthesized, deployed, live });
      expect(compareJson({ synthesized, deployed, live })).toEqual(once);
      expect(JSON.stringify([synthesized, deployed, live])).toBe(before);
    }),
    { numRuns: 30 },
  );
});

/** Names that mean something to JavaScript, and some that mean something in a path. */
const names = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'toString',
    'length',
    '',
    '[',
    ']',
    'a]b',
    'a.b',
    '#2',
    '0',
  ),
  fc.string({ maxLength: 6 }).filter((text) => !text.endsWith('\\') && !text.includes('\\]')),
);

test('names that mean something to JavaScript are names like others', () => {
  fc.assert(
    fc.property(fc.uniqueArray(names, { minLength: 1, maxLength: 6 }), fc.nat(), (all, which) => {
      const kept = all.filter((name) => !name.startsWith('aws:') && name !== '');
      fc.pre(kept.length > 0);
      const gone = kept[which % kept.length]!;
      const rest = kept.filter((name) => name !== gone);
      const of = (list: readonly string[]): JsonObject => ({
        Tags: list.map((Key) => ({ Key, Value: Key })),
        NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [...list] } },
        VolumeConfigurations: list.map((Name) => ({ Name, ManagedEBSVolume: { SizeInGiB: 1 } })),
        ServiceConnectConfiguration: {
          Enabled: true,
          LogConfiguration: { LogDriver: 'x', Options: fromEntries(list.map((name) => [name, 'x'])) },
        },
      });
      const key = `[${gone.replaceAll(']', '\\]')}]`;
      const paths = (to: JsonObject, from: JsonObject) =>
        compareDeployed(to, from)
          .differences.map(({ path }) => path)
          .sort();
      const expected = [
        `NetworkConfiguration.AwsvpcConfiguration.Subnets${key}`,
        `ServiceConnectConfiguration.LogConfiguration.Options${key}`,
        `Tags${key}`,
        `VolumeConfigurations${key}`,
      ].sort();
      expect(paths(of(kept), of(kept))).toEqual([]);
      expect(paths(of(kept), of(rest))).toEqual(expected);
      expect(paths(of(rest), of(kept))).toEqual(expected);
    }),
    { numRuns: 100 },
  );
});

function fromEntries(entries: readonly (readonly [string, Json])[]): JsonObject {
  return Object.fromEntries(entries) as JsonObject;
}

const scalars = fc.oneof(fc.string({ maxLength: 8 }), fc.double(), fc.integer(), fc.boolean());
const leavesOfValues: fc.Arbitrary<Written> = fc.oneof(
  scalars,
  names,
  fc.constantFrom(...['A', 'B'].map((name) => new Unknown(`${name} is not known`, `\${${name}}`, name))),
  fc.constant(new Unknown('a piece is not known', 'a${X}', 'a${X}', ['a', null])),
  fc.constantFrom(...['A', 'B'].map((name) => new NotDeployed(`\${${name}}`, `${name} is to come`))),
  fc.tuple(scalars, scalars).map((options) => new Ambiguous(options)),
);
const known = [
  ...fieldTree(serviceTable).members.keys(),
  'Key',
  'Value',
  'Type',
  'Name',
  'PortName',
  'ContainerName',
  'Options',
];
const trees: fc.Arbitrary<Written> = fc.letrec<{ tree: Written }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    leavesOfValues,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(names, fc.constantFrom(...known)), tie('tree'), { maxKeys: 4 }),
  ),
})).tree;

/** A full service in which some places hold anything at all. */
const wild: fc.Arbitrary<Properties> = fc
  .constantFrom(...FULL_SERVICES.map(([, properties]) => properties))
  .chain((full) => {
    const places = placesOf(full);
    return fc
      .array(fc.tuple(fc.nat({ max: places.length - 1 }), trees), { maxLength: 4 })
      .map((changes) =>
        changes.reduce((all: Properties, [index, value]) => put(all, places[index]!.at, value), full as Properties),
      );
  });

/** Whether a text is a path: names and keys in brackets, in which a bracket that closes is written with a stroke. */
function isPath(path: string): boolean {
  return /^[^.[]*(\.[^.[]*|\[(\\\]|[^\]])*\])*$/s.test(path);
}

test('whatever stands in templates and answers, the comparison gives a result that serialises', () => {
  fc.assert(
    fc.property(
      wild,
      wild,
      fc.constantFrom(...FULL_SERVICES.map(([, live]) => live)),
      (synthesized, deployed, live) => {
        const compared = compareJson({ synthesized, deployed, live });
        const { differences, unresolved } = compared;
        expect(() => JSON.stringify(compared)).not.toThrow();
        for (const { path } of [...differences, ...unresolved]) expect([path, isPath(path)]).toEqual([path, true]);
        expect(new Set(differences.map(({ path }) => path)).size).toBe(differences.length);
        for (const { reason } of unresolved) expect(reason).not.toBe('');
      },
    ),
    { numRuns: 200 },
  );
});

test('whatever ECS answers, the comparison gives a result', () => {
  const answers = fc.constantFrom(...FULL_SERVICES.map(([, properties]) => properties)).chain((full) => {
    const places = placesOf(full);
    return fc
      .array(fc.tuple(fc.nat({ max: places.length - 1 }), fc.jsonValue({ maxDepth: 3 })), {
        minLength: 1,
        maxLength: 4,
      })
      .map((changes) =>
        changes.reduce((all, [index, value]) => put(all, places[index]!.at, value as Written), full as Properties),
      );
  });
  fc.assert(
    fc.property(fc.constantFrom(...FULL_SERVICES.map(([, declared]) => declared)), answers, (declared, live) => {
      const compared = compareDeployed(declared, JSON.parse(JSON.stringify(live)) as JsonObject);
      expect(() => JSON.stringify(compared)).not.toThrow();
    }),
    { numRuns: 150 },
  );
});

test('any JSON at all in place of a service, on each side', () => {
  const anything = fc.dictionary(fc.oneof(names, fc.constantFrom(...known)), fc.jsonValue({ maxDepth: 4 }), {
    maxKeys: 6,
  });
  fc.assert(
    fc.property(anything, anything, anything, (synthesized, deployed, live) => {
      const value = (json: unknown) => toValue(json as Json) as ValueMap;
      const sides = {
        synthesized: value(synthesized),
        deployed: value(deployed),
        live: { service: value(live), deployment: value(live), revision: value(live) },
      };
      const compared = compareService(serviceTable, sides);
      expect(() => JSON.stringify(compared)).not.toThrow();
      expect(() => checkTypes(serviceTable, sides.synthesized)).not.toThrow();
    }),
    { numRuns: 150 },
  );
});
