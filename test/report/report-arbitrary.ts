import fc from 'fast-check';
import type { Report, ServiceReport } from '../../lib/model/report';
import { HOSTILE_TEXTS } from './hostile-service';
import { aDifference, aReport, aService, aStack } from './sample-report';

const text = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS, 'web', 'a{0}b', '{1}', '[x](0)', '\uffff\ufffe'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
);

const path = fc.oneof(
  text,
  fc.constantFrom('/abs/x.ts', '../out.ts', 'a/../../b.ts', 'C:\\app\\x.ts', 'node:internal/x', 'lib/./x y.ts', '.'),
);

const difference = fc.record({
  path: text,
  category: fc.constantFrom('tags', 'deployment', 'lattice' as const),
  cause: fc.constantFrom('drift', 'conflict', 'adopted', 'pending' as const),
  differenceType: fc.constantFrom('ADD', 'REMOVE', 'NOT_EQUAL' as const),
  live: fc.oneof(text, fc.integer(), fc.dictionary(text, text)),
  since: fc.constantFrom(undefined, 'new', 'known' as const),
});

const unresolved = fc.record({
  path: text,
  side: fc.constantFrom('synthesized', 'deployed', 'live', 'both' as const),
  reason: text,
});

const service = fc
  .record({
    stackName: fc.constantFrom('Web', 'Api'),
    logicalId: text,
    constructPath: fc.option(text, { nil: undefined }),
    source: fc.option(fc.record({ file: path, line: fc.nat(99).map((n) => n + 1), column: fc.constant(1) }), {
      nil: undefined,
    }),
    templateFile: fc.option(path, { nil: undefined }),
    status: fc.constantFrom('IN_SYNC', 'DRIFTED', 'DELETED', 'NOT_DEPLOYED', 'UNCHECKED' as const),
    reason: fc.option(text, { nil: undefined }),
    differences: fc.uniqueArray(difference, { selector: (entry) => entry.path, maxLength: 4 }),
    unresolved: fc.uniqueArray(unresolved, { selector: (entry) => entry.path, maxLength: 3 }),
    notes: fc.array(fc.record({ kind: fc.constant('managed' as const), text }), { maxLength: 2 }),
    ignored: fc.array(fc.record({ path: text, reason: text, source: text }), { maxLength: 2 }),
  })
  .map(({ differences, ignored, ...rest }): ServiceReport => {
    const entries = ignored.map((entry) => ({ ...entry, difference: aDifference({ path: `ignored ${entry.path}` }) }));
    return aService({ ...rest, differences: differences.map((entry) => aDifference(entry)), ignored: entries });
  });

/** Reports with any names and values, more than a check would make; services are told apart by stack and logical id. */
export const anyReport: fc.Arbitrary<Report> = fc
  .record({
    services: fc.uniqueArray(service, { selector: (entry) => `${entry.stackName} ${entry.logicalId}`, maxLength: 5 }),
    reason: text,
    notices: fc.array(fc.record({ kind: fc.constantFrom('unused-ignore', 'no-service', 'two-way' as const), text }), {
      maxLength: 2,
    }),
  })
  .map(({ services, reason, notices }) =>
    aReport(services, [aStack(), aStack({ stackName: 'Api', status: 'UNCHECKED', comparison: undefined, reason })], {
      notices,
    }),
  );
