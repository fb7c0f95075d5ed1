import type { JsonObject } from './json';

/** What ECS answered about one service that CloudFormation deployed, without nulls. */
export type LiveService =
  | { readonly kind: 'found'; readonly service: JsonObject; readonly revision?: JsonObject }
  /** ECS has no such service any more. */
  | { readonly kind: 'deleted'; readonly reason: string }
  /** It could not be read. */
  | { readonly kind: 'unread'; readonly reason: string };

/** Dates are ISO 8601 strings and documents plain JSON in what is found; names are ECS's own (`desiredCount`). */
export interface ServiceRequest {
  readonly clusterArn: string;
  readonly serviceArn: string;
}
