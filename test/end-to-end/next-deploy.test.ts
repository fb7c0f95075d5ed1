import type { Difference } from '../../lib/model/report';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { check, runMain, serviceIn } from './run-command';
import { WEB, webTemplate } from './templates';
import { writeAssembly } from './write-assembly';

/** What differs after the deploy, by what the report said before it. */
const STAYS: Record<string, string> = { kept: 'drift', reverted: 'gone', overwritten: 'gone' };

describe('what the report says of the next deploy is what the deploy does', () => {
  let aws: LoopbackAws;

  beforeEach(async () => {
    aws = await startLoopbackAws();
  });
  afterEach(() => aws.close());

  async function differencesOf(template: object): Promise<readonly Difference[]> {
    const run = await check(['--app', writeAssembly({ Web: { template } })], { aws });
    expect(serviceIn(run, 'Web').unresolved).toEqual([]);
    return serviceIn(run, 'Web').differences;
  }

  const { DeploymentConfiguration: _, ...withoutDeploymentConfiguration } = WEB;
  const base = webTemplate();
  test.each<[string, object]>([
    ['nothing changes', base],
    ['another property changes', webTemplate({ PropagateTags: 'SERVICE' })],
    ['the same property changes', webTemplate({ DesiredCount: 7 })],
    ['the property changes to what is live', webTemplate({ DesiredCount: 4 })],
    [
      'the property is no longer declared',
      {
        Resources: {
          ...base.Resources,
          Web: { Type: 'AWS::ECS::Service', Properties: withoutDeploymentConfiguration },
        },
      },
    ],
    ['an undeclared property gets declared', webTemplate({ EnableExecuteCommand: false })],
    ['the stack goes on as it is, with another task definition', webTemplate({ TaskDefinition: 'other:3' })],
  ])('%s', async (_case, template) => {
    aws.deploy({ stackName: 'Web', template: base });
    aws.service('Web', 'Web').updateService({
      desiredCount: 4,
      enableExecuteCommand: true,
      deploymentConfiguration: { minimumHealthyPercent: 0 },
    });
    const before = await differencesOf(template);
    expect(before.length).toBeGreaterThan(0);
    aws.deploy({ stackName: 'Web', template });
    const after = new Map((await differencesOf(template)).map((difference) => [difference.path, difference]));
    const told = before.map(({ path, onDeploy }) => [path, STAYS[onDeploy ?? ''] ?? 'gone']);
    expect(before.map(({ path }) => [path, after.get(path)?.cause ?? 'gone'])).toEqual(told);
    expect([...after.keys()].filter((path) => !before.some((difference) => difference.path === path))).toEqual([]);
  });

  test('a conflict with what is no longer declared is told as such', async () => {
    aws.deploy({ stackName: 'Web', template: base });
    aws.service('Web', 'Web').updateService({ deploymentConfiguration: { minimumHealthyPercent: 0 } });
    const Web = { Type: 'AWS::ECS::Service', Properties: withoutDeploymentConfiguration };
    const directory = writeAssembly({ Web: { template: { Resources: { ...base.Resources, Web } } } });
    const { stdout, code } = await runMain(['--app', directory], { aws });
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'the code no longer declares it; the next deploy leaves the live value, only declaring the property changes it',
    );
    expect(code).toBe(1);
  });
});
