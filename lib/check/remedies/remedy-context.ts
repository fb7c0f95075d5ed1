import type { ServiceSides } from '../../compare/compare-service';
import type { FieldTable } from '../../model/field';
import type { JsonObject } from '../../model/json';
import type { Difference, Note } from '../../model/report';
import type { Shell } from '../../model/shell';
import type { ValueMap } from '../../model/value';
import type { ServiceIdentity } from '../collect-services';
import type { TagChanges } from './tag-changes';

/** What of a run stands in every command. */
export interface RemedyOptions {
  readonly profile?: string;
  /** What the run was given as the app. */
  readonly app?: string;
  readonly showValues?: boolean;
  readonly shell?: Shell;
}

/** A service or task set whose drift is to be remedied. */
export interface RemedyContext {
  readonly options: RemedyOptions;
  readonly table: FieldTable;
  readonly identity: ServiceIdentity;
  readonly serviceArn: string;
  readonly cluster: string;
  /** `ecs-svc/ID`; only for a task set. */
  readonly taskSetId?: string;
  /** What its template says, worked out; undefined where it could not be read. */
  readonly deployed?: ValueMap;
  /** The code no longer has it. */
  readonly removed: boolean;
  readonly live: ServiceSides['live'];
  /** What ECS answered about the service. */
  readonly service: JsonObject;
  readonly notes: readonly Note[];
  /** Of these, drift and conflict are remedied. */
  readonly differences: readonly Difference[];
  /** Paths that a remedy must leave as they run: ignored, adopted, kept by something else. */
  readonly untouched: readonly string[];
  readonly changedTags: TagChanges;
  /** ECS runs no service with the deployed revision of the task definition any more. */
  readonly deregistered: boolean;
  /** The root stack's construct path, if a deploy of all that the CDK has for it would undo drift and nothing else. */
  readonly stackPath?: string;
}
