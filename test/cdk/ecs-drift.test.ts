import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, NestedStack, Stack, Stage, Token } from 'aws-cdk-lib';
import { CfnService } from 'aws-cdk-lib/aws-ecs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CodePipeline, CodePipelineSource, ShellStep } from 'aws-cdk-lib/pipelines';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { EcsDrift } from '../../lib/cdk';
import { temporaryDirectory } from '../assembly/temporary-directory';

const RULE = { property: 'DesiredCount', reason: 'scaled by the batch scheduler', expires: '2027-01-31' };

interface Entry {
  readonly type: string;
  readonly data: unknown;
  readonly trace?: readonly string[];
}

/** All rules in an assembly, by construct path. */
function rulesIn(directory: string): Record<string, Entry[]> {
  const rules: Record<string, Entry[]> = {};
  for (const file of filesBelow(directory).filter((name) => name.endsWith('.metadata.json'))) {
    for (const [path, entries] of Object.entries<Entry[]>(JSON.parse(readFileSync(file, 'utf8')))) {
      const found = entries.filter(({ type }) => type === 'cdk-ecs-drift:ignore');
      if (found.length > 0) rules[path] = found;
    }
  }
  return rules;
}

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).map((name) => join(directory, name));
}

function templatesIn(directory: string): string[] {
  const files = filesBelow(directory).filter((name) => name.endsWith('.template.json'));
  return files.sort().map((file) => readFileSync(file, 'utf8'));
}

function newApp(): App {
  return new App({ outdir: temporaryDirectory(), analyticsReporting: false });
}

describe('EcsDrift.of(...).ignore(...)', () => {
  test('reaches stacks and stages that are added later, once, however often the app is synthesized', () => {
    const app = newApp();
    // The first rule of this file: nothing but the app itself can have prepared its synthesis.
    EcsDrift.of(app).ignore({ property: 'Tags', reason: 'cost tags' });
    const group = new Construct(app, 'Group');
    EcsDrift.of(group).ignore(RULE);
    new Stack(group, 'Inside');
    new Stack(app, 'Outside');
    const outer = new Stage(group, 'Outer');
    new Stack(new Stage(outer, 'Inner'), 'Web');
    app.synth();
    const { directory } = app.synth({ force: true });
    const properties = Object.entries(rulesIn(directory)).map(([path, entries]) => [
      path,
      entries.map(({ data }) => (data as typeof RULE).property),
    ]);
    expect(Object.fromEntries(properties)).toEqual({
      '/Group/Inside': ['Tags', 'DesiredCount'],
      '/Outside': ['Tags'],
      '/Group/Outer/Inner/Web': ['Tags', 'DesiredCount'],
    });
  });

  test('writes metadata at the construct with the line that wrote it, and no template changes by a byte', () => {
    const build = (ignored: boolean): string => {
      const app = newApp();
      const stack = new Stack(app, 'Web');
      const nested = new NestedStack(stack, 'Nested');
      const stage = new Stage(app, 'Prod');
      new CfnService(new Stack(stage, 'Web'), 'Service');
      const inner = new CfnService(nested, 'Inner');
      for (const scope of ignored ? [app, stage, stack, nested, inner, new CfnService(stack, 'Service')] : []) {
        EcsDrift.of(scope).ignore(RULE);
      }
      if (!ignored) new CfnService(stack, 'Service');
      return app.synth().directory;
    };
    const directory = build(true);
    expect(templatesIn(directory)).toEqual(templatesIn(build(false)));
    const rules = rulesIn(directory);
    expect(Object.keys(rules).sort()).toEqual([
      '/Prod/Web',
      '/Web',
      '/Web/Nested',
      '/Web/Nested/Inner',
      '/Web/Service',
    ]);
    // Its own, and the app's or the stage's beside it.
    expect(rules['/Web']?.map(({ data }) => data)).toEqual([RULE, RULE]);
    expect(rules['/Prod/Web']?.map(({ data }) => data)).toEqual([RULE, RULE]);
    for (const { trace } of Object.values(rules).flat()) {
      expect(trace?.[0]).toMatch(/ecs-drift\.test\.[jt]s:\d+:\d+/);
    }
  });

  test('reaches the stages of CDK Pipelines, which are synthesized as they are added', () => {
    const app = newApp();
    EcsDrift.of(app).ignore(RULE);
    const stack = new Stack(app, 'Pipeline', { env: { account: '111111111111', region: 'eu-west-1' } });
    const input = CodePipelineSource.s3(Bucket.fromBucketName(stack, 'Source', 'source'), 'source.zip');
    const pipeline = new CodePipeline(stack, 'Pipeline', { synth: new ShellStep('Synth', { input, commands: ['x'] }) });
    const stage = new Stage(stack, 'Prod', { env: { account: '111111111111', region: 'eu-west-1' } });
    new CfnService(new Stack(stage, 'Web'), 'Service');
    pipeline.addStage(stage);
    expect(rulesIn(app.synth().directory)['/Pipeline/Prod/Web']?.map(({ data }) => data)).toEqual([RULE]);
  });

  test('keeps a rule within its scope', () => {
    const app = newApp();
    const parent = new Stack(app, 'Parent');
    EcsDrift.of(parent).ignore(RULE);
    new Stack(parent, 'Child');
    new Stack(app, 'Sibling');
    expect(Object.keys(rulesIn(app.synth().directory)).sort()).toEqual(['/Parent', '/Parent/Child']);
  });

  test.each<[unknown, RegExp]>([
    [undefined, /EcsDrift\.of\(Web\)\.ignore\(\): wants an object \{ property, reason, expires\? \}, met undefined/],
    [[], /wants an object .*met a list/],
    [{ property: 'Tags' }, /reason is missing: say why the property may differ/],
    [{ property: 'Tags', reason: ' ' }, /reason is empty/],
    [{ property: '', reason: 'x' }, /property is empty: say the path of a property/],
    [{ reason: 'x' }, /property is missing/],
    [{ property: 3, reason: 'x' }, /property wants a text, .*met 3/],
    [{ ...RULE, until: 'x' }, /there is no "until": a rule has property, reason and expires/],
    [{ ...RULE, expires: '2027-02-29' }, /expires wants a day of the calendar as YYYY-MM-DD, met '2027-02-29'/],
    [{ ...RULE, expires: '31.1.2027' }, /expires wants a day/],
    [{ ...RULE, reason: Token.asString({ Ref: 'X' }) }, /reason holds a token/],
  ])('refuses %j', (rule, message) => {
    const stack = new Stack(newApp(), 'Web');
    expect(() => EcsDrift.of(stack).ignore(rule as never)).toThrow(message);
    expect(stack.node.metadata.filter(({ type }) => type === 'cdk-ecs-drift:ignore')).toEqual([]);
  });

  test('takes each day of the calendar and no other', () => {
    const stack = new Stack(newApp(), 'Web');
    const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (day) => {
        EcsDrift.of(stack).ignore({ ...RULE, expires: day.toISOString().slice(0, 10) });
      }),
      { numRuns: 50 },
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }), (month, day) => {
        const expires = `2027-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        const exists = day <= new Date(Date.UTC(2027, month, 0)).getUTCDate();
        const act = () => EcsDrift.of(stack).ignore({ ...RULE, expires });
        if (exists) act();
        else expect(act).toThrow(/calendar/);
      }),
    );
  });
});
