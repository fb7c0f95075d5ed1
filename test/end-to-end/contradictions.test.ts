import { type LoopbackAws, startLoopbackAws } from '../aws';
import { check, type ReportedRun, serviceIn } from './run-command';
import { plainService, webTemplate } from './templates';
import { writeAssembly } from './write-assembly';

let aws: LoopbackAws;
beforeEach(async () => {
  aws = await startLoopbackAws();
});
afterEach(() => aws.close());

const NESTED = {
  Type: 'AWS::CloudFormation::Stack',
  Metadata: { 'aws:asset:path': 'inner.json' },
  Properties: { TemplateURL: 'https://s3/inner' },
};
const inner = { Resources: { Inner: plainService() } };
const template = webTemplate({}, { resources: { Nested: NESTED } });

const run = (code: object = template): Promise<ReportedRun> =>
  check(['--app', writeAssembly({ Web: { template: code } }, { 'inner.json': inner })], { aws });

describe('what CloudFormation answers with contradicts itself: nothing is called in sync', () => {
  beforeEach(() => {
    aws.deploy({ stackName: 'Web', template, nested: { Nested: { template: inner } } });
  });

  test.each<[string, object, string]>([
    ['no resources', { Resources: {} }, 'Web'],
    ['another type of that name', { Resources: { Web: { Type: 'AWS::SNS::Topic' } } }, 'Web'],
    [
      'a condition that does not hold',
      { ...webTemplate(), Conditions: { No: { 'Fn::Equals': ['a', 'b'] } }, Resources: onlyIf('No') },
      'Web',
    ],
  ])('a template with %s, and a list with the service', async (_case, answered, name) => {
    aws.stack('Web').templateText = JSON.stringify(answered);
    const result = await run();
    expect(serviceIn(result, name)).toMatchObject({
      status: 'UNCHECKED',
      reason: expect.stringMatching(/lists it in the stack, and the template .* does not have it/),
    });
    expect(result.code).toBe(2);
  });

  test.each(['Web', 'Nested'])('a template with %s, and a list without it', async (missing) => {
    const stack = aws.stack('Web');
    stack.resources = stack.resources.filter(({ logicalId }) => logicalId !== missing);
    const result = await run();
    expect(serviceIn(result, missing === 'Web' ? 'Web' : 'Inner')).toMatchObject({
      status: 'UNCHECKED',
      reason: expect.stringMatching(/CloudFormation lists no such resource/),
    });
    expect(result.code).toBe(2);
  });

  test('a nested stack that neither the code nor the list has, but the deployed template', async () => {
    const stack = aws.stack('Web');
    stack.resources = stack.resources.filter(({ logicalId }) => logicalId !== 'Nested');
    const result = await run(webTemplate());
    expect(result.report.stacks).toMatchObject([
      { status: 'UNCHECKED', reason: expect.stringMatching(/nested stack Nested: .*lists no such resource/) },
    ]);
    expect(result.code).toBe(2);
  });
});

function onlyIf(Condition: string): object {
  const { Web, ...others } = webTemplate().Resources;
  return { ...others, Web: { ...(Web as object), Condition } };
}
