import { type LoopbackAws, startLoopbackAws } from '../aws';
import { webTemplate } from '../end-to-end/templates';
import { writeAssembly } from '../end-to-end/write-assembly';
import { HOSTILE_TEXTS } from '../report/hostile-service';
import { htmlSkeleton } from '../report/html-skeleton';
import { validateJunit } from '../report/validate-junit';
import { type FormattedRun, runAllFormats } from './run-all-formats';

let aws: LoopbackAws;
beforeEach(async () => {
  aws = await startLoopbackAws();
});
afterEach(() => aws.close());

/** What acts upon a terminal or turns the direction of text; line breaks between lines are our own. */
const ACTIVE = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u;

/** A service whose every name and text is hostile. */
function hostile(text: string): object {
  const id = `Web${text}`;
  const template = webTemplate(
    {
      Tags: [
        { Key: text, Value: text },
        { Key: 'sub', Value: { 'Fn::Sub': ['${v}', { v: text }] } },
      ],
      ServiceConnectConfiguration: {
        Enabled: true,
        LogConfiguration: { LogDriver: 'fluentd', Options: JSON.parse(`{${JSON.stringify(text)}:"a"}`) },
      },
      PlacementConstraints: [{ Type: 'memberOf', Expression: text }],
      Unknowable: { 'Fn::GetAtt': ['Custom', text] },
    },
    {
      resources: {
        Custom: { Type: 'Custom::Thing', Properties: {} },
        [id]: {
          Type: 'AWS::ECS::Service',
          Metadata: { 'aws:cdk:path': `Web/${text}/Service` },
          Properties: { Cluster: 'outside', TaskDefinition: 'outside:1', DesiredCount: 1 },
        },
      },
      sections: { Conditions: { [text]: { 'Fn::Equals': ['a', 'b'] } }, Description: text },
    },
  );
  return template;
}

async function runHostile(text: string): Promise<FormattedRun> {
  aws.deploy({ stackName: 'Web', template: hostile(text), tags: { [text]: text }, invent: true });
  aws.service('Web', 'Web').update((live) => {
    for (const tag of live.tags) tag.value = `${tag.value} by hand ${text}`;
    live.tags.push({ key: `added ${text}`, value: text });
    live.placementConstraints.push({ type: 'memberOf', expression: `other ${text}` });
    live.serviceName = `live ${text}`;
  });
  aws.deploy({ stackName: 'Denied', template: webTemplate({ ServiceName: 'denied' }) });
  aws.fail({
    match: ({ input }) => JSON.stringify(input).includes('Denied'),
    error: { code: 'AccessDenied', message: text, status: 403 },
  });
  const app = writeAssembly(
    {
      Web: { template: hostile(text) },
      Denied: { template: webTemplate({ ServiceName: 'denied' }) },
      Broken: {
        template: {
          Resources: { [text]: { Type: 'AWS::ECS::Service', Properties: { Tags: { 'Fn::Nothing': text } } } },
        },
      },
    },
    {
      'rules.yaml': JSON.stringify({
        ignore: [
          { property: 'DesiredCount', reason: text },
          { property: 'Role', stack: 'Nowhere', reason: text },
        ],
      }),
    },
  );
  return runAllFormats(['--app', app, '--config', `${app}/rules.yaml`, `*`], { aws });
}

describe.each(HOSTILE_TEXTS.filter((text) => text !== '__proto__').map((text, at) => [at, text] as const))(
  'hostile text %i in every name and value',
  (_, text) => {
    let run: FormattedRun;
    beforeEach(async () => {
      run = await runHostile(text);
    });

    test('acts on nothing that shows a report or the messages', () => {
      expect(run.report.services.flatMap(({ differences }) => differences).length).toBeGreaterThan(2);
      expect(run.report.stacks.map(({ status }) => status)).toContain('UNCHECKED');
      expect(run.stderr).not.toMatch(/internal error/);
      expect(run.code).toBe(1);
      for (const [name, output] of Object.entries({ ...run.outputs, stderr: run.stderr })) {
        expect([name, ACTIVE.exec(output)?.[0]]).toEqual([name, undefined]);
      }
    });

    test('is well-formed in the formats that have a form', () => {
      const { html, junit, github, sarif } = run.outputs;
      const tags = new Set(htmlSkeleton(html).map((tag) => /[a-z][a-z0-9]*/.exec(tag)?.[0]));
      for (const tag of ['img', 'iframe', 'svg']) expect(tags).not.toContain(tag);
      expect(validateJunit(junit)).toEqual([]);
      expect(() => JSON.parse(sarif)).not.toThrow();
      for (const line of github.split('\n'))
        expect(line).toMatch(/^(?:::(?:error|warning|notice|group|endgroup)\b.*|(?!\s*::).*)$/);
    });

    test('begins no line of the messages', () => {
      for (const line of run.stderr.trimEnd().split('\n')) {
        expect(line).toMatch(/^(?:ecs-drift: \S|[a-z-]+ [A-Z]\w+ \d+ ms)/);
      }
    });
  },
);
