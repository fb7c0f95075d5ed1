import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, type AppProps, CfnParameter, NestedStack, Stack, Stage, Tags } from 'aws-cdk-lib';
import { CfnService } from 'aws-cdk-lib/aws-ecs';
import { readAssembly } from '../../lib/assembly/read-assembly';
import { readTemplateFile } from '../../lib/assembly/read-template-file';
import type { LocalStack } from '../../lib/model/local-stack';
import { temporaryDirectory } from './temporary-directory';

const WITH_METADATA = { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true };
const workingDirectory = join(__dirname, '..', '..');

function synthesized(build: (app: App) => void, props: AppProps = {}): string {
  const outdir = temporaryDirectory();
  const app = new App({ analyticsReporting: false, context: WITH_METADATA, ...props, outdir });
  build(app);
  app.synth();
  return outdir;
}

function read(outdir: string): readonly LocalStack[] {
  const assembly = readAssembly(outdir, { workingDirectory });
  expect(assembly.problems).toEqual([]);
  return assembly.stacks;
}

function only(stacks: readonly LocalStack[]): LocalStack {
  expect(stacks).toHaveLength(1);
  return stacks[0]!;
}

// The library warns of stacks without resources.
beforeAll(() => void jest.spyOn(console, 'error').mockImplementation(() => undefined));
afterAll(() => jest.restoreAllMocks());

const production = { account: '111111111111', region: 'eu-west-1' };

/** Two levels of nested stacks, each with a service of the same construct id, so of the same logical id. */
function nestedTwice(app: App): void {
  const stack = new Stack(app, 'Web', { env: production });
  new CfnService(stack, 'Service');
  const backend = new NestedStack(stack, 'Backend');
  new CfnService(backend, 'Service', { desiredCount: 2 });
  const workers = new NestedStack(backend, 'Workers', { parameters: { Count: '3' } });
  new CfnParameter(workers, 'Count');
  new CfnService(workers, 'Service', { desiredCount: 3 });
}

describe('a stack', () => {
  test('with an environment, tags and a name of its own', () => {
    const outdir = synthesized((app) => {
      const stack = new Stack(app, 'Web', { env: production, stackName: 'web-prod', tags: { team: 'checkout' } });
      Tags.of(stack).add('stage', 'prod');
      new CfnService(stack, 'Service', { desiredCount: 1 });
    });
    const stack = only(read(outdir));
    expect(stack).toMatchObject({
      stackName: 'web-prod',
      constructPath: 'Web',
      account: '111111111111',
      region: 'eu-west-1',
      templateFile: 'Web.template.json',
      tags: { team: 'checkout', stage: 'prod' },
      parameters: {},
    });
    expect(stack.problem).toBeUndefined();
    expect(stack.template?.Resources.Service?.Properties).toMatchObject({ DesiredCount: 1 });
    expect(stack.template?.transforms).toEqual([]);
    expect(stack.constructPaths.get('Service')).toBe('Web/Service');
    expect(stack.lookupRole?.arn).toContain('lookup-role-111111111111-eu-west-1');
  });

  test('without an environment', () => {
    const outdir = synthesized((app) => new CfnService(new Stack(app, 'Web'), 'Service'));
    const stack = only(read(outdir));
    expect([stack.account, stack.region]).toEqual([undefined, undefined]);
    expect(stack.lookupRole?.arn).toContain('${AWS::AccountId}');
  });

  test('without any resource is no problem', () => {
    const outdir = synthesized((app) => new Stack(app, 'Empty'));
    expect(only(read(outdir)).template?.Resources).toEqual({});
  });

  test('of one name in two environments is two stacks', () => {
    const outdir = synthesized((app) => {
      for (const region of ['eu-west-1', 'us-east-1']) {
        new Stack(app, `Web-${region}`, { stackName: 'Web', env: { ...production, region } });
      }
    });
    expect(read(outdir).map((stack) => [stack.stackName, stack.constructPath, stack.region])).toEqual([
      ['Web', 'Web-eu-west-1', 'eu-west-1'],
      ['Web', 'Web-us-east-1', 'us-east-1'],
    ]);
  });

  test('knows the transforms of its template', () => {
    const outdir = synthesized((app) => new Stack(app, 'Web').addTransform('AWS::LanguageExtensions'));
    expect(only(read(outdir)).template?.transforms).toEqual(['AWS::LanguageExtensions']);
  });
});

describe('source lines', () => {
  test('are those of the user code that creates the service', () => {
    const outdir = synthesized((app) => new CfnService(new Stack(app, 'Web'), 'Service'));
    const stack = only(read(outdir));
    expect([...stack.sources.keys()]).toEqual(['Web/Service']);
    expect(stack.sources.get('Web/Service')).toMatchObject({ file: 'test/assembly/read-assembly.test.ts' });
    expect(stack.sources.get('Web/Service')?.line).toBeGreaterThan(1);
  });

  test('come from the nearest ancestor with a trace, in newer and older form', () => {
    const frames = ['...aws-cdk-lib...', 'new W (/app/lib/w.ts:4:5)'];
    const service = (path: string): unknown => ({ Type: 'AWS::ECS::Service', Metadata: { 'aws:cdk:path': path } });
    const resources = {
      A: service('S/A/Service/Service'),
      B: service('S/B/Service'),
      C: service('C/C'),
      D: { Type: 'T' },
    };
    const directory = temporaryDirectory({
      'manifest.json': {
        version: '99.0.0',
        artifacts: {
          S: {
            type: 'aws:cloudformation:stack',
            environment: 'aws://unknown-account/unknown-region',
            properties: { templateFile: 'S.template.json' },
            additionalMetadataFile: 'S.metadata.json',
            metadata: { '/S/B/Service': [{ type: 'aws:cdk:logicalId', data: 'B', trace: ['at f (/app/b.ts:7:8)'] }] },
          },
        },
      },
      'S.template.json': { Resources: resources },
      'S.metadata.json': {
        '/S/A': [{ type: 'aws:cdk:creationStack', data: frames }],
        '/S/A/Service/Service': [{ type: 'aws:cdk:creationStack', data: ['...node internals...'] }],
        '/S/D': [{ type: 'aws:cdk:creationStack', data: frames }],
      },
    });
    const stack = only(readAssembly(directory, { workingDirectory: '/app' }).stacks);
    expect([...stack.sources]).toEqual([
      ['S/A/Service/Service', { file: 'lib/w.ts', line: 4, column: 5 }],
      ['S/B/Service', { file: 'b.ts', line: 7, column: 8 }],
    ]);
  });
});

describe('stages', () => {
  test('are read with their stacks, to any depth', () => {
    const outdir = synthesized((app) => {
      new Stack(app, 'Shared');
      const stage = new Stage(app, 'Prod', { env: production });
      new CfnService(new Stack(stage, 'Web'), 'Service');
      new Stack(new Stage(stage, 'Blue'), 'Web');
    });
    const stacks = read(outdir);
    expect(stacks.map(({ stackName, constructPath, region }) => [stackName, constructPath, region]).sort()).toEqual([
      ['Prod-Blue-Web', 'Prod/Blue/Web', 'eu-west-1'],
      ['Prod-Web', 'Prod/Web', 'eu-west-1'],
      ['Shared', 'Shared', undefined],
    ]);
    const web = stacks.find((stack) => stack.constructPath === 'Prod/Web');
    expect(web?.templateFile).toMatch(/^assembly-Prod\/.*\.template\.json$/);
    expect([...(web?.constructPaths ?? [])]).toEqual([['Service', 'Prod/Web/Service']]);
    expect([...(web?.sources.keys() ?? [])]).toEqual(['Prod/Web/Service']);
  });

  test('hold nested stacks of their own', () => {
    const outdir = synthesized((app) => {
      const stack = new Stack(new Stage(app, 'Prod'), 'Web');
      new CfnService(new NestedStack(stack, 'Backend'), 'Service');
    });
    const [nested] = [...only(read(outdir)).nested.values()];
    expect(nested).toMatchObject({ constructPath: 'Prod/Web/Backend' });
    expect(nested?.templateFile).toMatch(/^assembly-Prod\/.*\.nested\.template\.json$/);
    expect([...(nested?.constructPaths.values() ?? [])]).toEqual(['Prod/Web/Backend/Service']);
  });
});

describe('nested stacks', () => {
  test.each([
    ['with path metadata', WITH_METADATA],
    ['with path metadata disabled', { 'aws:cdk:enable-asset-metadata': true }],
    ['with asset metadata disabled', { 'aws:cdk:enable-path-metadata': true }],
    ['synthesized in process', {}],
  ])('two deep, %s', (_, context) => {
    const web = only(read(synthesized(nestedTwice, { context })));
    const [[backendId, backend] = [], ...others] = [...web.nested];
    expect(others).toEqual([]);
    expect(backend?.stackName).toBe(backendId);
    expect(web.template?.Resources[backendId ?? '']?.Type).toBe('AWS::CloudFormation::Stack');
    expect(backend).toMatchObject({ constructPath: 'Web/Backend', account: '111111111111', region: 'eu-west-1' });
    const [workers] = [...(backend?.nested.values() ?? [])];
    expect(workers).toMatchObject({ constructPath: 'Web/Backend/Workers', tags: {}, parameters: {} });
    expect(workers?.template?.Resources.Service?.Properties).toMatchObject({ DesiredCount: 3 });
    expect([web, backend, workers].map((stack) => stack?.constructPaths.get('Service'))).toEqual([
      'Web/Service',
      'Web/Backend/Service',
      'Web/Backend/Workers/Service',
    ]);
    expect([web, backend, workers].map((stack) => [...(stack?.sources.keys() ?? [])])).toEqual([
      ['Web/Service'],
      ['Web/Backend/Service'],
      ['Web/Backend/Workers/Service'],
    ]);
  });

  test('a broken template is the problem of that nested stack alone', () => {
    const outdir = synthesized(nestedTwice);
    const before = only(read(outdir));
    const [backend] = [...before.nested.values()];
    writeFileSync(join(outdir, backend!.templateFile), '{"Resources": ');
    const after = only(read(outdir));
    expect(after.template).toEqual(before.template);
    const [broken] = [...after.nested.values()];
    expect(broken?.template).toBeUndefined();
    expect(broken?.problem).toBe(
      `${outdir}/${backend!.templateFile}:1:15: stack Web, nested stack Web/Backend: not valid JSON: the file ends where a value should be`,
    );
  });

  test('may be YAML', () => {
    const outdir = synthesized(nestedTwice);
    const [backend] = [...only(read(outdir)).nested.values()];
    writeFileSync(join(outdir, backend!.templateFile), 'Resources:\n  Service:\n    Type: AWS::ECS::Service\n');
    const [replaced] = [...only(read(outdir)).nested.values()];
    expect(replaced?.template?.Resources.Service?.Type).toBe('AWS::ECS::Service');
  });

  test('of a lone template are read where they stand beside it, else left out', () => {
    const outdir = synthesized(nestedTwice);
    const options = { workingDirectory: outdir };
    const beside = readTemplateFile('Web.template.json', 'web-prod', options);
    expect(beside).toMatchObject({ stackName: 'web-prod', templateFile: 'Web.template.json' });
    expect(beside.problem).toBeUndefined();
    expect([...beside.nested.values()].map((stack) => stack.constructPath)).toEqual(['Web/Backend']);
    const alone = temporaryDirectory({ 'web.json': JSON.stringify(beside.template?.document) });
    const apart = readTemplateFile('web.json', 'web-prod', { workingDirectory: alone });
    expect(apart.nested.size).toBe(0);
    expect(apart.problem).toBeUndefined();
  });
});

test('tells when the app made context values up', () => {
  const outdir = synthesized((app) => {
    const stack = new Stack(app, 'Web', { env: production });
    expect(stack.availabilityZones).toHaveLength(3);
    new CfnService(stack, 'Service');
  });
  const { stacks, problems, remarks } = readAssembly(outdir, { workingDirectory });
  expect(stacks).toHaveLength(1);
  expect(problems).toEqual([]);
  expect(remarks).toEqual([
    expect.stringMatching(/manifest\.json: the app lacks context values.*availability-zones.*cdk synth/),
  ]);
});
