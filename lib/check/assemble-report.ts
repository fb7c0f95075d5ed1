import { serviceTable } from '../fields/service-table';
import type { Report } from '../model/report';
import { version } from '../model/version';
import { buildReport } from '../report/build-report';
import { createMasker } from '../report/mask';
import type { Aws } from './aws-ports';
import { IgnoreRules } from './ignore-rules';
import { noticesOf } from './notices';
import type { OpenedStack } from './open-stack';
import type { CheckOptions } from './options';
import type { LiveReader } from './read-live';
import { type ReportOptions, reportService } from './report-service';
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

/** Compares every service and puts the report document together. */
export function assembleReport({ options, aws, remarks, opened, resolved, live }: Gathered): Report {
  const ignore = new IgnoreRules(options.ignore ?? []);
  const how: ReportOptions = {
    table: serviceTable,
    compare: {
      only: options.only === undefined || options.only.length === 0 ? undefined : new Set(options.only),
      declaredOnly: options.declaredOnly,
      modelled: aws.modelled,
    },
    ignore,
    mask: createMasker({ showValues: options.showValues }),
  };
  const compared = resolved.flatMap(({ stack, services }) =>
    services.map((service) => {
      const arn = service.serviceArn ?? '';
      return reportService(service, live.service(stack.aws, arn), live.revision(stack.aws, arn), how);
    }),
  );
  const closed = opened.flatMap((stack) => (stack.kind === 'closed' ? stack.services : []));
  const services = [...compared, ...closed.map((service) => reportService(service, undefined, undefined, how))];
  return buildReport({
    generator: { name: 'cdk-ecs-drift', version },
    stacks: opened.map((stack) => stack.report),
    services,
    notices: noticesOf({ opened, services, denied: live.denied, unused: ignore.unused, remarks, options }),
  });
}
