import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  ListExportsCommand,
  paginateDescribeStacks,
  paginateListExports,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import fc from 'fast-check';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { sdkConfig } from './sdk-config';
import { WEB_TEMPLATE } from './web-template';

describe('CloudFormation', () => {
  let aws: LoopbackAws;
  let client: CloudFormationClient;

  beforeAll(async () => {
    aws = await startLoopbackAws({ pageSize: 2 });
    aws.deploy({ stackName: 'Web', template: WEB_TEMPLATE, tags: { team: 'stack', cost: 'a<b&"c"' } });
    for (const stackName of ['A', 'B']) aws.deploy({ stackName, template: { Resources: {} } });
    client = new CloudFormationClient(sdkConfig(aws));
  });
  afterAll(() => aws.close());
  afterEach(() => aws.heal());

  test('DescribeStacks shows parameters, tags and outputs', async () => {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: 'Web' }));
    expect(Stacks?.[0]).toMatchObject({
      StackName: 'Web',
      StackStatus: 'CREATE_COMPLETE',
      Tags: [
        { Key: 'team', Value: 'stack' },
        { Key: 'cost', Value: 'a<b&"c"' },
      ],
      Parameters: [
        { ParameterKey: 'Version', ParameterValue: '/cdk-bootstrap/hnb659fds/version', ResolvedValue: '31' },
        { ParameterKey: 'Secret', ParameterValue: '****' },
        { ParameterKey: 'Subnets', ParameterValue: 'subnet-1, subnet-2,subnet-3' },
      ],
    });
    expect(Stacks?.[0]?.StackId).toMatch(/^arn:aws:cloudformation:eu-west-1:111111111111:stack\/Web\/[0-9a-f-]{36}$/);
    expect(Stacks?.[0]?.Outputs?.[0]?.OutputValue).toMatch(/\.elb\.amazonaws\.com|\.elb\./);
    expect(Stacks?.[0]?.CreationTime).toBeInstanceOf(Date);
    const byId = await client.send(new DescribeStacksCommand({ StackName: Stacks?.[0]?.StackId }));
    expect(byId.Stacks?.[0]?.StackName).toBe('Web');
  });

  test('stacks, resources and exports come in pages', async () => {
    const names: (string | undefined)[] = [];
    for await (const page of paginateDescribeStacks({ client }, {})) {
      names.push(...(page.Stacks ?? []).map((stack) => stack.StackName));
    }
    expect(names).toEqual(['Web', 'A', 'B']);

    const resources = [];
    for await (const page of paginateListStackResources({ client }, { StackName: 'Web' })) {
      expect(page.StackResourceSummaries?.length).toBeLessThanOrEqual(2);
      resources.push(...(page.StackResourceSummaries ?? []));
    }
    expect(resources.map((resource) => resource.LogicalResourceId)).toEqual(Object.keys(WEB_TEMPLATE.Resources));
    expect(resources.map((resource) => resource.PhysicalResourceId)).toEqual([
      expect.stringMatching(/^Web-Cluster-\w{12}$/),
      'arn:aws:ecs:eu-west-1:111111111111:task-definition/web:1',
      expect.stringMatching(/^sg-0[0-9a-f]{16}$/),
      expect.stringMatching(/:loadbalancer\/net\/Web-Balan-\w{12}\/[0-9a-f]{16}$/),
      expect.stringMatching(/^arn:aws:ecs:eu-west-1:111111111111:service\/Web-Cluster-\w{12}\/Web-Service-\w{12}$/),
    ]);

    const exports: (string | undefined)[] = [];
    for await (const page of paginateListExports({ client }, {})) {
      exports.push(...(page.Exports ?? []).map((each) => each.Name));
    }
    expect(exports).toEqual(['Web:dns', 'service-name', 'group']);
  });

  test('GetTemplate gives the text with a ? for what is not ASCII', async () => {
    const answer = await client.send(new GetTemplateCommand({ StackName: 'Web', TemplateStage: 'Processed' }));
    const template = JSON.parse(String(answer.TemplateBody));
    expect(template).toEqual({ ...WEB_TEMPLATE, Description: 'na?ve' });
  });

  test('GetTemplate tells the stages apart', async () => {
    const original = { Transform: 'Mine', Resources: {} };
    const processedTemplate = { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } };
    aws.deploy({ stackName: 'Macro', template: original, processedTemplate });
    const bodyOf = async (TemplateStage: 'Original' | 'Processed') => {
      const answer = await client.send(new GetTemplateCommand({ StackName: 'Macro', TemplateStage }));
      return JSON.parse(String(answer.TemplateBody));
    };
    expect(await bodyOf('Original')).toEqual(original);
    expect(await bodyOf('Processed')).toEqual(processedTemplate);
    expect(aws.stack('Macro').resources.map((resource) => resource.logicalId)).toEqual(['Topic']);
  });

  test('no such stack, no permission and throttling are told as CloudFormation tells them', async () => {
    const describe = () => client.send(new DescribeStacksCommand({ StackName: 'None' }));
    await expect(describe()).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'Stack with id None does not exist',
      $metadata: { httpStatusCode: 400 },
    });
    aws.fail({ service: 'cloudformation', operation: 'DescribeStacks', times: 1, error: 'AccessDenied' });
    await expect(describe()).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('is not authorized to perform: cloudformation:DescribeStacks'),
      $metadata: { httpStatusCode: 403 },
    });
    aws.fail({ times: 1, error: 'Throttling' });
    await expect(describe()).rejects.toMatchObject({ name: 'Throttling', message: 'Rate exceeded' });
    aws.fail({ times: 1, error: 'reset' });
    await expect(describe()).rejects.toThrow('ECONNRESET');
    aws.fail({ times: 1, error: 'garbage' });
    await expect(client.send(new ListExportsCommand({}))).rejects.toThrow();
    await expect(describe()).rejects.toMatchObject({ name: 'ValidationError' });
  });

  test('a throttled call is sent again by the client', async () => {
    const patient = new CloudFormationClient({ ...sdkConfig(aws), maxAttempts: 3 });
    const before = aws.calls.length;
    aws.fail({ operation: 'DescribeStacks', times: 1, error: 'Throttling' });
    await patient.send(new DescribeStacksCommand({ StackName: 'Web' }));
    expect(aws.calls.slice(before).map((call) => call.operation)).toEqual(['DescribeStacks', 'DescribeStacks']);
  });

  test('any text survives the way through the XML', async () => {
    const text = fc.string({ unit: 'grapheme' }).filter((value) => !/[\p{Cc}\p{Cn}]/u.test(value));
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        aws.stack('A').outputs = [{ key: 'Text', value }];
        const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: 'A' }));
        expect(Stacks?.[0]?.Outputs?.[0]?.OutputValue ?? '').toBe(value);
      }),
      { numRuns: 40, examples: [['<a>&amp;"\'</a>'], [' x '], ['a\nb\tc\r\n'], ['1.10'], ['true'], ['']] },
    );
  });

  test('accounts and regions are told apart', async () => {
    aws.deploy({ stackName: 'Web', region: 'us-east-1', template: { Resources: {} }, tags: { where: 'far' } });
    const far = new CloudFormationClient(sdkConfig(aws, { region: 'us-east-1' }));
    const { Stacks } = await far.send(new DescribeStacksCommand({ StackName: 'Web' }));
    expect(Stacks?.[0]?.Tags).toEqual([{ Key: 'where', Value: 'far' }]);
    expect(aws.calls.at(-1)).toMatchObject({
      service: 'cloudformation',
      operation: 'DescribeStacks',
      account: '111111111111',
      region: 'us-east-1',
      input: { StackName: 'Web' },
    });
  });

  test('a hanging call is not answered, and closing ends it', async () => {
    const other = await startLoopbackAws();
    other.fail({ error: 'hang' });
    const pending = new CloudFormationClient(sdkConfig(other)).send(new ListExportsCommand({}));
    const caught = pending.catch((error: Error) => error);
    while (other.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await other.close();
    expect(await caught).toBeInstanceOf(Error);
  });
});
