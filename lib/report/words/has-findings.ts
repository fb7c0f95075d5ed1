import type { ServiceReport } from '../../model/report';

/** True where there is more to say of a service than that it is in sync. */
export function hasFindings(service: ServiceReport): boolean {
  return service.status !== 'IN_SYNC' || service.differences.length > 0 || service.unresolved.length > 0;
}
