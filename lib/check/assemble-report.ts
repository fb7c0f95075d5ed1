import type { CompareOptions } from '../compare/compare-service';
import { serviceTable } from '../fields/service-table';
import type { Report } from '../model/report';
import { version } from '../model/version';
import { buildReport } from '../report/build-report';
import { createMasker } from '../report/mask';
import type { Aws, AwsPort } from './aws-ports';
import { type BesideSides, mergeBeside } from './beside';
import { explain } from './explain';
import { IgnoreRules } from './ignore-rules';
import { noticesOf } from './notices';
import type { OpenedStack } from './open-stack';
import type { CheckOptions } from './options';
import { compareLive } from './outcome';
import type { LiveReader } from './read-live';
import { reportService } from './report-service';
import type { ResolvedStack } from './resolve-services';

/** All that a check has gathered. */
export interface Gathered {
  readonly options: CheckOptions;
  readonly aws: Aws;
  readonly remarks: readonly string[];
  readonly opened: readonly OpenedStack[];
  readonly resolved: readonly ResolvedStack[];
  readonly live: LiveReader;
}

/** Compares every service, looks for what explains differences, and puts the report document together. */
export async function assembleReport({ options, aws, remarks, opened, resolved, live }: Gathered): Promise<Report> {
  const compare: CompareOptions = {
    only: options.only === undefined || options.only.length === 0 ? undefined : new Set(options.only),
    declaredOnly: options.declaredOnly,
    modelled: aws.modelled,
  };
  const beside = besideByPort(resolved);
  const compared = resolved.flatMap(({ stack, services }) =>
    services.map((service) =>
      compareLive(service, stack.aws, live, beside.get(stack.aws) ?? new Map(), { table: serviceTable, compare }),
    ),
  );
  const denied = new Set(live.denied);
  const explained = await explain(compared, compare, denied);
  const closed = opened.flatMap((stack) => (stack.kind === 'closed' ? stack.services : []));
  const ignore = new IgnoreRules(options.ignore ?? []);
  const how = { ignore, mask: createMasker({ showValues: options.showValues }) };
  const services = [...explained, ...closed.map((service) => ({ service }))].map((one) => reportService(one, how));
  return buildReport({
    generator: { name: 'cdk-ecs-drift', version },
    stacks: opened.map((stack) => stack.report),
    services,
    notices: noticesOf({ opened, services, denied, unused: ignore.unused, remarks, options }),
  });
}

/** What templates say from the side: of any checked stack, for the services of the same account and region. */
function besideByPort(resolved: readonly ResolvedStack[]): Map<AwsPort, Map<string, BesideSides>> {
  const byPort = new Map<AwsPort, Map<string, BesideSides>>();
  for (const { stack, beside } of resolved) {
    const merged = byPort.get(stack.aws) ?? new Map<string, BesideSides>();
    byPort.set(stack.aws, merged);
    mergeBeside(merged, beside);
  }
  return byPort;
}
