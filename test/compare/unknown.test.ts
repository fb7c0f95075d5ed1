import type { JsonObject } from '../../lib/model/json';
import { Ambiguous, NotDeployed, Unknown } from '../../lib/model/value';
import { compareDeployed, compareJson, lines, type Properties, unresolvedLines, type Written } from './compare-json';

const unknown = (name: string, pieces?: (string | null)[]) =>
  new Unknown(`${name} cannot be read`, `\${${name}}`, name, pieces);
const coming = (name: string) => new NotDeployed(`\${${name}}`, `resource ${name} is not deployed yet`);

describe('a single value', () => {
  const running = (TaskDefinition: Written): Properties => ({ TaskDefinition });
  const task = 'TaskDefinition';
  const all = (synthesized: Written, deployed: Written, live: string) =>
    compareJson({
      synthesized: running(synthesized),
      deployed: running(deployed),
      live: running(live) as JsonObject,
    });

  test('that both templates leave unknown is unresolved', () => {
    const compared = all(unknown('A'), unknown('A'), 'web:1');
    expect(lines(compared)).toEqual([]);
    expect(compared.unresolved).toEqual([{ path: task, side: 'both', reason: 'A cannot be read' }]);
  });

  test('that one template leaves unknown is unresolved on its side', () => {
    expect(unresolvedLines(all('web:1', unknown('A'), 'web:1'))).toEqual([`deployed ${task}`]);
    expect(unresolvedLines(all(unknown('A'), 'web:1', 'web:1'))).toEqual([`synthesized ${task}`]);
    expect(unresolvedLines(all(unknown('A'), unknown('B'), 'web:1'))).toEqual([`both ${task}`]);
  });

  test('that the code leaves unknown does not hide drift', () => {
    const compared = all(unknown('A'), 'web:1', 'web:2');
    expect(compared.differences).toEqual([
      expect.objectContaining({ path: task, cause: 'drift', deployed: 'web:1', live: 'web:2' }),
    ]);
    expect(compared.differences[0]).not.toHaveProperty('synthesized');
    expect(unresolvedLines(compared)).toEqual([`synthesized ${task}`]);
  });

  test('that comes with the next deploy is pending, or a conflict', () => {
    const compared = all(coming('New'), 'web:1', 'web:1');
    expect(lines(compared)).toEqual([`pending NOT_EQUAL ${task}`]);
    expect(compared.differences[0]).toMatchObject({ synthesized: '${New}', deployed: 'web:1', live: 'web:1' });
    expect(lines(all(coming('New'), 'web:1', 'web:2'))).toEqual([`conflict NOT_EQUAL ${task} overwritten`]);
  });

  test('that is known in part proves a difference by what is known', () => {
    const group = (value: Written): Properties => ({
      LoadBalancers: [{ ContainerName: 'web', ContainerPort: 80, TargetGroupArn: value }],
    });
    const at = 'LoadBalancers[web:80].TargetGroupArn';
    const blue = unknown('arn:blue/X', ['arn:blue/', null]);
    expect(lines(compareDeployed(group(blue), group('arn:green/1') as JsonObject))).toEqual([
      `drift NOT_EQUAL ${at} kept`,
    ]);
    expect(unresolvedLines(compareDeployed(group(blue), group('arn:blue/1') as JsonObject))).toEqual([`both ${at}`]);
    expect(
      lines(
        compareJson({
          synthesized: group(blue),
          deployed: group('arn:green/1'),
          live: group('arn:green/1') as JsonObject,
        }),
      ),
    ).toEqual([`pending NOT_EQUAL ${at}`]);
  });

  test.each([
    [['a', null], 'ab', true],
    [['a', null], 'ba', false],
    [[null, 'a'], 'ba', true],
    [['a', null, 'a'], 'a', false],
    [['a', null, 'a'], 'aa', true],
    [['a', null, 'b', null, 'c'], 'a-b-c', true],
    [['a', null, 'b', null, 'c'], 'a-c', false],
    [[null, 'ab', null, 'b'], 'xab', false],
    [[null, '.*', null], 'xyz', false],
  ] as const)('pieces %j and %s: may be equal %s', (pieces, text, may) => {
    const tag = (value: Written): Properties => ({ Tags: [{ Key: 'a', Value: value }] });
    const compared = compareDeployed(tag(unknown('A', [...pieces])), tag(text) as JsonObject);
    expect([compared.differences.length, compared.unresolved.length]).toEqual(may ? [0, 1] : [1, 0]);
  });
});

describe('members of a set', () => {
  const groups = (...SecurityGroups: Written[]): Properties => ({
    NetworkConfiguration: { AwsvpcConfiguration: { SecurityGroups } },
  });
  const path = 'NetworkConfiguration.AwsvpcConfiguration.SecurityGroups';

  test('an unknown one leaves the surplus of the live side unresolved: counted, not named', () => {
    const compared = compareDeployed(groups('sg-1', unknown('A')), groups('sg-1', 'sg-2', 'sg-3') as JsonObject);
    expect(lines(compared)).toEqual([]);
    expect(compared.unresolved).toEqual([
      { path, side: 'both', reason: expect.stringContaining('2 elements on the live side') },
    ]);
    expect(compared.unresolved[0]?.reason).not.toContain('sg-');
  });

  test('an unknown one does not hide one that went', () => {
    const compared = compareDeployed(groups('sg-1', unknown('A')), groups('sg-2') as JsonObject);
    expect(lines(compared)).toEqual([`drift REMOVE ${path}[sg-1] kept`]);
    expect(unresolvedLines(compared)).toEqual([`both ${path}`]);
  });

  test('one that is known in part and fits nothing has gone', () => {
    const compared = compareDeployed(groups('sg-1', unknown('A', ['gs-', null])), groups('sg-1', 'sg-2') as JsonObject);
    expect(lines(compared)).toEqual([`drift REMOVE ${path}[\${A}] kept`, `drift ADD ${path}[sg-2] kept`]);
  });

  test('one that comes is pending', () => {
    const compared = compareJson({
      synthesized: groups('sg-1', coming('New')),
      deployed: groups('sg-1'),
      live: groups('sg-1') as JsonObject,
    });
    expect(lines(compared)).toEqual([`pending ADD ${path}[\${New}]`]);
  });

  test('an unknown one of the code alone leaves the code open, and what is deployed compared', () => {
    const sides = { synthesized: groups('sg-1', unknown('A')), deployed: groups('sg-1', 'sg-2') };
    const same = compareJson({ ...sides, live: groups('sg-1', 'sg-2') as JsonObject });
    expect([lines(same), unresolvedLines(same)]).toEqual([[], [`synthesized ${path}`]]);
    const gone = compareJson({ ...sides, live: groups('sg-1') as JsonObject });
    expect(lines(gone)).toEqual([`drift REMOVE ${path}[sg-2] kept`].map((line) => line.replace(' kept', '')));
  });

  test('one with two readings is the one that lives', () => {
    const declared = groups(new Ambiguous(['010', 8]));
    expect(lines(compareDeployed(declared, groups('8') as JsonObject))).toEqual([]);
    expect(lines(compareDeployed(declared, groups('010') as JsonObject))).toEqual([]);
    expect(lines(compareDeployed(declared, groups('10') as JsonObject))).toHaveLength(2);
  });
});

describe('elements of a keyed list', () => {
  const balancer = (ContainerName: Written, TargetGroupArn: Written, ContainerPort: Written = 80): Properties => ({
    ContainerName,
    ContainerPort,
    TargetGroupArn,
  });
  const balancers = (...LoadBalancers: Written[]): Properties => ({ LoadBalancers });
  const group = (name: string) => `arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/${name}/0a`;

  test('an unknown key meets the only element that is left', () => {
    const declared = balancers(balancer('a', group('a')), balancer(unknown('Name'), group('b')));
    const live = (name: string) => balancers(balancer('a', group('a')), balancer('b', group(name))) as JsonObject;
    const same = compareDeployed(declared, live('b'));
    expect([lines(same), unresolvedLines(same)]).toEqual([[], ['both LoadBalancers[b:80].ContainerName']]);
    expect(lines(compareDeployed(declared, live('c')))).toEqual([
      'drift NOT_EQUAL LoadBalancers[b:80].TargetGroupArn kept',
    ]);
  });

  test('an unknown key that more than one may have leaves those open and the others compared', () => {
    const declared = balancers(balancer('a', group('a')), balancer(unknown('Name'), group('b')));
    const live = balancers(balancer('a', group('x')), balancer('b', group('b')), balancer('c', group('b')));
    const compared = compareDeployed(declared, live as JsonObject);
    expect(lines(compared)).toEqual(['drift NOT_EQUAL LoadBalancers[a:80].TargetGroupArn kept']);
    expect(compared.unresolved).toEqual([
      { path: 'LoadBalancers', side: 'both', reason: expect.stringContaining('2 elements on the live side') },
    ]);
  });

  test('an unknown key whose known part fits nothing has gone', () => {
    const declared = balancers(balancer(unknown('Name'), group('b'), 81));
    expect(lines(compareDeployed(declared, balancers(balancer('b', group('b'), 80)) as JsonObject))).toEqual([
      'drift REMOVE LoadBalancers[${Name}:81] kept',
      'drift ADD LoadBalancers[b:80] kept',
    ]);
  });

  test('an unknown element leaves the surplus open and the others compared', () => {
    const declared = balancers(balancer('a', group('a')), unknown('Whole'));
    const live = balancers(balancer('a', group('x')), balancer('b', group('b'))) as JsonObject;
    const compared = compareDeployed(declared, live);
    expect(lines(compared)).toEqual(['drift NOT_EQUAL LoadBalancers[a:80].TargetGroupArn kept']);
    expect(unresolvedLines(compared)).toEqual(['both LoadBalancers']);
  });

  test('an unknown value of one element hides no other', () => {
    const declared = balancers(balancer('a', unknown('Group')), balancer('b', group('b')));
    const live = balancers(balancer('a', group('a')), balancer('b', group('x'))) as JsonObject;
    const compared = compareDeployed(declared, live);
    expect(lines(compared)).toEqual(['drift NOT_EQUAL LoadBalancers[b:80].TargetGroupArn kept']);
    expect(unresolvedLines(compared)).toEqual(['both LoadBalancers[a:80].TargetGroupArn']);
  });

  test('a shared key with one target group unknown', () => {
    const declared = balancers(balancer('a', group('a')), balancer('a', unknown('Group')));
    const live = balancers(balancer('a', group('b')), balancer('a', group('a'))) as JsonObject;
    const compared = compareDeployed(declared, live);
    expect(lines(compared)).toEqual([]);
    expect(unresolvedLines(compared)).toEqual(['both LoadBalancers[a:80:b].TargetGroupArn']);
    expect(lines(compareDeployed(declared, balancers(balancer('a', group('b'))) as JsonObject))).toEqual([
      'drift REMOVE LoadBalancers[a:80:a] kept',
    ]);
  });

  test('two elements with unknown target groups of one key are matched by what contradicts least', () => {
    const role = (RoleArn: string, TargetGroupArn: Written) => ({
      ...balancer('a', TargetGroupArn),
      AdvancedConfiguration: { RoleArn },
    });
    const declared = balancers(role('arn:1', unknown('A')), role('arn:2', unknown('B')));
    const live = balancers(role('arn:2', group('x')), role('arn:1', group('y'))) as JsonObject;
    const compared = compareDeployed(declared, live);
    expect(lines(compared)).toEqual([]);
    expect(unresolvedLines(compared)).toEqual([
      'both LoadBalancers[a:80:x].TargetGroupArn',
      'both LoadBalancers[a:80:y].TargetGroupArn',
    ]);
  });

  test('an element that comes is pending', () => {
    const deployed = balancers(balancer('a', group('a')));
    const compared = compareJson({
      synthesized: balancers(balancer('a', group('a')), balancer('b', coming('New'), 81)),
      deployed,
      live: deployed as JsonObject,
    });
    expect(lines(compared)).toEqual(['pending ADD LoadBalancers[b:81]']);
  });

  test('a target group that comes is pending at its leaf', () => {
    const deployed = balancers(balancer('a', group('a')));
    const compared = compareJson({
      synthesized: balancers(balancer('a', coming('New'))),
      deployed,
      live: deployed as JsonObject,
    });
    expect(lines(compared)).toEqual(['pending NOT_EQUAL LoadBalancers[a:80].TargetGroupArn']);
  });

  test('a registry that comes is another key', () => {
    const registry = (RegistryArn: Written): Properties => ({ ServiceRegistries: [{ RegistryArn }] });
    const compared = compareJson({
      synthesized: registry(coming('New.Arn')),
      deployed: registry('arn:old'),
      live: registry('arn:old') as JsonObject,
    });
    expect(lines(compared)).toEqual([
      'pending ADD ServiceRegistries[${New.Arn}]',
      'pending REMOVE ServiceRegistries[arn:old]',
    ]);
  });

  test('a key with two readings is the one that lives', () => {
    const declared = balancers(balancer(new Ambiguous(['on', true]), group('a'), new Ambiguous([80, '0120'])));
    expect(lines(compareDeployed(declared, balancers(balancer('on', group('a'))) as JsonObject))).toEqual([]);
    expect(lines(compareDeployed(declared, balancers(balancer('true', group('a'))) as JsonObject))).toEqual([]);
    expect(lines(compareDeployed(declared, balancers(balancer('on', group('a'), 120)) as JsonObject))).toEqual([]);
  });
});

describe('names and values of a map', () => {
  const tags = (...entries: [Written, Written][]): Properties => ({
    Tags: entries.map(([Key, Value]) => ({ Key, Value })),
  });

  test('an unknown value is unresolved at its name', () => {
    const compared = compareDeployed(tags(['a', unknown('A')], ['b', '1']), tags(['a', 'x'], ['b', '2']) as JsonObject);
    expect(lines(compared)).toEqual(['drift NOT_EQUAL Tags[b] kept']);
    expect(unresolvedLines(compared)).toEqual(['both Tags[a]']);
  });

  test('an unknown name leaves the surplus open', () => {
    const compared = compareDeployed(tags([unknown('A'), 'x'], ['b', '1']), tags(['a', 'x']) as JsonObject);
    expect(lines(compared)).toEqual(['drift REMOVE Tags[b] kept']);
    expect(compared.unresolved).toEqual([
      { path: 'Tags', side: 'both', reason: expect.stringContaining('1 entry on the live side') },
    ]);
    const three = compareDeployed(tags([unknown('A'), 'x']), tags(['a', 'x'], ['b', 'y']) as JsonObject);
    expect(three.unresolved[0]?.reason).toContain('2 entries on the live side');
  });

  test('a name that comes is pending', () => {
    const compared = compareJson({ synthesized: tags([coming('New'), 'x']), deployed: {}, live: {} });
    expect(lines(compared)).toEqual(['pending ADD Tags[${New}]']);
  });

  test('a value that comes is pending', () => {
    const compared = compareJson({
      synthesized: tags(['a', coming('New')]),
      deployed: tags(['a', '1']),
      live: tags(['a', '1']) as JsonObject,
    });
    expect(lines(compared)).toEqual(['pending NOT_EQUAL Tags[a]']);
  });

  test('a name with two readings is the one that lives', () => {
    const declared = tags([new Ambiguous([1.1, '1.10']), 'x']);
    expect(lines(compareDeployed(declared, tags(['1.10', 'x']) as JsonObject))).toEqual([]);
    expect(lines(compareDeployed(declared, tags(['1.1', 'x']) as JsonObject))).toEqual([]);
  });

  test('question marks in names of the deployed template alone are no change of the code', () => {
    const compared = compareJson({
      synthesized: tags(['Städte', 'Zürich']),
      deployed: tags(['St?dte', 'Z?rich']),
      live: tags(['Städte', 'Zürich']) as JsonObject,
    });
    expect(lines(compared)).toEqual([]);
    const changed = compareJson({
      synthesized: tags(['Städte', 'Zürich']),
      deployed: tags(['St?dte', 'Z?rich']),
      live: tags(['Städte', 'Bern']) as JsonObject,
    });
    expect(lines(changed)).toEqual(['drift NOT_EQUAL Tags[Städte] kept']);
  });
});

describe('a whole list or object', () => {
  const network = (value: Written): Properties => ({ NetworkConfiguration: value, EnableExecuteCommand: true });
  const known = { AwsvpcConfiguration: { Subnets: ['subnet-1'] } };

  test('that is unknown is one unresolved value, and hides nothing else', () => {
    const live = { NetworkConfiguration: known, EnableExecuteCommand: false };
    const compared = compareDeployed(network(unknown('N')), live);
    expect(lines(compared)).toEqual(['drift NOT_EQUAL EnableExecuteCommand kept']);
    expect(unresolvedLines(compared)).toEqual(['both NetworkConfiguration']);
    const list = compareDeployed(network({ AwsvpcConfiguration: { Subnets: unknown('S') } }), live);
    expect(unresolvedLines(list)).toEqual(['both NetworkConfiguration.AwsvpcConfiguration.Subnets']);
  });

  test('that the code alone leaves unknown does not hide drift', () => {
    const compared = compareJson({
      synthesized: network(unknown('N')),
      deployed: network(known),
      live: { EnableExecuteCommand: true, NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['subnet-2'] } } },
    });
    const path = 'NetworkConfiguration.AwsvpcConfiguration.Subnets';
    expect(compared.differences.map((difference) => difference.path)).toEqual([
      `${path}[subnet-1]`,
      `${path}[subnet-2]`,
    ]);
    expect(unresolvedLines(compared)).toEqual(['synthesized NetworkConfiguration']);
  });

  test('that comes is pending at itself', () => {
    const compared = compareJson({
      synthesized: network({ AwsvpcConfiguration: { Subnets: coming('S') } }),
      deployed: network(known),
      live: network(known) as JsonObject,
    });
    expect(lines(compared)).toEqual(['pending NOT_EQUAL NetworkConfiguration.AwsvpcConfiguration.Subnets']);
  });

  test('in which something is unknown: a document is unresolved as a whole', () => {
    const hook = (HookDetails: Written): Properties => ({
      DeploymentConfiguration: { LifecycleHooks: [{ HookTargetArn: 'arn:h', HookDetails }] },
    });
    const compared = compareDeployed(hook({ a: [unknown('A')] }), hook({ a: [1] }) as JsonObject);
    expect(unresolvedLines(compared)).toEqual(['both DeploymentConfiguration.LifecycleHooks[arn:h].HookDetails']);
  });
});

describe('with one side missing', () => {
  const code: Properties = { TaskDefinition: unknown('A'), Tags: [{ Key: unknown('K'), Value: 'x' }] };
  const live = { TaskDefinition: 'web:1', Tags: [{ Key: 'a', Value: 'x' }] };

  test('an unknown value of the code alone stands on its side', () => {
    expect(unresolvedLines(compareJson({ synthesized: code, live }))).toEqual([
      'synthesized Tags',
      'synthesized TaskDefinition',
    ]);
  });

  test('an unknown value of the deployed template alone stands on its side', () => {
    expect(unresolvedLines(compareJson({ deployed: code, live }))).toEqual([
      'deployed Tags',
      'deployed TaskDefinition',
    ]);
  });
});
