import type { CompareOptions } from '../compare/compare-service';
import type { Report } from '../model/report';
import { version } from '../model/version';
import { buildReport } from '../report/build-report';
import { createMasker } from '../report/mask';
import type { Aws } from './aws-ports';
import { besideByPort } from './beside-by-port';
import { addClusterDefaults } from './cluster-defaults';
import { compareServices } from './compare-services';
import { explain } from './explain';
import { IgnoreRules } from './ignore-rules';
import { noticesOf } from './notices';
import type { OpenedStack } from './open-stack';
import type { CheckOptions } from './options';
import type { LiveReader } from './read-live';
import { reportService } from './report-service';
import type { ResolvedStack } from './resolve-services';
import { findUnmanaged } from './unmanaged';

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
  await addClusterDefaults(beside, resolved, { live, only: options.only });
  const denied = new Set(live.denied);
  const compared = await compareServices(resolved, { live, beside, compare, denied });
  const explained = await explain(compared, compare, denied);
  const unmanaged = options.unmanaged === true ? await findUnmanaged(resolved, live) : undefined;
  const closed = opened.flatMap((stack) => (stack.kind === 'closed' ? stack.services : []));
  const ignore = new IgnoreRules(options.ignore ?? []);
  const how = { ignore, mask: createMasker({ showValues: options.showValues }) };
  const services = [...explained, ...closed.map((service) => ({ service }))].map((one) => reportService(one, how));
  return buildReport({
    generator: { name: 'cdk-ecs-drift', version },
    stacks: opened.map((stack) => stack.report),
    services,
    unmanaged: unmanaged?.services,
    notices: [
      ...noticesOf({ opened, services, denied, unused: ignore.unused, remarks, options }),
      ...(unmanaged?.notices ?? []),
    ],
  });
}
