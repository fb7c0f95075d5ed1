import type { Json } from './json';
import type { Category } from './report';

/** What is known of one property, in one row. Data only: `compare/` reads it and knows nothing else of ECS. */
export interface FieldRow {
  /** CloudFormation's path; `[]` stands for an element: `LoadBalancers[].TargetGroupArn`. */
  readonly path: string;
  readonly category: Category;
  readonly shape: Shape;
  /**
   * Set where it is no property of the resource itself: the type of the resource that acts upon it from the side, and
   * whose properties stand under this row.
   */
  readonly of?: string;
  /** True where it only serves other rows and is not compared itself. */
  readonly auxiliary?: true;
  /** Where it is read live; on rows of the first level, those below lie in the same place. Default: the service. */
  readonly place?: LivePlace;
  /** ECS's name for it, where it is not the CloudFormation name with a small first letter. */
  readonly liveName?: string;
  /** Another name under which CloudFormation takes it in templates; only for members of objects. */
  readonly otherName?: string;
  /** What a template means that leaves it out. Default: nothing. */
  readonly absent?: Absence;
  /** What a live answer means that leaves it out. Default: as `absent`, and nothing where that is any value. */
  readonly absentLive?: Absence;
  /** Which texts are equal besides equal ones. */
  readonly spelling?: Spelling;
  /** What the next deploy does when the template stops declaring it; undefined where that is not known. */
  readonly omission?: 'kept' | 'reset';
  /** On lists: true if CloudFormation may leave what is in it though a template empties it. */
  readonly outlivesEmpty?: true;
  /** True where CloudFormation replaces the resource when it changes; on rows of the first level. */
  readonly createOnly?: true;
  /** The property of the first level that takes its place as soon as the code declares that one. */
  readonly displacedBy?: string;
  /** Where AWS refuses to update it, so that the deploy fails; on rows of the first level. */
  readonly refused?: Refusal;
  /** Who else may set it, where the live service is so: a difference is then a note. */
  readonly managed?: readonly Manager[];
  /** Not compared where the live service is so: ECS works it out by itself. */
  readonly skipWhen?: Condition;
  /** On rows of the first level: only a resource whose ARN is of the new form (`service/CLUSTER/NAME`) can have it. */
  readonly longArnOnly?: true;
  /** On rows of the first level: if the live service is so, AWS has no place that shows it. */
  readonly shownNowhere?: readonly Condition[];
  /** True where the value may hold a secret; it is masked in every output. */
  readonly secret?: boolean;
  /** Set if ECS keeps it in the service revision, which a rollback brings back; on rows of the first level. */
  readonly heldBy?: 'service-revision';
  /** True where the API refuses its object without it. */
  readonly needed?: true;
  /** How the deployed value is set again by hand; on rows of the first level, those below go with them. */
  readonly restore?: Restore;
  /** How the live value is written into the code; rows without one go with the row above them. */
  readonly adopt?: Adopt;
  /** Where the fact comes from. */
  readonly source: string;
}

/**
 * `service` and its primary `deployment` come with DescribeServices, the `revision` with DescribeServiceRevisions,
 * `scaling` with DescribeScalableTargets; `tags` are the resource's own where the answer holds them at all.
 */
export type LivePlace = 'service' | 'deployment' | 'revision' | 'scaling' | 'tags';

export type Shape =
  | { readonly type: 'string' | 'number' | 'boolean' }
  /** Any JSON, compared whole; a text that holds JSON equals that JSON. */
  | { readonly type: 'json' }
  /**
   * Members have rows of their own. `filled`: left out equals one with all members at their defaults (where the
   * condition holds); otherwise it is optional and comes and goes whole. `gate`: while this member is false on a
   * side, that side's other members mean nothing.
   */
  | { readonly type: 'object'; readonly filled?: true | Condition; readonly gate?: string }
  /** A list of texts, or of numbers, in which order and repetition mean nothing. */
  | { readonly type: 'set'; readonly of?: 'number' }
  /** A list of objects told apart by members. */
  | { readonly type: 'keyed'; readonly key: ListKey; readonly swapped?: Swap }
  /** A list of objects whose order counts. */
  | { readonly type: 'ordered' }
  /** Names and texts that the user chose, as an object or (`entries`) as a list of name-and-value objects. */
  | {
      readonly type: 'map';
      readonly entries?: { readonly name: string; readonly value: string };
      /** Names with this beginning belong to AWS and are left out. */
      readonly reserved?: string;
    }
  /** A list of objects that each give one value to several names: a map from name to value. */
  | { readonly type: 'spread'; readonly names: string; readonly value: string; readonly absentValue: number };

export interface ListKey {
  /** Members whose values, joined by `:`, are the key; one that is absent is left out. */
  readonly members: readonly string[];
  /** The members to take where all of those are absent. */
  readonly otherwise?: readonly string[];
  /** Members to take into the key, in this order, while two elements of one side share it. */
  readonly telling?: readonly KeyMember[];
}

/** Two members of an element that something else may exchange. */
export interface Swap {
  /** Paths within the element. */
  readonly members: readonly [string, string];
  /** On the live service. */
  readonly when: Condition;
  /** For people. */
  readonly by: string;
}

export interface KeyMember {
  readonly member: string;
  /** Takes this part of the value: between slashes, counted from 0. */
  readonly segment?: number;
}

export type Absence =
  /** The same as this value. */
  | { readonly is: 'default'; readonly value: Json }
  /** Any of these; undefined stands for nothing. The first is shown. */
  | { readonly is: 'one-of'; readonly values: readonly (Json | undefined)[] }
  /** Really nothing: a value on another side is a difference. */
  | { readonly is: 'nothing' }
  /** AWS chooses: equal to whatever another side has. */
  | { readonly is: 'any' }
  /** The same as this member of the same object. */
  | { readonly is: 'sibling'; readonly member: string }
  /** The same as this property of that side, given by its path from the top; `otherwise` where the side has none. */
  | { readonly is: 'property'; readonly property: string; readonly otherwise: Absence }
  /** The first case whose condition holds on that side. */
  | { readonly is: 'cases'; readonly cases: readonly AbsenceCase[]; readonly otherwise: Absence };

export interface AbsenceCase {
  readonly when: Condition;
  readonly absence: Absence;
}

/** About a property of the same side, given by its path from the top (no lists on the way). */
export type Condition =
  | { readonly property: string; readonly equals: Json }
  | { readonly property: string; readonly otherThan: Json }
  | { readonly property: string; readonly present: boolean };

/** That an update of the live service with another value of a property is refused. */
export interface Refusal {
  /** On the live side. */
  readonly when: Condition;
  /** For people. */
  readonly text: string;
}

/** Something that sets a property in the template's place. */
export interface Manager {
  /** For people: `CodeDeploy`. */
  readonly by: string;
  /** On which side a condition has to hold; default: on the live one. */
  readonly side?: 'deployed' | 'live';
  readonly when?: Condition;
  /** Only numbers between the values of these two properties. */
  readonly between?: readonly [string, string];
  /** Only values that this property lists, where it is known. */
  readonly among?: Among;
}

export interface Among {
  /** A set of texts. */
  readonly property: string;
  /** The part of the value that has to be in it: between slashes, counted from 0. */
  readonly segment: number;
}

export type Spelling =
  /**
   * A name, a name with its path, or the ARN of a resource of this kind (`cluster`, `role`). `scoped`: the path is
   * where the resource lies, and old ARNs leave it out.
   */
  | { readonly type: 'name-or-arn'; readonly resource: string; readonly scoped?: true }
  /** `family`, `family:revision` or the ARN with either; a family alone equals each of its revisions. */
  | { readonly type: 'revision' }
  /** An id or ARN of this kind; a name of the other kind (`alias/x`) can stand for it, which only AWS knows. */
  | { readonly type: 'id-or-arn'; readonly resource: string; readonly alias: string }
  /** A name or an ARN that does not hold the name: with one of each only AWS knows. */
  | { readonly type: 'name-or-opaque-arn' }
  /** Letter case does not count in texts with these beginnings; each list of synonyms is one value. */
  | {
      readonly type: 'folded';
      readonly beginnings: readonly string[];
      readonly synonyms: readonly (readonly string[])[];
    }
  /** This text stands for whatever AWS puts in its place: it equals every other. */
  | { readonly type: 'placeholder'; readonly text: string }
  /** A number, or one with a unit that holds so many: `1 vCPU` is 1024. Letter case and blanks do not count. */
  | { readonly type: 'measured'; readonly unit: string; readonly holds: number };

/** A property that has no row, and why. */
export interface NotCompared {
  readonly path: string;
  readonly reason: string;
}

export interface FieldTable {
  readonly rows: readonly FieldRow[];
  readonly notCompared: readonly NotCompared[];
}

/** The way in which somebody sets the deployed value of a property again. */
export type Restore =
  | UpdateParameter
  | { readonly by: 'tags' | 'scalable-target' | 'task-set-scale' }
  | { readonly by: 'nothing'; readonly reason: string };

/** A parameter of UpdateService that takes the property. */
export interface UpdateParameter {
  readonly by: 'update-service';
  /** The API's name for it. */
  readonly parameter: string;
  /** What is left out inside keeps its value; otherwise the parameter replaces the property as a whole. */
  readonly merges?: true;
  /** The AWS CLI's option that says false; default: the parameter's with `no-` before it. */
  readonly negative?: string;
  /** Options that have to go with it. */
  readonly together?: readonly string[];
  /** The deployment controllers besides ECS that allow it. */
  readonly controllers?: readonly ('CODE_DEPLOY' | 'EXTERNAL')[];
  /** What to send where the deployed template leaves the property out; default: what its absence means. */
  readonly undeclared?: Json;
  /** The property to send in place of this one. */
  readonly property?: string;
}

/** The way in which somebody writes the live value of a property into CDK code. */
export type Adopt =
  /** A property of the construct library's own services. */
  | { readonly by: 'property'; readonly name: string; readonly form?: CodeForm }
  | { readonly by: 'override' | 'tags' | 'scaling' }
  | { readonly by: 'nothing'; readonly reason: string };

/** How a live value reads in CDK code, where not as it is. */
export type CodeForm =
  | { readonly type: 'duration'; readonly unit: 'seconds' | 'minutes' }
  /** The member of an enumeration, by value; other values have no member. */
  | { readonly type: 'enumeration'; readonly name: string; readonly members: Readonly<Record<string, string>> }
  /** An object of these members, by their names in the template. */
  | { readonly type: 'members'; readonly members: Readonly<Record<string, string>> };
