import { type ComparedService, type CompareOptions, compareService } from '../compare/compare-service';
import type { FieldTable } from '../model/field';
import type { JsonObject } from '../model/json';
import type { LiveService } from '../model/live-service';
import type { AwsPort } from './aws-ports';
import { type BesideSides, serviceKey } from './beside';
import type { ServiceToCheck } from './collect-services';
import { liveNotes } from './live-notes';
import { type LiveReader, liveSides } from './read-live';

/** A service with what was read live and, where it runs, what the comparison says. */
export interface Outcome {
  readonly service: ServiceToCheck;
  readonly live?: LiveService;
  /** Only for a running service. */
  readonly found?: FoundOutcome;
}

export interface FoundOutcome {
  readonly port: AwsPort;
  readonly service: JsonObject;
  readonly compared: ComparedService;
}

export interface CompareHow {
  readonly table: FieldTable;
  readonly compare: CompareOptions;
}

/** Compares one service with its live side. */
export function compareLive(
  service: ServiceToCheck,
  port: AwsPort,
  reader: LiveReader,
  beside: ReadonlyMap<string, BesideSides>,
  { table, compare }: CompareHow,
): Outcome {
  if (service.kind === 'settled') return { service };
  const live = reader.service(port, service.serviceArn);
  if (live?.kind !== 'found') return { service, live };
  const key = serviceKey(service.serviceArn, service.cluster);
  const sides = liveSides(live.service, reader.revision(port, service.serviceArn), reader.scalable(port, key));
  const notes = liveNotes(live.service);
  const compared = isExpressMode(live.service)
    ? { differences: [], unresolved: [], notes: [EXPRESS_MODE] }
    : compareService(
        table,
        { synthesized: service.synthesized, deployed: service.deployed, beside: beside.get(key), live: sides },
        compare,
      );
  return {
    service,
    live,
    found: { port, service: live.service, compared: { ...compared, notes: [...notes, ...compared.notes] } },
  };
}

/** ECS itself made the service and keeps it (ECS API Service.resourceManagementType). */
function isExpressMode(service: JsonObject): boolean {
  return service.resourceManagementType === 'ECS';
}

const EXPRESS_MODE = {
  kind: 'managed',
  text: 'ECS Express Mode made this service and keeps it: its properties are not compared',
} as const;
