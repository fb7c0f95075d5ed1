import { CloudControlClient, GetResourceCommand } from '@aws-sdk/client-cloudcontrol';
import { GetParameterCommand, GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { sdkConfig } from './sdk-config';

describe('Cloud Control, the Parameter Store and STS', () => {
  let aws: LoopbackAws;

  beforeAll(async () => {
    aws = await startLoopbackAws({ accountOfKey: { AKIAOTHER: '222222222222' } });
  });
  afterAll(() => aws.close());

  test('Cloud Control answers the attributes that the template was given', async () => {
    const stack = aws.deploy({
      stackName: 'Odd',
      template: {
        Resources: {
          Thing: { Type: 'AWS::Odd::Thing', Properties: { Size: 3 } },
          Mine: { Type: 'Custom::Mine' },
          Listing: {
            Type: 'AWS::SNS::Topic',
            Properties: { TopicName: { 'Fn::GetAtt': ['Thing', 'Endpoint.Address'] } },
          },
        },
        Outputs: { A: { Value: { 'Fn::GetAtt': 'Thing.Serial' } }, B: { Value: { 'Fn::GetAtt': 'Mine.Answer' } } },
      },
    });
    const client = new CloudControlClient(sdkConfig(aws));
    const [thing, mine, listing] = stack.resources;
    const get = (TypeName: string, Identifier: string) => client.send(new GetResourceCommand({ TypeName, Identifier }));
    const answer = await get('AWS::Odd::Thing', String(thing?.physicalId));
    expect(JSON.parse(String(answer.ResourceDescription?.Properties))).toEqual({
      Size: 3,
      Serial: stack.outputs[0]?.value,
      Endpoint: { Address: listing?.properties.TopicName },
    });
    await expect(get('Custom::Mine', String(mine?.physicalId))).rejects.toThrow();
    await expect(get('AWS::Odd::Thing', 'none')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('parameters have versions, and missing ones are told', async () => {
    aws.setParameterStore('/a', 'one');
    aws.setParameterStore('/a', 'two');
    const client = new SSMClient(sdkConfig(aws));
    const answer = await client.send(new GetParametersCommand({ Names: ['/a', '/a:1', '/b'] }));
    expect(answer.Parameters?.map((parameter) => [parameter.Value, parameter.Version])).toEqual([
      ['two', 2],
      ['one', 1],
    ]);
    expect(answer.InvalidParameters).toEqual(['/b']);
    await expect(client.send(new GetParameterCommand({ Name: '/b' }))).rejects.toMatchObject({
      name: 'ParameterNotFound',
    });
  });

  test('keys stand for accounts, and assuming a role gives keys of its account', async () => {
    const accountOf = async (accessKeyId: string) =>
      (await new STSClient(sdkConfig(aws, { accessKeyId })).send(new GetCallerIdentityCommand({}))).Account;
    expect(await accountOf('AKIATEST')).toBe('111111111111');
    expect(await accountOf('AKIAOTHER')).toBe('222222222222');
    const assumed = await new STSClient(sdkConfig(aws)).send(
      new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::333333333333:role/lookup', RoleSessionName: 'me' }),
    );
    expect(assumed.AssumedRoleUser?.Arn).toBe('arn:aws:sts::333333333333:assumed-role/lookup/me');
    expect(await accountOf(String(assumed.Credentials?.AccessKeyId))).toBe('333333333333');
  });
});
