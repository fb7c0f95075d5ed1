import type { ServiceReport, StackReport } from '../../model/report';

/** A service without its reason where that is its stack's, which stands above it. */
export function withoutRepeatedReason(service: ServiceReport, stack: StackReport): ServiceReport {
  return service.reason === stack.reason ? { ...service, reason: undefined } : service;
}
