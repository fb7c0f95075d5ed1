import type { ServiceSides } from '../compare/compare-service';
import { smallFirst } from '../compare/field-tree';
import { typedAnswer } from '../compare/typed-answer';
import { isReadFailure, type ReadFailure } from '../model/deployed-stack';
import type { FieldTable, LivePlace } from '../model/field';
import { isObject, type Json, type JsonObject } from '../model/json';
import type { LiveService } from '../model/live-service';
import { isMap, type Value, type ValueMap } from '../model/value';
import type { AwsPort } from './aws-ports';
import { type Beside, serviceKey } from './beside';
import { besideByPort } from './beside-by-port';
import type { ServiceToCheck } from './collect-services';
import type { ResolvedStack } from './resolve-services';
import type { WhyUnread } from './without-unread';

/** A service that runs, as ECS answered about it. */
export interface FoundService {
  readonly port: AwsPort;
  readonly serviceArn: string;
  readonly cluster: string;
  readonly service: JsonObject;
}

/** Reads the live side of services, each once: the services themselves, then what lies elsewhere, as far as it is needed. */
export class LiveReader {
  private readonly services = new Map<AwsPort, Map<string, LiveService>>();
  /** Services, not their task sets, of which also what lies elsewhere was read. */
  private readonly whole = new Map<AwsPort, Set<string>>();
  private readonly revisions = new Map<AwsPort, Map<string, JsonObject>>();
  /** The live band of autoscaling by service, null where nobody registered one; not there where it was not read. */
  private readonly scaling = new Map<AwsPort, Map<string, JsonObject | null>>();
  /** Why a place of a service could not be read; by the service's ARN. */
  private readonly unread = new Map<AwsPort, Map<string, WhyUnread>>();
  /** Actions that were denied. */
  readonly denied = new Set<string>();

  /** Services whose revision nobody read, since no template declares what it alone shows. */
  private readonly unsought = new Map<AwsPort, Set<string>>();

  constructor(
    private readonly table: FieldTable,
    /** Reads the revisions of all services. */
    readonly thorough = false,
  ) {}

  /** How many services have a revision that was not read, since no template declares what it alone shows. */
  countUnsought(): number {
    return [...this.unsought.values()].reduce((count, services) => count + services.size, 0);
  }

  /** Reads the services of all stacks that are not read yet, those of one port together. */
  async read(stacks: readonly ResolvedStack[]): Promise<void> {
    const beside = besideByPort(stacks);
    await Promise.all(
      [...groupByPort(stacks)].map(async ([port, group]) => {
        const known = this.services.get(port) ?? new Map<string, LiveService>();
        this.services.set(port, known);
        // A service is asked for once, also where task sets of it are checked as well.
        const unread = new Map(
          group
            .filter(({ serviceArn }) => !known.has(serviceArn))
            .map(({ cluster, serviceArn }) => [serviceArn, { clusterArn: cluster, serviceArn }]),
        );
        if (unread.size > 0) {
          for (const [arn, live] of await port.readServices([...unread.values()])) known.set(arn, live);
        }
        const services = this.takeServices(port, group);
        await Promise.all([
          this.readRevisions(port, services),
          this.readScaling(port, services, beside.get(port) ?? new Map()),
        ]);
      }),
    );
  }

  private takeServices(port: AwsPort, group: readonly Checkable[]): Checkable[] {
    const whole = this.whole.get(port) ?? new Set<string>();
    this.whole.set(port, whole);
    const taken = group.filter(({ serviceArn, taskSetId }) => taskSetId === undefined && !whole.has(serviceArn));
    for (const { serviceArn } of taken) whole.add(serviceArn);
    return taken;
  }

  /** The services of stacks that run, each once. */
  found(stacks: readonly ResolvedStack[]): FoundService[] {
    return [...groupByPort(stacks)].flatMap(([port, group]) =>
      [...new Map(group.map((one) => [one.serviceArn, one.cluster]))].flatMap(([serviceArn, cluster]) => {
        const live = this.service(port, serviceArn);
        return live?.kind === 'found' ? [{ port, serviceArn, cluster, service: live.service }] : [];
      }),
    );
  }

  /** Forgets services with all that was read of them: the next read asks for them again. */
  forget(services: readonly FoundService[]): void {
    for (const { port, serviceArn, cluster } of services) {
      this.services.get(port)?.delete(serviceArn);
      this.whole.get(port)?.delete(serviceArn);
      this.revisions.get(port)?.delete(serviceArn);
      this.unread.get(port)?.delete(serviceArn);
      this.scaling.get(port)?.delete(serviceKey(serviceArn, cluster));
    }
  }

  service(port: AwsPort, serviceArn: string): LiveService | undefined {
    return this.services.get(port)?.get(serviceArn);
  }

  revision(port: AwsPort, serviceArn: string): JsonObject | undefined {
    return this.revisions.get(port)?.get(serviceArn);
  }

  /** Why places of a service could not be read; those that were, or are of no use, are left out. */
  whyUnread(port: AwsPort, serviceArn: string): WhyUnread {
    return this.unread.get(port)?.get(serviceArn) ?? {};
  }

  private noteFailure(
    port: AwsPort,
    serviceArn: string,
    place: LivePlace,
    { denied, action, reason }: ReadFailure,
  ): void {
    if (denied) this.denied.add(action);
    const unread = this.unread.get(port) ?? new Map<string, WhyUnread>();
    this.unread.set(port, unread);
    unread.set(serviceArn, { ...unread.get(serviceArn), [place]: reason });
  }

  /** The service's scalable target under the name of its row; undefined where it was not read. */
  scalable(port: AwsPort, key: string): JsonObject | undefined {
    const target = this.scaling.get(port)?.get(key);
    return target === undefined ? undefined : target === null ? {} : { scalableTarget: target };
  }

  /** For services whose count is not what a template declares, and those that a template scales. */
  private async readScaling(port: AwsPort, group: readonly Checkable[], bands: Beside): Promise<void> {
    const asked = group
      .filter(({ serviceArn }) => this.service(port, serviceArn)?.kind === 'found')
      .map((service) => ({ service, key: serviceKey(service.serviceArn, service.cluster) }))
      .filter(({ service: { serviceArn, synthesized, deployed }, key }) => {
        const found = this.service(port, serviceArn);
        const count = found?.kind === 'found' ? found.service.desiredCount : undefined;
        const declared = [synthesized?.DesiredCount, deployed?.DesiredCount].filter((value) => value !== undefined);
        return bands.has(key) || declared.some((value) => !isSameText(value, count));
      });
    if (asked.length === 0) return;
    const targets = await port.readScalableTargets(asked.map(({ key }) => key));
    const known = this.scaling.get(port) ?? new Map<string, JsonObject | null>();
    this.scaling.set(port, known);
    await Promise.all(
      asked.map(async ({ key, service: { serviceArn, deployed } }) => {
        const target = targets.get(key);
        if (target === undefined) {
          known.set(key, null);
          return;
        }
        if (isReadFailure(target)) {
          this.noteFailure(port, serviceArn, 'scaling', target);
          return;
        }
        // Without the deployed template, live is compared with the code.
        const band = bands.get(key)?.[deployed === undefined ? 'synthesized' : 'deployed'];
        const actions = await movingActions(port, key, target, band);
        const isUnread = isReadFailure(actions);
        // An action that nobody could read may have moved the band.
        if (isUnread) this.noteFailure(port, serviceArn, 'scaling', actions);
        known.set(key, isUnread || actions.length === 0 ? target : { ...target, scheduledActions: actions });
      }),
    );
  }

  private async readRevisions(port: AwsPort, group: readonly Checkable[]): Promise<void> {
    const names = this.table.rows.filter(({ place }) => place === 'revision').map(({ path }) => path);
    const requests = group.flatMap(({ serviceArn, synthesized, deployed }) => {
      const declares = names.some((name) => synthesized?.[name] !== undefined || deployed?.[name] !== undefined);
      const found = this.service(port, serviceArn);
      if (found?.kind !== 'found') return [];
      const revisionArns = currentRevisions(found.service);
      if (revisionArns === undefined) this.noteFailure(port, serviceArn, 'revision', ODD_REVISIONS);
      if (revisionArns === undefined || revisionArns.length === 0) return [];
      if (declares || this.thorough) return [{ serviceArn, revisionArns }];
      this.unsought.set(port, (this.unsought.get(port) ?? new Set()).add(serviceArn));
      return [];
    });
    if (requests.length === 0) return;
    const known = this.revisions.get(port) ?? new Map<string, JsonObject>();
    this.revisions.set(port, known);
    for (const [arn, revision] of await port.readRevisions(requests)) {
      if (!isReadFailure(revision)) known.set(arn, revision);
      else this.noteFailure(port, arn, 'revision', revision);
    }
  }
}

/** The scheduled actions that may have moved the band of a live target: asked for only where it is not the template's. */
async function movingActions(
  port: AwsPort,
  key: string,
  target: JsonObject,
  band: ValueMap | undefined,
): Promise<JsonObject[] | ReadFailure> {
  const declared = band?.ScalableTarget;
  if (!isMap(declared)) return [];
  const moved = (name: string): boolean =>
    declared[name] !== undefined && !isSameText(declared[name], target[smallFirst(name)]);
  return moved('MinCapacity') || moved('MaxCapacity') ? port.readScheduledActions(key) : [];
}

/** Whether a template's value is an answer's, in the same words. */
function isSameText(declared: Value | undefined, live: Json | undefined): boolean {
  return typeof declared !== 'object' && typeof live !== 'object' && String(declared) === String(live);
}

type Checkable = Extract<ServiceToCheck, { kind: 'check' }>;

function groupByPort(stacks: readonly ResolvedStack[]): Map<AwsPort, Checkable[]> {
  const groups = new Map<AwsPort, Checkable[]>();
  for (const { stack, services } of stacks) {
    const group = groups.get(stack.aws) ?? [];
    group.push(...services.filter((service): service is Checkable => service.kind === 'check'));
    groups.set(stack.aws, group);
  }
  return groups;
}

/** Undefined if the answer does not tell them. */
function currentRevisions({ currentServiceRevisions: current = [] }: JsonObject): string[] | undefined {
  if (!Array.isArray(current)) return undefined;
  const arns = current.flatMap((entry) => (isObject(entry) && typeof entry.arn === 'string' ? [entry.arn] : []));
  return arns.length === current.length ? arns : undefined;
}

const ODD_REVISIONS: ReadFailure = {
  action: 'ecs:DescribeServices',
  denied: false,
  reason: 'the answer has current revisions without an ARN',
};

/** The places of a live service that rows name, with an unknown for each value of a wrong type. */
export function liveSides(table: FieldTable, answer: LiveAnswer): ServiceSides['live'] {
  const { service, revision, scaling } = answer;
  const typed = (place: LivePlace, json: JsonObject | undefined): ValueMap | undefined =>
    json === undefined ? undefined : typedAnswer(table, place, json);
  return {
    service: typedAnswer(table, 'service', service),
    deployment: typed('deployment', primaryDeployment(service)),
    revision: typed('revision', revision),
    scaling: typed('scaling', scaling),
    tags: service.tags === undefined ? undefined : typed('tags', service),
  };
}

export interface LiveAnswer {
  readonly service: JsonObject;
  readonly revision: JsonObject | undefined;
  readonly scaling: JsonObject | undefined;
}

function primaryDeployment({ deployments }: JsonObject): JsonObject | undefined {
  const found = Array.isArray(deployments) ? (deployments.filter(isObject) as JsonObject[]) : [];
  return found.find(({ status }) => status === 'PRIMARY');
}

/** Why it cannot be told which of a service's deployments is the primary one; undefined where that can be told. */
export function whyNoPrimary({ deployments }: JsonObject): string | undefined {
  if (deployments === undefined) return undefined;
  const isClear =
    Array.isArray(deployments) &&
    deployments.every((one) => isObject(one) && typeof (one as JsonObject).status === 'string');
  return isClear ? undefined : 'the answer has deployments that cannot be told apart';
}
