import fc from 'fast-check';
import { gatherRules } from '../../lib/check/ignore/gather-rules';
import { PropertyPattern } from '../../lib/check/ignore/property-pattern';
import { IgnoreRules } from '../../lib/check/ignore-rules';
import type { IgnoreRule } from '../../lib/check/options';
import type { Outcome } from '../../lib/check/outcome';
import { reportService } from '../../lib/check/report-service';
import type { ComparedService } from '../../lib/compare/compare-service';
import { InputError } from '../../lib/model/errors';
import type { LocalStack } from '../../lib/model/local-stack';
import { isDay, type ServiceReport } from '../../lib/model/report';
import { Secret } from '../../lib/model/secret';
import { createMasker } from '../../lib/report/mask';

const TODAY = '2027-01-31';

function aRule(rule: Partial<IgnoreRule> = {}): IgnoreRule {
  return { property: 'DesiredCount', reason: 'by hand', source: '.ecs-drift.yaml:2', ...rule };
}

function aRootStack(stackName: string, ignoreRules: LocalStack['ignoreRules'] = []): LocalStack {
  const nothing = { constructPaths: new Map(), sources: new Map(), nested: new Map() };
  const constructPath = stackName.replace('-', '/');
  return { stackName, constructPath, templateFile: 'a.json', tags: {}, parameters: {}, ...nothing, ignoreRules };
}

interface Given {
  ignore?: readonly string[];
  rules?: readonly IgnoreRule[];
  code?: LocalStack['ignoreRules'];
}

function rulesOf({ code, ...options }: Given): IgnoreRules {
  const stack = aRootStack('Prod-Web', code);
  return new IgnoreRules(gatherRules(options, { stacks: [stack], selected: new Set([stack]) }), TODAY);
}

function report(compared: Partial<ComparedService>, given: Given | IgnoreRules): ServiceReport {
  const identity = {
    resourceType: 'AWS::ECS::Service',
    stackName: 'Prod-Web',
    logicalId: 'WebServiceD04B5F3E',
    constructPath: 'Prod/Web/Api/Service/Service',
  } as const;
  const serviceArn = 'arn:aws:ecs:eu-west-1:111111111111:service/main/web-1A2B';
  const service = { serviceName: 'web-1A2B', clusterArn: 'arn:aws:ecs:eu-west-1:111111111111:cluster/main' };
  const outcome: Outcome = {
    service: { kind: 'check', identity, serviceArn, cluster: 'main', notes: [] },
    live: { kind: 'found', service },
    found: {
      port: {} as never,
      service,
      live: { service },
      compared: { differences: [], unresolved: [], notes: [], ...compared },
    },
  };
  const ignore = given instanceof IgnoreRules ? given : rulesOf(given);
  return reportService(outcome, { ignore, mask: createMasker({ showValues: true }), stackPath: 'Prod/Web', asked: {} });
}

function drift(path: string): ComparedService['differences'][number] {
  const words = { category: 'settings', cause: 'drift', differenceType: 'NOT_EQUAL', declared: true } as const;
  return { path, ...words, synthesized: 1, deployed: 1, live: 2, onDeploy: 'kept' };
}

describe('a property', () => {
  test.each([
    ['DesiredCount', 'DesiredCount', true],
    ['Desired', 'DesiredCount', false],
    ['DesiredCount', 'Desired', false],
    ['desiredCount', 'DesiredCount', false],
    ['Desired*', 'DesiredCount', true],
    ['*', 'DesiredCount', true],
    ['*', 'Tags[team]', true],
    ['NetworkConfiguration', 'NetworkConfiguration.AwsvpcConfiguration.Subnets[a]', true],
    ['NetworkConfiguration.*.Subnets', 'NetworkConfiguration.AwsvpcConfiguration.Subnets[a]', true],
    ['*.Subnets', 'NetworkConfiguration.AwsvpcConfiguration.Subnets[a]', false],
    ['Tags', 'Tags[team]', true],
    ['Tags[team]', 'Tags[team2]', false],
    ['Tags[cost-*]', 'Tags[cost-centre]', true],
    ['Tags[cost-*]', 'Tags[cost-a\\]b]', true],
    ['Tags[*]', 'Tags[a.b[c\\]]', true],
    ['Tags[a.*]', 'Tags[a.b]', true],
    ['Tags[*].Value', 'Tags[a]', false],
    ['Tags[a\\*]', 'Tags[a\\*]', true],
    ['LoadBalancers[web:*]', 'LoadBalancers[web:80].TargetGroupArn', true],
    ['LoadBalancers[*].TargetGroupArn', 'LoadBalancers[web:80].ContainerName', false],
    ['(a+)+$', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', false],
  ])('%s and %s', (pattern, path, covered) => {
    expect(new PropertyPattern(pattern).covers(path)).toBe(covered);
  });
});

describe('which services a rule is for', () => {
  test.each<[Partial<IgnoreRule>, boolean]>([
    [{}, true],
    [{ stack: 'Prod-Web' }, true],
    [{ stack: 'Prod/Web' }, true],
    [{ stack: 'Prod/*' }, true],
    [{ stack: '*-Web' }, true],
    [{ stack: '*' }, true],
    [{ stack: 'Test/*' }, false],
    [{ stack: 'Web' }, false],
    [{ service: 'WebServiceD04B5F3E' }, true],
    [{ service: 'WebService*' }, true],
    [{ service: 'Prod/Web/**' }, true],
    [{ service: 'Prod/Web/*' }, false],
    [{ service: 'web-*' }, true],
    [{ service: 'main' }, false],
    [{ stack: 'Prod/*', service: 'web-*' }, true],
    [{ stack: 'Prod/*', service: 'api-*' }, false],
    [{ stack: 'Test/*', service: 'web-*' }, false],
  ])('%j', (names, matches) => {
    const { differences, ignored } = report({ differences: [drift('DesiredCount')] }, { rules: [aRule(names)] });
    expect([differences.length, ignored.length]).toEqual(matches ? [0, 1] : [1, 0]);
  });

  test.each([
    ['Prod/Web/Api/Service/Service', true],
    ['Prod/Web/Api', true],
    ['Prod/Web', true],
    ['Prod', true],
    ['Prod/Web/Ap', false],
    ['Prod/Web/Api/Service/Service/Below', false],
    ['Test', false],
  ])('beside construct %s', (constructPath, matches) => {
    const code = [{ constructPath, property: 'DesiredCount', reason: 'by hand', source: 'lib/web.ts:7' }];
    const { ignored } = report({ differences: [drift('DesiredCount')] }, { code });
    expect(ignored).toHaveLength(matches ? 1 : 0);
  });
});

describe('an ignored entry', () => {
  test('says why, until when and where that stands', () => {
    const { ignored, status } = report(
      { differences: [drift('DesiredCount')] },
      { rules: [aRule({ expires: '2027-12-31' })] },
    );
    expect(status).toBe('IN_SYNC');
    expect(ignored).toEqual([
      {
        path: 'DesiredCount',
        reason: 'by hand',
        expires: '2027-12-31',
        source: '.ecs-drift.yaml:2',
        difference: drift('DesiredCount'),
      },
    ]);
  });

  test('keeps its secrets', () => {
    const secret = { ...drift('Tags'), live: new Secret('hush') };
    const compared = { differences: [secret], unresolved: [], notes: [] };
    const shown = report(compared, { rules: [aRule({ property: 'Tags' })] });
    expect(JSON.stringify(shown.ignored)).toContain('hush');
    const { service, live, found } = {
      service: { kind: 'check', identity: { resourceType: 'AWS::ECS::Service', stackName: 'a', logicalId: 'b' } },
      live: { kind: 'found', service: {} },
      found: { port: {}, service: {}, compared },
    } as unknown as Outcome;
    const outcome = { service: { ...service, cluster: 'c', notes: [] }, live, found } as Outcome;
    const ignore = rulesOf({ ignore: ['Tags'] });
    const masked = reportService(outcome, { ignore, mask: createMasker(), asked: {} });
    expect(masked.ignored).toHaveLength(1);
    expect(JSON.stringify(masked)).not.toContain('hush');
  });

  test('is told by the first rule that matches: of the command line, the code, the configuration', () => {
    const all: Given = {
      ignore: ['*'],
      code: [{ constructPath: 'Prod', property: '*', reason: 'in code', source: 'lib/web.ts:7' }],
      rules: [aRule()],
    };
    const sourceWith = ({ ignore, code, rules }: Given) =>
      report({ differences: [drift('DesiredCount')] }, { ignore, code, rules }).ignored[0]?.source;
    expect(sourceWith(all)).toBe('--ignore');
    expect(sourceWith({ ...all, ignore: [] })).toBe('lib/web.ts:7');
    expect(sourceWith({ ...all, ignore: [], code: [] })).toBe('.ecs-drift.yaml:2');
    const rules = rulesOf(all);
    report({ differences: [drift('DesiredCount')] }, rules);
    expect(rules.unmatched).toEqual([]);
  });

  test('--ignore gives itself as the reason', () => {
    expect(report({ differences: [drift('Role')] }, { ignore: ['Ro*'] }).ignored).toMatchObject([
      { reason: '--ignore Ro*', source: '--ignore' },
    ]);
  });
});

describe('a day', () => {
  test.each(['2027-01-31', '2028-02-29', '0001-01-01'])('%s', (day) => expect(isDay(day)).toBe(true));
  test.each(['2027-02-29', '2027-1-31', '2027-13-01', '2027-01-31T00:00', '', 'today', '20270131', '2027-00-00'])(
    'not %j',
    (day) => expect(isDay(day)).toBe(false),
  );

  test.each([
    ['2027-02-01', true],
    ['2027-01-31', true],
    ['2027-01-30', false],
    ['2020-12-31', false],
  ])('until %s', (expires, holds) => {
    const rules = rulesOf({ rules: [aRule({ expires })] });
    expect(report({ differences: [drift('DesiredCount')] }, rules).ignored).toHaveLength(holds ? 1 : 0);
    expect(rules.expired).toHaveLength(holds ? 0 : 1);
  });
});

describe('a rule that is none', () => {
  test.each<[Given, RegExp]>([
    [{ ignore: [' '] }, /^--ignore: is empty; it takes a property path/],
    [{ rules: [aRule({ property: '' })] }, /^\.ecs-drift\.yaml:2: the property of an ignore rule is empty/],
    [{ rules: [aRule({ reason: '\n' })] }, /^\.ecs-drift\.yaml:2: the ignore rule for DesiredCount has no reason/],
    [{ rules: [aRule({ expires: '2027-02-30' })] }, /expires on '2027-02-30': give a day such as 2027-01-31$/],
  ])('%j', (given, message) => {
    expect(() => rulesOf(given)).toThrow(InputError);
    expect(() => rulesOf(given)).toThrow(message);
  });
});

const segment = fc.constantFrom('A', 'B', 'Ab');
const key = fc.constantFrom('[a', '[b', '[a.b', '[c[d');
const paths = fc
  .tuple(segment, fc.array(fc.oneof(segment, key), { maxLength: 2 }))
  .map(([first, rest]) => [first, ...rest]);
const spell = (segments: readonly string[]): string =>
  segments.reduce((path, one) => (one.startsWith('[') ? `${path}${one}]` : `${path}.${one}`));
const compareds = fc
  .tuple(fc.array(paths, { maxLength: 6 }), fc.array(paths, { maxLength: 3 }))
  .map(([differences, unresolved]) => ({ differences, unresolved }));

function comparedOf({ differences, unresolved }: { differences: string[][]; unresolved: string[][] }): ComparedService {
  return {
    differences: differences.map((path) => drift(spell(path))),
    unresolved: unresolved.map((path) => ({ path: spell(path), side: 'live', reason: 'unread' })),
    notes: [{ kind: 'managed', path: 'A', text: 'a note' }],
  };
}

/** By segments, as whoever reads the path would say. */
function isAtOrBelow(path: readonly string[], above: readonly string[]): boolean {
  return above.every((one, index) => path[index] === one);
}

describe('laws', () => {
  test('a rule takes out what is at its property and below, and changes nothing else', () => {
    fc.assert(
      fc.property(compareds, paths, (paths, property) => {
        const compared = comparedOf(paths);
        const [before, after] = [
          report(compared, {}),
          report(compared, { rules: [aRule({ property: spell(property) })] }),
        ];
        const kept = (list: string[][]) => list.filter((path) => !isAtOrBelow(path, property)).map(spell);
        const taken = (list: string[][]) => list.filter((path) => isAtOrBelow(path, property)).map(spell);
        expect(after.differences.map(({ path }) => path)).toEqual(kept(paths.differences));
        expect(after.unresolved.map(({ path }) => path)).toEqual(kept(paths.unresolved));
        expect(after.ignored.flatMap(({ difference }) => difference?.path ?? [])).toEqual(taken(paths.differences));
        expect(after.ignored.flatMap(({ unresolved }) => unresolved?.path ?? [])).toEqual(taken(paths.unresolved));
        const { differences: _, unresolved: __, ignored: ___, status, reason, ...rest } = after;
        expect(before).toMatchObject(rest);
        if (after.ignored.length === 0) expect(after).toEqual(before);
        expect(status).toBe(
          after.differences.length > 0 ? 'DRIFTED' : after.unresolved.length > 0 ? 'UNCHECKED' : 'IN_SYNC',
        );
        expect(reason === undefined).toBe(status !== 'UNCHECKED');
      }),
    );
  });

  test('an expired rule is no rule', () => {
    fc.assert(
      fc.property(compareds, paths, fc.array(paths, { maxLength: 2 }), (paths, expired, others) => {
        const compared = comparedOf(paths);
        const rules = others.map((property) => aRule({ property: spell(property) }));
        const old = aRule({ property: spell(expired), expires: '2027-01-30', reason: 'old' });
        expect(report(compared, { rules: [old, ...rules] })).toEqual(report(compared, { rules }));
      }),
    );
  });

  test('the order of the rules decides the reason alone', () => {
    fc.assert(
      fc.property(compareds, fc.array(paths, { maxLength: 3 }), (paths, properties) => {
        const compared = comparedOf(paths);
        const rules = properties.map((property, index) => aRule({ property: spell(property), source: String(index) }));
        const [one, other] = [rulesOf({ rules }), rulesOf({ rules: [...rules].reverse() })];
        const bare = ({ ignored, ...rest }: ServiceReport) => ({ ...rest, ignored: ignored.map(({ path }) => path) });
        expect(bare(report(compared, one))).toEqual(bare(report(compared, other)));
        expect(one.unmatched.map(({ source }) => source)).toEqual(
          other.unmatched.map(({ source }) => source).reverse(),
        );
      }),
    );
  });
});
