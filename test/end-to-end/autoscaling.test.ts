import { type FaultError, type LoopbackAws, startLoopbackAws } from '../aws';
import { check, linesOf, notesOf, type ReportedRun, serviceIn } from './run-command';
import { webTemplate } from './templates';
import { writeAssembly } from './write-assembly';

let aws: LoopbackAws;
beforeEach(async () => {
  aws = await startLoopbackAws();
});
afterEach(() => aws.close());

const deploy = (template: object) => aws.deploy({ stackName: 'Web', template });
const run = (template: object): Promise<ReportedRun> => check(['--app', writeAssembly({ Web: { template } })], { aws });
const live = () => aws.service('Web', 'Web').live;
const operations = () => aws.calls.map(({ operation }) => operation);

describe('autoscaling', () => {
  const target = (more: object = {}) => ({
    Target: {
      Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
      Properties: {
        ServiceNamespace: 'ecs',
        ScalableDimension: 'ecs:service:DesiredCount',
        ResourceId: { 'Fn::Join': ['/', ['service', { Ref: 'Cluster' }, { 'Fn::GetAtt': ['Web', 'Name'] }]] },
        MinCapacity: 2,
        MaxCapacity: 10,
        ...more,
      },
    },
  });
  const scaled = (more: object = {}) => webTemplate({}, { resources: target(more) });
  const scalable = () => aws.scalableTarget(`service/${live().clusterArn.split('/')[1]}/${live().serviceName}`);

  test.each([2, 7, 10])('keeps the count within its band: %d', async (count) => {
    deploy(scaled());
    live().desiredCount = count;
    const result = await run(scaled());
    expect(serviceIn(result, 'Web')).toMatchObject({ status: 'IN_SYNC', differences: [] });
    const note = `managed DesiredCount: autoscaling keeps it within 2..10; live ${count}`;
    expect(notesOf(result)).toEqual(count === 2 ? [] : [note]);
  });

  test('a count out of the band is drift', async () => {
    deploy(scaled());
    live().desiredCount = 11;
    expect(linesOf(serviceIn(await run(scaled()), 'Web'))).toEqual(['drift NOT_EQUAL DesiredCount (kept)']);
  });

  test('a count out of the band is drift though nobody knows what the template says', async () => {
    const template = webTemplate(
      { DesiredCount: { 'Fn::GetAtt': ['Counter', 'Count'] } },
      { resources: { ...target(), Counter: { Type: 'Custom::Counter', Properties: { ServiceToken: 'arn:aws:x' } } } },
    );
    deploy(template);
    live().desiredCount = 25;
    const result = await run(template);
    expect(linesOf(serviceIn(result, 'Web'))).toEqual(['drift NOT_EQUAL DesiredCount (kept)']);
    expect(serviceIn(result, 'Web')).toMatchObject({
      differences: [{ deployed: '${Counter.Count}', live: 25 }],
      unresolved: [],
    });
    expect(result.code).toBe(1);
    live().desiredCount = 5;
    expect(serviceIn(await run(template), 'Web')).toMatchObject({ status: 'IN_SYNC', unresolved: [] });
  });

  test('a count without autoscaling is drift', async () => {
    deploy(webTemplate());
    live().desiredCount = 7;
    expect(linesOf(serviceIn(await run(webTemplate()), 'Web'))).toEqual(['drift NOT_EQUAL DesiredCount (kept)']);
    expect(operations()).toContain('DescribeScalableTargets');
  });

  test('a target that somebody registered by hand counts', async () => {
    deploy(webTemplate());
    aws.registerScalableTarget(`service/${live().clusterArn.split('/')[1]}/${live().serviceName}`, {
      MinCapacity: 1,
      MaxCapacity: 9,
    });
    live().desiredCount = 7;
    expect(serviceIn(await run(webTemplate()), 'Web').differences).toEqual([]);
  });

  const unread = (operation: string, path: string) => ({
    path,
    side: 'live',
    reason: expect.stringMatching(new RegExp(`^application-autoscaling:${operation} of service/.*lack the permission`)),
  });

  test('without permission the template’s band explains a count, and the live one is unresolved', async () => {
    deploy(scaled());
    live().desiredCount = 7;
    aws.fail({ operation: 'DescribeScalableTargets', error: 'AccessDenied' });
    const result = await run(scaled());
    expect(serviceIn(result, 'Web')).toMatchObject({
      status: 'UNCHECKED',
      differences: [],
      unresolved: [unread('DescribeScalableTargets', 'ScalableTarget')],
    });
    expect(notesOf(result)).toEqual(['managed DesiredCount: autoscaling keeps it within 2..10; live 7']);
    expect(result.report.notices).toMatchObject([{ kind: 'missing-permission' }]);
    expect(result.code).toBe(2);
  });

  test('without permission a count that nothing explains is unresolved, as somebody may have registered a target', async () => {
    deploy(webTemplate());
    live().desiredCount = 7;
    live().enableExecuteCommand = true;
    aws.fail({ operation: 'DescribeScalableTargets', error: 'AccessDenied' });
    const web = serviceIn(await run(webTemplate()), 'Web');
    expect(linesOf(web)).toEqual(['drift NOT_EQUAL undeclared EnableExecuteCommand (kept)']);
    expect(web.unresolved).toEqual([unread('DescribeScalableTargets', 'DesiredCount')]);
  });

  test('without permission a count that the code alone changes is pending', async () => {
    deploy(webTemplate());
    aws.fail({ operation: 'DescribeScalableTargets', error: 'AccessDenied' });
    const web = serviceIn(await run(webTemplate({ DesiredCount: 5 })), 'Web');
    expect(linesOf(web)).toEqual(['pending NOT_EQUAL DesiredCount']);
    expect(web).toMatchObject({ status: 'IN_SYNC', unresolved: [] });
  });

  test.each<[string, FaultError]>([
    ['are refused', 'AccessDenied'],
    ['cannot be read', { code: 'SomethingNew' }],
  ])(
    'where scheduled actions %s, the member of the band that one may have moved is unresolved',
    async (_what, error) => {
      deploy(scaled());
      scalable().live.MaxCapacity = 20;
      live().desiredCount = 15;
      aws.fail({ operation: 'DescribeScheduledActions', error });
      const result = await run(scaled());
      expect(serviceIn(result, 'Web')).toMatchObject({
        status: 'UNCHECKED',
        differences: [],
        unresolved: [
          { path: 'ScalableTarget.MaxCapacity', reason: expect.stringContaining('DescribeScheduledActions') },
        ],
      });
      expect(notesOf(result)).toEqual(['managed DesiredCount: autoscaling keeps it within 2..20; live 15']);
    },
  );

  test('a band that was changed by hand is drift of the service', async () => {
    deploy(scaled());
    scalable().live.MaxCapacity = 50;
    const web = serviceIn(await run(scaled()), 'Web');
    expect(linesOf(web)).toEqual(['drift NOT_EQUAL ScalableTarget.MaxCapacity (kept)']);
    expect(web.differences).toMatchObject([{ category: 'capacity', deployed: 10, live: 50, declared: true }]);
  });

  test('a band that the code changes is pending, and a target that is gone is drift', async () => {
    deploy(scaled());
    expect(linesOf(serviceIn(await run(scaled({ MaxCapacity: 20 })), 'Web'))).toEqual([
      'pending NOT_EQUAL ScalableTarget.MaxCapacity',
    ]);
    scalable().deregister();
    expect(linesOf(serviceIn(await run(scaled()), 'Web'))).toEqual(['drift REMOVE ScalableTarget (kept)']);
  });

  test('scheduled actions of the template may move the band', async () => {
    const scheduled = scaled({ ScheduledActions: [{ ScheduledActionName: 'night', Schedule: 'cron(0 22 * * ? *)' }] });
    deploy(scheduled);
    scalable().live.MinCapacity = 0;
    const result = await run(scheduled);
    expect(serviceIn(result, 'Web').differences).toEqual([]);
    expect(notesOf(result)).toEqual(['managed ScalableTarget.MinCapacity: a scheduled action sets it; live 0']);
  });

  test('scheduled actions that somebody made by hand may move the band', async () => {
    deploy(scaled());
    scalable().live.MinCapacity = 0;
    const { resourceId, scheduledActions } = scalable();
    const of = { ResourceId: resourceId, ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' };
    scheduledActions.push({ ...of, ScheduledActionName: 'night', Schedule: 'cron(0 22 * * ? *)' });
    expect(serviceIn(await run(scaled()), 'Web').differences).toEqual([]);
    // Nor without the deployed template.
    aws.fail({ operation: 'GetTemplate', error: 'AccessDenied' });
    expect(serviceIn(await run(scaled()), 'Web').differences).toEqual([]);
  });
});
