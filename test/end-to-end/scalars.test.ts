import { temporaryDirectory } from '../assembly/temporary-directory';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { check, linesOf, type ReportedRun, serviceIn } from './run-command';

/** A service in YAML with more lines among its properties, and more sections before the resources. */
const yaml = (properties: string, sections = ''): string => `${sections}
Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      Cluster: outside
      TaskDefinition: outside:1
      LaunchType: FARGATE
${properties.replace(/^/gm, '      ')}
`;

/** The same in JSON. */
const json = (properties: string): string =>
  `{"Resources": {"Web": {"Type": "AWS::ECS::Service", "Properties": {
"Cluster": "outside", "TaskDefinition": "outside:1", "LaunchType": "FARGATE",
${properties}}}}}`;

describe('scalars of templates', () => {
  let aws: LoopbackAws;

  beforeEach(async () => {
    aws = await startLoopbackAws();
  });
  afterEach(() => aws.close());

  const checkFile = (name: string, text: string): Promise<ReportedRun> =>
    check(['--template', name, '--stack-name', 'Web'], { aws, cwd: temporaryDirectory({ [name]: text }) });

  describe.each<[string, string, (value: string) => string]>([
    ['JSON', 'web.json', (value) => json(`"Tags": [{"Key": "is", "Value": ${value}}]`)],
    ['YAML', 'web.yaml', (value) => yaml(`Tags: [{Key: is, Value: ${value}}]`)],
  ])('a tag in %s', (language, file, write) => {
    test.each([
      ['12345678901234567890', ['12345678901234567890'], ['12345678901234567000', '12345678901234567000.0']],
      ['1.0', ['1.0', '1'], ['1.1', 'true']],
      ['1e3', ['1e3', '1000.0', '1000'], ['1e4']],
      ['1e10', ['1e10', '1.0E10', '10000000000'], ['1e11']],
      ['-0', ['-0', '0'], ['1']],
      ['1e400', ['1e400'], ['Infinity', '1e401']],
      ['0.0001', ['0.0001', '1.0E-4'], ['0']],
      ...(language === 'JSON'
        ? []
        : ([
            ['012345678901', ['012345678901', '1.2345678901E10', '12345678901'], ['012345678902']],
            ['012345670123', ['012345670123', '1402433619'], ['1402433618']],
            ['+1', ['+1', '1'], ['-1']],
            ['0x1F', ['0x1F', '31'], ['30']],
            ['12:30', ['12:30', '750'], ['750.0', '12:31']],
            ['y', ['y'], ['true']],
            ['yes', ['yes', 'true'], ['false', 'Yes']],
            ['True', ['true'], ['false']],
          ] satisfies [string, string[], string[]][])),
    ])('%s', async (written, same, different) => {
      aws.deploy({ stackName: 'Web', templateText: write(written) });
      const linesWith = async (value: string): Promise<string[]> => {
        aws.service('Web', 'Web').update((live) => {
          live.tags = [{ key: 'is', value }];
        });
        const web = serviceIn(await checkFile(file, write(written)), 'Web');
        expect(web.unresolved).toEqual([]);
        return linesOf(web);
      };
      for (const value of same) expect([value, await linesWith(value)]).toEqual([value, []]);
      for (const value of different)
        expect([value, await linesWith(value)]).toEqual([value, ['drift NOT_EQUAL Tags[is] (kept)']]);
    });
  });

  describe('a key that a template repeats', () => {
    test.each([
      ['web.yaml', yaml('DesiredCount: 1\nDesiredCount: 2'), 'web.yaml:10:7'],
      ['web.json', json('"DesiredCount": 1,\n"DesiredCount": 2'), 'web.json:4:1'],
    ])('%s: the last one counts, and a notice says so', async (file, text, place) => {
      aws.deploy({ stackName: 'Web', templateText: text });
      const run = await checkFile(file, text);
      expect(serviceIn(run, 'Web')).toMatchObject({ status: 'IN_SYNC', differences: [], unresolved: [] });
      const said = 'the key "DesiredCount" is repeated; the last one counts, remove the others';
      expect([run.code, run.report.notices]).toEqual([0, [{ kind: 'template', text: `${place}: ${said}` }]]);
      aws.service('Web', 'Web').updateService({ desiredCount: 1 });
      expect(linesOf(serviceIn(await checkFile(file, text), 'Web'))).toEqual(['drift NOT_EQUAL DesiredCount (kept)']);
    });

    test('as it was deployed, when the code no longer has it', async () => {
      aws.deploy({ stackName: 'Web', templateText: yaml('DesiredCount: 1\nDesiredCount: 2') });
      const run = await checkFile('web.yaml', yaml('DesiredCount: 2'));
      expect(serviceIn(run, 'Web')).toMatchObject({ status: 'IN_SYNC', differences: [], unresolved: [] });
      expect([run.code, run.report.notices]).toEqual([
        0,
        [
          {
            kind: 'template',
            text: 'template of stack Web:10:7: the key "DesiredCount" is repeated; the last one counts, remove the others',
          },
        ],
      ]);
    });
  });

  test('a switch in a parameter and in the condition on it is one scalar', async () => {
    const text = yaml(
      'EnableExecuteCommand: !If [IsOn, true, false]\nEnableECSManagedTags: !If [IsYes, true, false]',
      `Parameters:
  Exec: {Type: String, Default: True}
  Tags: {Type: String, Default: yes}
Conditions:
  IsOn: !Equals [!Ref Exec, True]
  IsYes: !Equals [!Ref Tags, yes]`,
    );
    for (const parameters of [{ Exec: 'true' }, { Exec: 'true', Tags: 'yes' }] as Record<string, string>[]) {
      aws.deploy({ stackName: 'Web', templateText: text.replaceAll('True', 'true'), parameters });
      const web = serviceIn(await checkFile('web.yaml', text), 'Web');
      expect([linesOf(web), web.unresolved]).toEqual([[], []]);
    }
  });

  test('names are found by their text', async () => {
    const text = yaml(
      `DesiredCount: !If [On, !FindInMap [012, Yes, True], 9]
EnableExecuteCommand: !If [True, true, false]
EnableECSManagedTags: !If [7, true, false]
PropagateTags: {Ref: Off}
Tags:
  - {Key: On, Value: !Ref 012}
  - {Key: group, Value: {Fn::GetAtt: [No, Arn]}}`,
      `Parameters:
  Off: {Type: String, Default: SERVICE}
  012: {Type: String, Default: twelve}
Mappings:
  012: {Yes: {True: 3}}
Conditions:
  On: !Equals [a, a]
  True: !Condition On
  7: {Fn::And: [{Condition: On}, {Condition: True}]}`,
    ).replace(/$/, '  No: {Type: AWS::Logs::LogGroup, Condition: On}\nOutputs:\n  Off: {Value: x, Condition: True}\n');
    const quoted = text.replace(/\b(?:On|Off|Yes|No|True|012|7)\b/g, '"$&"');
    aws.deploy({ stackName: 'Web', templateText: quoted });
    const run = await checkFile('web.yaml', text);
    const web = serviceIn(run, 'Web');
    expect([web.status, linesOf(web), web.unresolved, run.stderr]).toEqual(['IN_SYNC', [], [], '']);
  });
});
