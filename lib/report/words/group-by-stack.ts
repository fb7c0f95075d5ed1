import type { Report, ServiceReport, StackReport } from '../../model/report';

/** Every service under the first stack that it fits; one that fits none makes its own group rather than be lost. */
export function groupByStack(report: Report): [StackReport, ServiceReport[]][] {
  const groups = report.stacks.map((stack): [StackReport, ServiceReport[]] => [stack, []]);
  const byName = new Map<string, [StackReport, ServiceReport[]][]>();
  for (const group of groups) byName.set(group[0].stackName, [...(byName.get(group[0].stackName) ?? []), group]);
  for (const service of report.services) {
    const { stackName, account, region } = service;
    const named = byName.get(stackName) ?? [];
    const group = named.find(([stack]) => belongsTo(service, stack));
    if (group !== undefined) group[1].push(service);
    else {
      const own: [StackReport, ServiceReport[]] = [{ stackName, account, region, status: 'CHECKED' }, [service]];
      groups.push(own);
      byName.set(stackName, [...named, own]);
    }
  }
  return groups;
}

/** A stack that is not tied to an account or a region takes the services of any. */
function belongsTo(service: ServiceReport, stack: StackReport): boolean {
  const fits = (left: string | undefined, right: string | undefined) => (left ?? right) === (right ?? left);
  return fits(service.account, stack.account) && fits(service.region, stack.region);
}
