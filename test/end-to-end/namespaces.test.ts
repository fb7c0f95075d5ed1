import { type LoopbackAws, startLoopbackAws } from '../aws';
import { check, linesOf, type ReportedRun, serviceIn } from './run-command';
import { webTemplate } from './templates';
import { writeAssembly } from './write-assembly';

let aws: LoopbackAws;
beforeEach(async () => {
  aws = await startLoopbackAws();
});
afterEach(() => aws.close());

const connected = (Namespace: string, Enabled = true) =>
  webTemplate({ ServiceConnectConfiguration: { Enabled, Namespace } });
const deploy = (template: object) => aws.deploy({ stackName: 'Web', template });
const run = (template: object): Promise<ReportedRun> => check(['--app', writeAssembly({ Web: { template } })], { aws });
const lookUps = () => aws.calls.filter(({ operation }) => operation === 'GetNamespace').length;
const putLive = (namespace: string) => {
  const { primary } = aws.service('Web', 'Web');
  if (primary === undefined) throw new Error('no primary deployment');
  primary.serviceConnectConfiguration.namespace = namespace;
};
const PATH = 'ServiceConnectConfiguration.Namespace';

describe('a namespace', () => {
  test('that ECS answers as the ARN of the declared name is the same', async () => {
    deploy(connected('internal'));
    putLive(aws.setNamespace('internal'));
    expect(serviceIn(await run(connected('internal')), 'Web')).toMatchObject({ status: 'IN_SYNC', differences: [] });
    expect(lookUps()).toBe(1);
  });

  test('that is declared by its ARN and answered by its name is the same', async () => {
    const arn = aws.setNamespace('internal');
    deploy(connected(arn));
    putLive('internal');
    expect(serviceIn(await run(connected(arn)), 'Web')).toMatchObject({ status: 'IN_SYNC', differences: [] });
  });

  test('that another account shares is known by its ARN', async () => {
    deploy(connected('shared'));
    putLive(aws.setNamespace('shared', { owner: '222222222222' }));
    expect(serviceIn(await run(connected('shared')), 'Web').status).toBe('IN_SYNC');
  });

  test('of another name is drift', async () => {
    deploy(connected('internal'));
    const other = aws.setNamespace('other');
    putLive(other);
    const web = serviceIn(await run(connected('internal')), 'Web');
    expect(linesOf(web)).toEqual([`drift NOT_EQUAL ${PATH} (kept)`]);
    expect(web.differences).toMatchObject([{ deployed: 'internal', live: other, declared: true }]);
    expect(web.unresolved).toEqual([]);
  });

  test('that the code names otherwise: pending where it is another one, nothing where it is the same', async () => {
    const arn = aws.setNamespace('internal');
    deploy(connected(arn));
    expect(serviceIn(await run(connected('internal')), 'Web')).toMatchObject({ status: 'IN_SYNC', differences: [] });
    expect(linesOf(serviceIn(await run(connected('other')), 'Web'))).toEqual([`pending NOT_EQUAL ${PATH}`]);
  });

  test('is looked up only where one is a name and the other an ARN', async () => {
    const arn = aws.setNamespace('internal');
    deploy(connected(arn));
    await run(connected(arn));
    putLive(aws.setNamespace('other'));
    expect(linesOf(serviceIn(await run(connected(arn)), 'Web'))).toEqual([`drift NOT_EQUAL ${PATH} (kept)`]);
    deploy(connected('internal', false));
    await run(connected('internal', false));
    expect(lookUps()).toBe(0);
  });

  test('is looked up once for all services', async () => {
    const arn = aws.setNamespace('internal');
    const two = connected('internal');
    const { Web } = two.Resources;
    const template = { ...two, Resources: { ...two.Resources, Other: Web } };
    deploy(template);
    putLive(arn);
    const { primary } = aws.service('Web', 'Other');
    if (primary !== undefined) primary.serviceConnectConfiguration.namespace = arn;
    expect((await run(template)).report.summary).toMatchObject({ services: 2, inSync: 2 });
    expect(lookUps()).toBe(1);
  });

  test.each([
    ['AccessDenied', 1],
    [{ code: 'InvalidInput' }, 0],
  ] as const)('whose name cannot be read is unresolved, with the reason: %j', async (error, notices) => {
    deploy(connected('internal'));
    putLive(aws.setNamespace('internal'));
    aws.fail({ operation: 'GetNamespace', error });
    const result = await run(connected('internal'));
    expect(serviceIn(result, 'Web')).toMatchObject({
      status: 'UNCHECKED',
      differences: [],
      unresolved: [
        { path: PATH, side: 'both', reason: expect.stringMatching(/two names.*servicediscovery:GetNamespace/) },
      ],
    });
    expect(result.report.notices).toHaveLength(notices);
    expect(result.code).toBe(2);
  });
});
