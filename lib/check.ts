import { type Aws, sdkAws } from './check/aws-ports';
import type { ServiceToCheck } from './check/collect-services';
import { IgnoreRules } from './check/ignore-rules';
import { noticesOf } from './check/notices';
import { close, type OpenedStack, openStack } from './check/open-stack';
import type { CheckOptions, CheckResult } from './check/options';
import { type Code, readCode, type Target } from './check/read-code';
import { type LiveSide, readLive } from './check/read-live';
import { reportService } from './check/report-service';
import { type OpenStack, type ResolvedStack, ServiceResolution } from './check/resolve-services';
import { vetStack } from './check/vet-stack';
import { serviceTable } from './fields/service-table';
import { InputError } from './model/errors';
import type { ServiceReport } from './model/report';
import { version } from './model/version';
import { buildReport } from './report/build-report';
import { createMasker } from './report/mask';

export type { CheckOptions, CheckResult, Progress } from './check/options';

/**
 * Checks whether ECS services still run as the code says: reads the code, what CloudFormation deployed and what ECS
 * runs, and compares them field by field. Read-only.
 * @throws InputError where nothing at all could be checked because of what was given
 */
export async function checkDrift(options: CheckOptions = {}, aws: Aws = sdkAws(options)): Promise<CheckResult> {
  try {
    const code = await readCode(options);
    const broken = vet(code);
    options.onProgress?.({ kind: 'stage', text: `reading ${code.targets.length} stacks` });
    const opened = await Promise.all(code.targets.map((target) => open(aws, target, options, broken.get(target))));
    const open1 = opened.filter((stack): stack is OpenStack => stack.kind === 'open');
    const resolution = new ServiceResolution(aws, open1, {
      table: serviceTable,
      only: options.only,
      parameters: options.parameters ?? {},
      code: code.stacks,
    });
    const [live] = await Promise.all([readLive(serviceTable, resolution.stacks), resolution.finish()]);
    return report(options, aws, code, broken, opened, resolution.stacks, live);
  } finally {
    aws.close();
  }
}

/** The stacks of the code that CloudFormation would refuse. Throws where that leaves nothing. */
function vet({ targets, problems }: Code): Map<Target, string[]> {
  const broken = new Map<Target, string[]>();
  for (const target of targets) {
    const found = target.local === undefined ? [] : vetStack(serviceTable, target.local);
    if (found.length > 0) broken.set(target, found);
  }
  const all = [...problems, ...[...broken.values()].flat()];
  if (all.length > 0 && broken.size === targets.length) throw new InputError(all.join('; '), all);
  return broken;
}

async function open(
  aws: Aws,
  target: Target,
  options: CheckOptions,
  broken: readonly string[] | undefined,
): Promise<OpenedStack> {
  return broken === undefined ? openStack(aws, target, options) : close(target, 'UNCHECKED', broken.join('; '));
}

function report(
  options: CheckOptions,
  aws: Aws,
  code: Code,
  broken: ReadonlyMap<Target, string[]>,
  opened: readonly OpenedStack[],
  resolved: readonly ResolvedStack[],
  live: LiveSide,
): CheckResult {
  const ignore = new IgnoreRules(options.ignore ?? []);
  const only = options.only === undefined || options.only.length === 0 ? undefined : new Set(options.only);
  const how = {
    table: serviceTable,
    compare: { only, declaredOnly: options.declaredOnly, modelled: aws.modelled },
    ignore,
    mask: createMasker({ showValues: options.showValues }),
  };
  const services: ServiceReport[] = [];
  const tell = (service: ServiceToCheck, port?: ResolvedStack['stack']['aws']): void => {
    const arn = service.serviceArn ?? '';
    const [found, revision] =
      port === undefined ? [] : [live.services.get(port)?.get(arn), live.revisions.get(port)?.get(arn)];
    services.push(reportService(service, found, revision, how));
  };
  for (const { stack, services: own } of resolved) for (const service of own) tell(service, stack.aws);
  for (const stack of opened) if (stack.kind === 'closed') for (const service of stack.services) tell(service);
  const stacks = opened.map((stack) => stack.report);
  const findings = {
    stacks,
    services,
    notices: noticesOf({ opened, services, live, unused: ignore.unused, remarks: code.remarks, options }),
  };
  const problems = [...code.problems, ...[...broken.values()].flat()];
  return { report: buildReport({ generator: { name: 'cdk-ecs-drift', version }, ...findings }), problems };
}
