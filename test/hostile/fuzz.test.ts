import * as fc from 'fast-check';
import { stringify } from 'yaml';
import type { Json } from '../../lib/model/json';
import { temporaryDirectory } from '../assembly/temporary-directory';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { runImpatient } from '../end-to-end/faulty-world';
import { runMain } from '../end-to-end/run-command';
import { webTemplate } from '../end-to-end/templates';
import { writeAssembly } from '../end-to-end/write-assembly';
import { fullReport } from '../report/sample-report';
import { expectEnded } from './expect-ended';
import { mutate, mutations } from './mutate-json';
import { FORMATS } from './run-all-formats';

const TEMPLATE = {
  ...webTemplate(
    {
      Tags: [{ Key: 'team', Value: { Ref: 'Team' } }],
      ServiceConnectConfiguration: { Enabled: true, Services: [{ PortName: 'web', ClientAliases: [{ Port: 80 }] }] },
      LoadBalancers: [{ ContainerName: 'web', ContainerPort: 80, TargetGroupArn: { Ref: 'Targets' } }],
      PlacementConstraints: [{ Type: 'memberOf', Expression: 'a == b' }],
      EnableExecuteCommand: { 'Fn::If': ['IsProd', true, { Ref: 'AWS::NoValue' }] },
    },
    {
      resources: { Targets: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { Port: 80 } } },
      sections: {
        Parameters: { Team: { Type: 'String', Default: 'web' } },
        Mappings: { M: { a: { b: 'c' } } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Team' }, 'web'] } },
        Outputs: { Url: { Value: { 'Fn::Sub': '${Team}' }, Export: { Name: 'url' } } },
      },
    },
  ),
} as unknown as Json;

let aws: LoopbackAws;
const ownNames = Object.getOwnPropertyNames(Object.prototype).sort();
beforeEach(async () => {
  aws = await startLoopbackAws();
  aws.deploy({ stackName: 'Web', template: TEMPLATE as object });
});
afterEach(() => {
  expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(ownNames);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  return aws.close();
});

const cwd = temporaryDirectory;

test('the template of these laws is in sync', async () => {
  const run = await runMain(['-t', 't.json', '-s', 'Web', '-f', 'json'], { aws, cwd: cwd({ 't.json': TEMPLATE }) });
  expectEnded(run);
  expect([run.code, run.stderr]).toEqual([0, '']);
});

test('a template changed at random, as JSON or YAML, ends in a report or in clear lines', async () => {
  await fc.assert(
    fc.asyncProperty(mutations, fc.boolean(), async (steps, asYaml) => {
      const changed = mutate(TEMPLATE, steps);
      const text = asYaml ? stringify(changed, { aliasDuplicateObjects: false }) : JSON.stringify(changed);
      expectEnded(await runMain(['-t', 't', '-s', 'Web', '-f', 'json'], { aws, cwd: cwd({ t: text }) }));
    }),
    { numRuns: 300 },
  );
}, 240_000);

test('a deployed template changed at random ends in a report', async () => {
  const app = writeAssembly({ Web: { template: TEMPLATE as object } });
  await fc.assert(
    fc.asyncProperty(mutations, async (steps) => {
      aws.stack('Web').templateText = JSON.stringify(mutate(TEMPLATE, steps));
      expectEnded(await runMain(['-a', app, '-f', 'json'], { aws }));
    }),
    { numRuns: 150 },
  );
}, 240_000);

test('a manifest changed at random ends in a report or in clear lines', async () => {
  const manifest = {
    version: '48.0.0',
    artifacts: {
      Web: {
        type: 'aws:cloudformation:stack',
        environment: 'aws://111111111111/eu-west-1',
        properties: {
          templateFile: 't.json',
          tags: { a: 'b' },
          parameters: { Team: 'web' },
          lookupRole: { arn: 'arn:x' },
        },
        metadata: { '/Web/Web': [{ type: 'aws:cdk:logicalId', data: 'Web', trace: ['at lib/web.ts:1:2'] }] },
        dependencies: ['Assets'],
        displayName: 'Web',
      },
      Assets: { type: 'cdk:asset-manifest', properties: { file: 'a.json' } },
      Stage: { type: 'cdk:cloud-assembly', properties: { directoryName: 'stage' } },
    },
  };
  await fc.assert(
    fc.asyncProperty(mutations, async (steps) => {
      const directory = cwd({
        'manifest.json': mutate(manifest, steps),
        't.json': TEMPLATE,
        'stage/manifest.json': manifest,
      });
      expectEnded(await runMain(['-a', directory, '--no-lookup-role', '-f', 'json'], { aws }));
    }),
    { numRuns: 200 },
  );
}, 240_000);

test('a live answer changed at random ends in a report', async () => {
  const app = writeAssembly({ Web: { template: TEMPLATE as object } });
  const { live } = aws.service('Web', 'Web');
  const whole = structuredClone(live) as Json;
  const set = (document: Json): void => {
    for (const name of Object.keys(live)) delete live[name];
    Object.assign(live, document);
  };
  await fc.assert(
    fc.asyncProperty(mutations, async (steps) => {
      set(mutate(whole, steps));
      expectEnded(await runImpatient(['-a', app, '-f', 'json', '--timeout', '20s'], { aws }));
    }),
    { numRuns: 200 },
  );
  set(whole);
}, 240_000);

test('a saved report changed at random is rendered or refused', async () => {
  const report = JSON.parse(JSON.stringify(fullReport())) as Json;
  await fc.assert(
    fc.asyncProperty(mutations, fc.constantFrom(...FORMATS), async (steps, format) => {
      const files = { 'r.json': mutate(report, steps) };
      const { code, stdout, stderr } = await runMain(['render', 'r.json', '-f', format], { aws, cwd: cwd(files) });
      expect([code, stdout !== '' || format === 'github']).toEqual(
        stderr === '' ? [0, true] : [2, format === 'github'],
      );
      expect(stderr).toMatch(/^(?:ecs-drift: \S.{10}[^\n]*\n)?$/);
      expect(stderr).not.toMatch(/internal error|cannot write|undefined/);
    }),
    { numRuns: 400 },
  );
}, 240_000);

test('a configuration changed at random ends in a report or in clear lines', async () => {
  const config = {
    app: 'cdk.out',
    stacks: ['Web', 'Prod/*'],
    'fail-on': 'drift',
    only: ['tags'],
    wait: '5s',
    ignore: [{ property: 'Tags[*]', reason: 'r', stack: 'W*', service: '*', expires: '2027-01-31' }],
  };
  const app = writeAssembly({ Web: { template: TEMPLATE as object } });
  await fc.assert(
    fc.asyncProperty(mutations, async (steps) => {
      const directory = cwd({ '.ecs-drift.yaml': stringify(mutate(config, steps), { aliasDuplicateObjects: false }) });
      expectEnded(await runMain(['-a', app, '-f', 'json'], { aws, cwd: directory }));
    }),
    { numRuns: 200 },
  );
}, 240_000);
