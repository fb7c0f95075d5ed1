import type { ReportSummary, ServiceReport, ServiceStatus } from '../model/report';

/** Counts services by status and their differences by cause; what is ignored is counted apart. */
export function summarize(services: readonly ServiceReport[]): ReportSummary {
  const withStatus = (status: ServiceStatus) => services.filter((service) => service.status === status).length;
  const summary: ReportSummary = {
    services: services.length,
    inSync: withStatus('IN_SYNC'),
    drifted: withStatus('DRIFTED'),
    deleted: withStatus('DELETED'),
    notDeployed: withStatus('NOT_DEPLOYED'),
    unchecked: withStatus('UNCHECKED'),
    differences: { drift: 0, conflict: 0, adopted: 0, pending: 0 },
    ignored: 0,
  };
  for (const service of services) {
    for (const difference of service.differences) summary.differences[difference.cause] += 1;
    summary.ignored += service.ignored.length;
  }
  return summary;
}
