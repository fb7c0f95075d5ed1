import type { Notice, Report, ServiceReport } from '../model/report';
import { version } from '../model/version';
import { buildReport } from '../report/build-report';
import { createMasker } from '../report/mask';
import { besideByPort } from './beside-by-port';
import { addClusterDefaults } from './cluster-defaults';
import type { ServiceToCheck } from './collect-services';
import { compareServices } from './compare-services';
import { explain } from './explain';
import { othersOf } from './ignore/others-of';
import { ruleNotices } from './ignore/rule-notices';
import type { IgnoreRules } from './ignore-rules';
import { markSince } from './mark-since';
import { noticesOf } from './notices';
import type { OpenedStack } from './open-stack';
import type { CheckOptions } from './options';
import type { Outcome } from './outcome';
import type { Code } from './read-code';
import type { LiveReader } from './read-live';
import { isRevertible, withRemedies } from './remedies';
import { reportService } from './report-service';
import type { ResolvedStack } from './resolve-services';
import { findUnmanaged } from './unmanaged';

/** All that a check has gathered. */
export interface Gathered {
  readonly options: CheckOptions;
  readonly code: Code;
  readonly ignore: IgnoreRules;
  readonly opened: readonly OpenedStack[];
  /** What the run has to say besides. */
  readonly notices: readonly Notice[];
  readonly resolved: readonly ResolvedStack[];
  readonly live: LiveReader;
}

/** Compares every service, looks for what explains differences, and puts the report document together. */
export async function assembleReport(gathered: Gathered): Promise<Report> {
  const { options, code, ignore, opened, resolved, live } = gathered;
  const beside = besideByPort(resolved);
  await addClusterDefaults(beside, resolved, live);
  const denied = new Set(live.denied);
  const compared = await compareServices(resolved, { live, beside, denied });
  const explained = await explain(compared, denied);
  const unmanaged = options.unmanaged === true ? await findUnmanaged(resolved, live) : undefined;
  const outcomes = [...explained, ...closedServices(opened).map((service) => ({ service }))];
  const reported = reportServices(outcomes, gathered);
  const judged = reported.map(({ service }) => service);
  const { services, resolved: gone } =
    options.compareTo === undefined
      ? { services: judged, resolved: undefined }
      : markSince(judged, options.compareTo, options);
  return buildReport({
    generator: { name: 'cdk-ecs-drift', version },
    stacks: opened.map((stack) => stack.report),
    services,
    unmanaged: unmanaged?.services,
    resolved: gone,
    notices: [
      ...gathered.notices,
      ...noticesOf({
        opened,
        count: services.length,
        denied,
        unsought: live.countUnsought(),
        remarks: code.remarks,
        options,
      }),
      ...ruleNotices(ignore, {
        services: reported,
        stacks: opened,
        others: othersOf(code, options),
        only: options.only,
        declaredOnly: options.declaredOnly,
      }),
      ...(unmanaged?.notices ?? []),
    ],
  });
}

function closedServices(opened: readonly OpenedStack[]): ServiceToCheck[] {
  return opened.flatMap((stack) => (stack.kind === 'closed' ? stack.services : []));
}

/** The services as the report has them, each with the construct path of its root stack. */
function reportServices(
  outcomes: readonly Outcome[],
  { options, ignore, opened, resolved }: Gathered,
): { readonly service: ServiceReport; readonly stackPath?: string }[] {
  const mask = createMasker({ showValues: options.showValues });
  const stackPaths = new Map<ServiceToCheck, string | undefined>();
  for (const { stack, services } of resolved) {
    for (const service of services) stackPaths.set(service, stack.target.local?.constructPath);
  }
  for (const stack of opened) {
    if (stack.kind === 'open') continue;
    for (const service of stack.services) stackPaths.set(service, stack.target.local?.constructPath);
  }
  const reported = outcomes.map((outcome) => {
    const stackPath = stackPaths.get(outcome.service);
    return { outcome, stackPath, service: reportService(outcome, { ignore, mask, stackPath, asked: options }) };
  });
  const irrevertible = new Set(
    reported.filter(({ outcome, service }) => !isRevertible(outcome, service)).map(({ stackPath }) => stackPath),
  );
  return reported.map(({ outcome, stackPath, service }) => {
    const revertible = irrevertible.has(stackPath) ? undefined : stackPath;
    return { service: withRemedies(outcome, service, options, revertible), stackPath };
  });
}
