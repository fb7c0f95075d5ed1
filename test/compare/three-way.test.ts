import type { JsonObject } from '../../lib/model/json';
import { compareJson, lines, type Properties } from './compare-json';

type Three = readonly [synthesized: Properties, deployed: Properties, live: JsonObject];
const compare = ([synthesized, deployed, live]: Three) => compareJson({ synthesized, deployed, live });

/** A kind of place with three values of it, each as the property that holds it. */
const PLACES: readonly (readonly [string, string, Properties, Properties, Properties])[] = [
  ['a leaf', 'HealthCheckGracePeriodSeconds', ...three((n) => ({ HealthCheckGracePeriodSeconds: n }))],
  [
    'a leaf of an object',
    'DeploymentConfiguration.MaximumPercent',
    ...three((n) => ({ DeploymentConfiguration: { MaximumPercent: 110 + n } })),
  ],
  ['an entry of a map', 'Tags[team]', ...three((n) => ({ Tags: [{ Key: 'team', Value: `${n}` }] }))],
  [
    'a leaf of an element',
    'LoadBalancers[web:80].TargetGroupArn',
    ...three((n) => ({ LoadBalancers: [{ ContainerName: 'web', ContainerPort: 80, TargetGroupArn: `arn:${n}` }] })),
  ],
  [
    'a leaf of an ordered element',
    'PlacementStrategies[0].Field',
    ...three((n) => ({ PlacementStrategies: [{ Type: 'spread', Field: `attribute:${n}` }] })),
  ],
  [
    'a metric',
    'Monitoring.MetricConfigurations[CPUUtilization]',
    ...three((n) => ({
      Monitoring: { MetricConfigurations: [{ MetricNames: ['CPUUtilization'], ResolutionSeconds: n }] },
    })),
  ],
];

function three(make: (n: number) => Properties): [Properties, Properties, Properties] {
  return [make(1), make(2), make(3)];
}

describe.each(PLACES)('%s', (_, path, a, b, c) => {
  test('is silent where all three are equal', () => {
    expect(lines(compare([a, a, a as JsonObject]))).toEqual([]);
  });

  test('drifts where only the live one differs', () => {
    expect(lines(compare([a, a, b as JsonObject]))).toEqual([`drift NOT_EQUAL ${path} kept`]);
  });

  test('conflicts where all three differ', () => {
    expect(lines(compare([a, b, c as JsonObject]))).toEqual([`conflict NOT_EQUAL ${path} overwritten`]);
  });

  test('is adopted where the code has caught up', () => {
    expect(lines(compare([a, b, a as JsonObject]))).toEqual([`adopted NOT_EQUAL ${path}`]);
  });

  test('is pending where only the code differs', () => {
    expect(lines(compare([a, b, b as JsonObject]))).toEqual([`pending NOT_EQUAL ${path}`]);
  });
});

/** A kind of place that is there or not, in a property that is there either way. */
const COMING: readonly (readonly [string, string, Properties, Properties])[] = [
  [
    'a member of a set',
    'NetworkConfiguration.AwsvpcConfiguration.SecurityGroups[sg-2]',
    groups('sg-1', 'sg-2'),
    groups('sg-1'),
  ],
  ['an element of a keyed list', 'LoadBalancers[b:81]', balancers('a:80', 'b:81'), balancers('a:80')],
  ['an element of an ordered list', 'PlacementStrategies[1]', strategies('a', 'b'), strategies('a')],
  ['an entry of a map', 'ServiceConnectConfiguration.LogConfiguration.Options[b]', options('a', 'b'), options('a')],
  [
    'an optional object',
    'LoadBalancers[a:80].AdvancedConfiguration',
    advanced({ RoleArn: 'arn:r' }),
    advanced(undefined),
  ],
];

function groups(...SecurityGroups: string[]): Properties {
  return { NetworkConfiguration: { AwsvpcConfiguration: { SecurityGroups } } };
}

function balancers(...keys: string[]): Properties {
  return {
    LoadBalancers: keys.map((key) => ({ ContainerName: key.split(':')[0]!, ContainerPort: Number(key.split(':')[1]) })),
  };
}

function strategies(...names: string[]): Properties {
  return { PlacementStrategies: names.map((name) => ({ Type: 'spread', Field: `attribute:${name}` })) };
}

function options(...names: string[]): Properties {
  const all = Object.fromEntries(names.map((name) => [name, 'x']));
  return { ServiceConnectConfiguration: { Enabled: true, LogConfiguration: { LogDriver: 'x', Options: all } } };
}

function advanced(AdvancedConfiguration: Properties | undefined): Properties {
  const more: Properties = AdvancedConfiguration === undefined ? {} : { AdvancedConfiguration };
  return { LoadBalancers: [{ ContainerName: 'a', ContainerPort: 80, ...more }] };
}

describe.each(COMING)('%s that comes or goes', (_, path, having, lacking) => {
  test.each([
    ['by hand goes', [having, having, lacking], `drift REMOVE ${path} kept`],
    ['by hand comes', [lacking, lacking, having], `drift ADD ${path} kept`],
    ['by hand went, and the code follows', [lacking, having, lacking], `adopted REMOVE ${path}`],
    ['by hand came, and the code follows', [having, lacking, having], `adopted ADD ${path}`],
    ['by the code comes', [having, lacking, lacking], `pending ADD ${path}`],
    ['by the code goes', [lacking, having, having], `pending REMOVE ${path}`],
  ] as const)('%s', (_name, sides, line) => {
    const object = path.endsWith('AdvancedConfiguration') && line.startsWith('drift ADD');
    expect(lines(compare(sides as unknown as Three))).toEqual([
      object ? line.replace(' kept', ' undeclared kept') : line,
    ]);
  });
});

describe('what the next deploy does with drift', () => {
  const deployed: Properties = {
    HealthCheckGracePeriodSeconds: 60,
    EnableExecuteCommand: false,
    Tags: [{ Key: 'a', Value: '1' }],
  };
  const live = { ...deployed, HealthCheckGracePeriodSeconds: 30 } as JsonObject;
  const path = 'HealthCheckGracePeriodSeconds';

  test('kept where the template does not change', () => {
    expect(lines(compare([deployed, deployed, live]))).toEqual([`drift NOT_EQUAL ${path} kept`]);
  });

  test('reverted where it changes elsewhere', () => {
    expect(lines(compare([{ ...deployed, EnableExecuteCommand: true }, deployed, live]))).toEqual([
      'pending NOT_EQUAL EnableExecuteCommand',
      `drift NOT_EQUAL ${path} reverted`,
    ]);
  });

  test('reverted where the code only spells out a default', () => {
    expect(lines(compare([{ ...deployed, PropagateTags: 'NONE' }, deployed, live]))).toEqual([
      `drift NOT_EQUAL ${path} reverted`,
    ]);
  });

  test('an undeclared property is always kept', () => {
    const hand = { ...deployed, DeploymentConfiguration: { MinimumHealthyPercent: 0 } } as JsonObject;
    expect(lines(compare([{ ...deployed, PropagateTags: 'SERVICE' }, deployed, hand]))).toEqual([
      'drift NOT_EQUAL DeploymentConfiguration.MinimumHealthyPercent undeclared kept',
      'pending NOT_EQUAL PropagateTags',
    ]);
  });
});

describe('what the code stops declaring', () => {
  const percent: Properties = { DeploymentConfiguration: { MinimumHealthyPercent: 50 } };
  const path = 'DeploymentConfiguration.MinimumHealthyPercent';

  test('is pending and kept where UpdateService keeps what is left out, and a note says so', () => {
    const compared = compare([{}, percent, percent as JsonObject]);
    expect(lines(compared)).toEqual([`pending NOT_EQUAL ${path} kept`]);
    expect(compared.differences[0]).toMatchObject({ synthesized: 100, deployed: 50, live: 50, declared: true });
    expect(compared.notes).toEqual([
      { kind: 'pending', path, text: expect.stringContaining('only declaring it changes it') },
    ]);
  });

  test('after that deploy it is undeclared drift', () => {
    expect(lines(compare([{}, {}, percent as JsonObject]))).toEqual([`drift NOT_EQUAL ${path} undeclared kept`]);
  });

  test.each([
    ['a keyed list', balancers('a:80'), 'pending REMOVE LoadBalancers[a:80] kept'],
    ['an ordered list', strategies('a'), 'pending REMOVE PlacementStrategies[0] kept'],
    [
      'a list of constraints',
      { PlacementConstraints: [{ Type: 'distinctInstance' }] },
      'pending REMOVE PlacementConstraints[distinctInstance] kept',
    ],
  ] as const)('%s is kept whole', (_, declared, line) => {
    const compared = compare([{}, declared as Properties, declared as JsonObject]);
    expect(lines(compared)).toEqual([line]);
    expect(compared.notes).toHaveLength(1);
  });

  test('an empty list is an order to remove', () => {
    const compared = compare([{ LoadBalancers: [] }, balancers('a:80'), balancers('a:80') as JsonObject]);
    expect(lines(compared)).toEqual(['pending REMOVE LoadBalancers[a:80]']);
    expect(compared.notes).toEqual([]);
  });

  test('a tag goes', () => {
    const tag: Properties = { Tags: [{ Key: 'a', Value: '1' }] };
    expect(lines(compare([{}, tag, tag as JsonObject]))).toEqual(['pending REMOVE Tags[a]']);
  });

  test('a child of a circuit breaker that is still declared is reset', () => {
    const breaker = (more: Properties): Properties => ({
      DeploymentConfiguration: { DeploymentCircuitBreaker: { Enable: true, Rollback: true, ...more } },
    });
    const sticky = breaker({ ResetOnHealthyTask: false });
    expect(lines(compare([breaker({}), sticky, sticky as JsonObject]))).toEqual([
      'pending NOT_EQUAL DeploymentConfiguration.DeploymentCircuitBreaker.ResetOnHealthyTask',
    ]);
  });

  test('and that was changed by hand is kept too', () => {
    const hand = { DeploymentConfiguration: { MinimumHealthyPercent: 0 } };
    expect(lines(compare([{}, percent, hand]))).toEqual([`conflict NOT_EQUAL ${path} kept`]);
  });
});

describe('what the code newly declares', () => {
  test('is silent where it spells out what is so', () => {
    expect(lines(compare([{ EnableExecuteCommand: false }, {}, { EnableExecuteCommand: false }]))).toEqual([]);
  });

  test('is pending where it changes the default', () => {
    expect(lines(compare([{ EnableExecuteCommand: true }, {}, {}]))).toEqual([
      'pending NOT_EQUAL EnableExecuteCommand',
    ]);
  });

  test('is adopted where it was done by hand before', () => {
    expect(lines(compare([{ EnableExecuteCommand: true }, {}, { EnableExecuteCommand: true }]))).toEqual([
      'adopted NOT_EQUAL EnableExecuteCommand',
    ]);
  });
});

describe('a side that accepts any value', () => {
  test('an omitted count accepts what runs', () => {
    expect(lines(compare([{}, {}, { DesiredCount: 5 }]))).toEqual([]);
  });

  test('a count that the code newly declares is pending where another one runs', () => {
    const compared = compare([{ DesiredCount: 3 }, {}, { DesiredCount: 5 }]);
    expect(lines(compared)).toEqual(['pending NOT_EQUAL DesiredCount']);
    expect(compared.differences[0]).toMatchObject({ synthesized: 3, live: 5 });
    expect(lines(compare([{ DesiredCount: 5 }, {}, { DesiredCount: 5 }]))).toEqual([]);
  });

  test('a count that the code stops declaring stays as it runs', () => {
    expect(lines(compare([{}, { DesiredCount: 3 }, { DesiredCount: 3 }]))).toEqual([]);
    expect(lines(compare([{}, { DesiredCount: 3 }, { DesiredCount: 5 }]))).toEqual([
      'drift NOT_EQUAL DesiredCount kept',
    ]);
  });

  test('a bare family accepts each revision', () => {
    const task = (name: string) => ({ TaskDefinition: name });
    const arn = (revision: number) => `arn:aws:ecs:eu-west-1:111111111111:task-definition/web:${revision}`;
    expect(lines(compare([task('web'), task('web'), task(arn(3))]))).toEqual([]);
    expect(lines(compare([task('web'), task(arn(3)), task(arn(3))]))).toEqual([]);
    expect(lines(compare([task('web'), task(arn(2)), task(arn(3))]))).toEqual(
      ['drift NOT_EQUAL TaskDefinition kept'].map((line) => line.replace(' kept', ' reverted')),
    );
    expect(lines(compare([task(arn(3)), task('web'), task(arn(3))]))).toEqual([]);
    expect(lines(compare([task(arn(4)), task('web'), task(arn(3))]))).toEqual(['pending NOT_EQUAL TaskDefinition']);
    expect(lines(compare([task('api'), task('web'), task(arn(3))]))).toEqual(['pending NOT_EQUAL TaskDefinition']);
  });

  test('a capacity strategy that the code newly declares is pending where the cluster gave another', () => {
    const strategy = (name: string): Properties => ({
      CapacityProviderStrategy: [{ CapacityProvider: name, Weight: 1 }],
    });
    expect(lines(compare([strategy('FARGATE'), {}, strategy('FARGATE') as JsonObject]))).toEqual([]);
    expect(lines(compare([strategy('FARGATE'), {}, strategy('FARGATE_SPOT') as JsonObject]))).toEqual([
      'pending ADD CapacityProviderStrategy[FARGATE]',
      'pending REMOVE CapacityProviderStrategy[FARGATE_SPOT]',
    ]);
    const weighty = { CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Weight: 2 }] };
    expect(lines(compare([strategy('FARGATE'), {}, weighty]))).toEqual([
      'pending NOT_EQUAL CapacityProviderStrategy[FARGATE].Weight',
    ]);
  });
});

describe('with one side missing', () => {
  const code: Properties = { EnableExecuteCommand: true, TaskDefinition: 'web' };
  const live = { EnableExecuteCommand: false, PropagateTags: 'SERVICE', TaskDefinition: 'web' };

  test('without the deployed template every difference is drift', () => {
    const { differences } = compareJson({ synthesized: code, live });
    expect(differences).toEqual([
      expect.objectContaining({ path: 'EnableExecuteCommand', cause: 'drift', synthesized: true, live: false }),
      expect.objectContaining({ path: 'PropagateTags', cause: 'drift', declared: false, live: 'SERVICE' }),
    ]);
    expect(differences.some((difference) => 'deployed' in difference)).toBe(false);
  });

  test('without the synthesized one the deployed counts', () => {
    const { differences } = compareJson({ deployed: code, live });
    expect(differences).toEqual([
      expect.objectContaining({
        path: 'EnableExecuteCommand',
        cause: 'drift',
        deployed: true,
        live: false,
        onDeploy: 'kept',
      }),
      expect.objectContaining({ path: 'PropagateTags', cause: 'drift', declared: false }),
    ]);
    expect(differences.some((difference) => 'synthesized' in difference)).toBe(false);
  });
});
