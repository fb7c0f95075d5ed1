import { basename, join } from 'node:path';
import * as ts from 'typescript';
import type { ServiceReport } from '../../../lib/model/report';
import { type FreeJson, type LoopbackAws, startLoopbackAws } from '../../aws';
import { check, serviceIn } from '../../end-to-end/run-command';
import { webTemplate } from '../../end-to-end/templates';
import { writeAssembly } from '../../end-to-end/write-assembly';

let aws: LoopbackAws;
beforeAll(async () => {
  aws = await startLoopbackAws();
});
afterAll(() => aws.close());

const TARGET = {
  Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
  Properties: {
    MinCapacity: 1,
    MaxCapacity: 4,
    ServiceNamespace: 'ecs',
    ScalableDimension: 'ecs:service:DesiredCount',
    ResourceId: { 'Fn::Sub': 'service/${Cluster}/${Web.Name}' },
  },
};

/** What somebody changes by hand of a service whose construct is at a path. */
async function codesAt(stackName: string, constructPath: string): Promise<string[]> {
  const template = webTemplate({ Tags: [{ Key: 'team', Value: 'web' }] }, { resources: { Target: TARGET } });
  Object.assign(template.Resources.Web as object, { Metadata: { 'aws:cdk:path': constructPath } });
  aws.deploy({ stackName, template });
  const { arn, live } = aws.service(stackName, 'Web');
  changeByHand(live);
  aws.scalableTarget(`service/${arn.split('/').slice(1).join('/')}`).live.MinCapacity = 2;
  const report = await check(['--app', writeAssembly({ [stackName]: { template } })], { aws });
  return codesOf(serviceIn(report, 'Web'));
}

function changeByHand(live: FreeJson): void {
  Object.assign(live, {
    healthCheckGracePeriodSeconds: 33,
    enableExecuteCommand: true,
    enableECSManagedTags: true,
    propagateTags: 'SERVICE',
    platformVersion: '1.4.0',
    availabilityZoneRebalancing: 'ENABLED',
    tags: [{ key: 'team', value: 'by hand' }],
    placementConstraints: [{ type: 'distinctInstance' }],
  });
  Object.assign(live.deploymentConfiguration, { minimumHealthyPercent: 0, maximumPercent: 150, bakeTimeInMinutes: 9 });
  live.deploymentConfiguration.deploymentCircuitBreaker = { enable: true, rollback: true };
  live.networkConfiguration.awsvpcConfiguration.securityGroups.push('sg-0b1hand');
  live.networkConfiguration.awsvpcConfiguration.subnets.push('subnet-0b1hand');
}

function codesOf({ differences }: ServiceReport): string[] {
  const codes = differences.flatMap(({ remedies = [] }) =>
    remedies.flatMap((remedy) => (remedy.kind === 'adopt' ? [remedy.code] : [])),
  );
  return [...new Set(codes)];
}

const HEAD = `
import { aws_ecs as ecs, Duration, Stack, Tags } from 'aws-cdk-lib';
import {
  AvailabilityZoneRebalancing, CfnService, DeploymentStrategy, FargatePlatformVersion, PropagatedTagSource,
} from 'aws-cdk-lib/aws-ecs';
declare const stack: Stack, cluster: ecs.Cluster, taskDefinition: ecs.FargateTaskDefinition;
export const used = [Duration, Tags, AvailabilityZoneRebalancing, CfnService, DeploymentStrategy,
  FargatePlatformVersion, PropagatedTagSource];
`;

/** A program in which statements stand after the construct, and properties among its own. */
function program(codes: readonly string[], construct: (properties: string) => string): string {
  const isStatement = (code: string) => code.endsWith(';') || code.startsWith('//');
  const scaling = codes.filter((code) => code.includes('Capacity'));
  const properties = codes.filter((code) => !isStatement(code) && !scaling.includes(code));
  const own = `${construct(properties.join(',\n'))}\n${codes.filter(isStatement).join('\n')}`;
  return `${HEAD}${own}\nexport const scaling: { minCapacity?: number; maxCapacity: number } = { ${scaling.join(', ')} };`;
}

/** What the compiler has to say about each program; none is written anywhere. */
function errorsIn(sources: Readonly<Record<string, string>>): Record<string, string[]> {
  const files = new Map(Object.entries(sources).map(([name, text]) => [join(__dirname, `${name}.ts`), text]));
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.getSourceFile = (file, ...rest) => {
    const text = files.get(file);
    return text === undefined ? getSourceFile(file, ...rest) : ts.createSourceFile(file, text, ts.ScriptTarget.ES2022);
  };
  const compiled = ts.createProgram([...files.keys()], options, host);
  const errorsOf = (file: string): string[] =>
    compiled
      .getSemanticDiagnostics(compiled.getSourceFile(file))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
  return Object.fromEntries([...files.keys()].map((file) => [basename(file, '.ts'), errorsOf(file)]));
}

test('what is printed compiles with the construct that it is for', async () => {
  const library = await codesAt('Library', 'Library/Web/Service');
  expect(library).toEqual(
    expect.arrayContaining([
      'minHealthyPercent: 0',
      '/* of its autoscaling */ minCapacity: 2, maxCapacity: 4',
      "(service.node.defaultChild as CfnService).addPropertyOverride('NetworkConfiguration.AwsvpcConfiguration.SecurityGroups.1', 'sg-0b1hand');",
      "// add NetworkConfiguration.AwsvpcConfiguration.Subnets[subnet-0b1hand]: 'subnet-0b1hand'",
    ]),
  );
  const plain = await codesAt('Plain', 'Plain/Web');
  expect(plain).toEqual(
    expect.arrayContaining([
      'enableEcsManagedTags: true',
      "service.addPropertyOverride('DeploymentConfiguration.MinimumHealthyPercent', 0);",
    ]),
  );
  expect(plain.filter((code) => /minHealthyPercent|connections/.test(code))).toEqual([]);
  const ofPlain = program(plain, (own) => `const service = new CfnService(stack, 'Web', { ${own} });`);
  const errors = errorsIn({
    library: program(
      library,
      (own) => `const service = new ecs.FargateService(stack, 'Web', { cluster, taskDefinition, ${own} });`,
    ),
    plain: ofPlain,
    wrong: ofPlain.replace('enableEcsManagedTags', 'enableECSManagedTags'),
  });
  expect(errors).toEqual({ library: [], plain: [], wrong: [expect.stringContaining('enableECSManagedTags')] });
}, 240_000);
