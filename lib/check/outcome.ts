import {
  type ComparedService,
  type CompareOptions,
  compareService,
  type ServiceSides,
} from '../compare/compare-service';
import type { LivePlace } from '../model/field';
import type { JsonObject } from '../model/json';
import type { LiveService } from '../model/live-service';
import type { AwsPort } from './aws-ports';
import { type BesideSides, serviceKey } from './beside';
import { CHECKED_TYPES } from './checked-types';
import type { ServiceToCheck } from './collect-services';
import { liveNotes } from './live-notes';
import { clusterOf } from './locate-service';
import { type LiveReader, liveSides, whyNoPrimary } from './read-live';
import { taskSetIn } from './task-set-in';
import { withoutUnread } from './without-unread';

/** A service, or a task set of one, with what was read live and, where it runs, what the comparison says. */
export interface Outcome {
  readonly service: ServiceToCheck;
  readonly live?: LiveService;
  /** Only where it runs. */
  readonly found?: FoundOutcome;
}

export interface FoundOutcome {
  readonly port: AwsPort;
  /** What ECS answered; for a task set about its service. */
  readonly service: JsonObject;
  /** The same as the comparison takes it. */
  readonly live: ServiceSides['live'];
  readonly compared: ComparedService;
  /** Set where the deployed revision of the task definition is deregistered or gone. */
  readonly deregistered?: true;
}

/** Compares one service, or task set, with its live side. */
export function compareLive(
  service: ServiceToCheck,
  port: AwsPort,
  reader: LiveReader,
  beside: ReadonlyMap<string, BesideSides>,
  compare: CompareOptions,
): Outcome {
  if (service.kind === 'settled') return { service };
  const answered = reader.service(port, service.serviceArn);
  const live = service.taskSetId === undefined ? answered : taskSetIn(answered, service.taskSetId);
  if (answered?.kind !== 'found' || live?.kind !== 'found') return { service, live };
  const key = serviceKey(service.serviceArn, service.cluster);
  const { table } = CHECKED_TYPES[service.identity.resourceType];
  const sides = liveSides(table, {
    service: live.service,
    revision: reader.revision(port, service.serviceArn),
    scaling: reader.scalable(port, key),
  });
  const notes = liveNotes(live.service);
  const compared = isExpressMode(live.service)
    ? { differences: [], unresolved: [], notes: [EXPRESS_MODE] }
    : compareService(
        table,
        {
          synthesized: service.synthesized,
          deployed: service.deployed,
          // What acts from the side acts upon services.
          beside: service.taskSetId === undefined ? beside.get(key) : undefined,
          live: sides,
          hasShortArn: clusterOf(arnOf(answered.service) ?? service.serviceArn) === undefined,
          nextDeploy: service.nextDeploy,
        },
        compare,
      );
  const deployment = whyNoPrimary(live.service);
  const why = { ...reader.whyUnread(port, service.serviceArn), ...(deployment !== undefined && { deployment }) };
  const sought = new Set<LivePlace>(reader.thorough ? ['deployment', 'revision'] : ['deployment']);
  const whole = withoutUnread(compared, table, why, sides, sought);
  return {
    service,
    live,
    found: {
      port,
      service: answered.service,
      live: sides,
      compared: { ...whole, notes: [...notes, ...whole.notes] },
    },
  };
}

function arnOf({ serviceArn }: JsonObject): string | undefined {
  return typeof serviceArn === 'string' ? serviceArn : undefined;
}

/** ECS itself made the service and keeps it (ECS API Service.resourceManagementType). */
function isExpressMode(service: JsonObject): boolean {
  return service.resourceManagementType === 'ECS';
}

const EXPRESS_MODE = {
  kind: 'managed',
  text: 'ECS Express Mode made this service and keeps it: its properties are not compared',
} as const;
