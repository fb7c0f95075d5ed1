import { isObject, member } from '../model/json';
import type { SourceLocation } from '../model/local-stack';
import { locateSource } from './source-location';

/** A construct's entry in the metadata of an assembly. */
export interface MetadataEntry {
  readonly type: string;
  readonly data?: unknown;
  /** The stack trace of the entry's creation, with debugging on. */
  readonly trace?: readonly string[];
}

/** What a construct's metadata says about differences to be ignored, not looked at yet. */
export interface IgnoreEntry {
  /** Without leading slash. */
  readonly constructPath: string;
  readonly data: unknown;
  readonly source?: SourceLocation;
}

const IGNORE = 'cdk-ecs-drift:ignore';
const LOGICAL_ID = 'aws:cdk:logicalId';
const CREATION_STACK = 'aws:cdk:creationStack';
/** The resource of `new NestedStack(scope, 'Backend')` stands beside it, at `Backend.NestedStack/Backend.NestedStackResource`. */
const NESTED_STACK_RESOURCE = /^((?:.*\/)?)([^/]+)\.NestedStack\/\2\.NestedStackResource$/;

/** The construct path of the nested stack whose resource has this path; undefined for other resources. */
export function nestedStackPath(resourcePath: string): string | undefined {
  const found = NESTED_STACK_RESOURCE.exec(resourcePath);
  return found === null ? undefined : `${found[1]}${found[2]}`;
}

/** The construct metadata of one root stack, which holds that of its nested stacks as well. Paths without leading slash. */
export class StackMetadata {
  private readonly entries = new Map<string, MetadataEntry[]>();
  private logicalIds: ReadonlyMap<string, ReadonlyMap<string, string>> | undefined;

  /** Adds what a manifest or a metadata file holds, and leaves out what has not the form of an entry. */
  add(metadata: unknown): void {
    if (!isObject(metadata)) return;
    for (const [path, list] of Object.entries(metadata)) {
      if (!Array.isArray(list)) continue;
      const key = path.replace(/^\//, '');
      const known = this.entries.get(key) ?? [];
      known.push(...list.filter(isEntry));
      this.entries.set(key, known);
    }
  }

  /**
   * Construct paths by logical id, of one stack's own resources. Logical ids are unique within a stack only, so the
   * entries below a nested stack's path are that stack's: `owner` is its construct path, undefined for the root stack.
   */
  constructPaths(owner: string | undefined): ReadonlyMap<string, string> {
    this.logicalIds ??= this.groupLogicalIds();
    return this.logicalIds.get(owner ?? '') ?? new Map();
  }

  /** Where the construct was created, else its nearest ancestor that has a trace of the user's own code. */
  source(constructPath: string, workingDirectory: string): SourceLocation | undefined {
    for (let path = constructPath; path !== ''; path = parentOf(path)) {
      for (const entry of this.entries.get(path) ?? []) {
        const location = locateSource(framesOf(entry), workingDirectory);
        if (location !== undefined) return location;
      }
    }
    return undefined;
  }

  /** What is said about ignoring beside constructs: each entry's path, data and place in the user's code. */
  ignoreEntries(workingDirectory: string): readonly IgnoreEntry[] {
    return [...this.entries].flatMap(([constructPath, entries]) =>
      entries
        .filter(({ type }) => type === IGNORE)
        .map(({ data, trace }) => ({
          constructPath,
          data,
          source: locateSource(textsOf(trace), workingDirectory),
        })),
    );
  }

  private groupLogicalIds(): ReadonlyMap<string, ReadonlyMap<string, string>> {
    const nested = new Set<string>();
    for (const path of this.entries.keys()) {
      const stack = nestedStackPath(path);
      if (stack !== undefined) nested.add(stack);
    }
    const groups = new Map<string, Map<string, string>>();
    for (const [path, entries] of this.entries) {
      for (const { type, data } of entries) {
        if (type !== LOGICAL_ID || typeof data !== 'string') continue;
        const owner = ownerOf(path, nested);
        const group = groups.get(owner) ?? new Map<string, string>();
        if (!group.has(data)) group.set(data, path);
        groups.set(owner, group);
      }
    }
    return groups;
  }
}

/** The nearest ancestor that is a nested stack; the empty path for the root stack. */
function ownerOf(path: string, nested: ReadonlySet<string>): string {
  let owner = parentOf(path);
  while (owner !== '' && !nested.has(owner)) owner = parentOf(owner);
  return owner;
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

function isEntry(entry: unknown): entry is MetadataEntry {
  return isObject(entry) && typeof member(entry, 'type') === 'string';
}

/** Newer CDK versions record every resource's creation; older ones, with debugging on, the trace of its logical id. */
function framesOf(entry: MetadataEntry): readonly string[] {
  return textsOf(entry.type === CREATION_STACK ? entry.data : entry.type === LOGICAL_ID ? entry.trace : undefined);
}

function textsOf(frames: unknown): readonly string[] {
  return Array.isArray(frames) ? frames.filter((frame) => typeof frame === 'string') : [];
}
