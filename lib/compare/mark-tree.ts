import type { FieldNode } from './field-tree';

/** What is to be known about a place when a difference is found there. */
export interface Mark {
  readonly node: FieldNode;
  /** True where the place is an element, not the property. */
  readonly element: boolean;
  readonly declared: boolean;
  /** The topmost property that the synthesized template leaves out though the deployed one declares it. */
  readonly omitted?: FieldNode | undefined;
}

/** Marks of places, along the segments of their paths. */
export class MarkTree {
  private readonly inside = new Map<string, MarkTree>();
  private mark: Mark | undefined;
  private withoutSynthesized = false;

  /** The marks of what lies in this place under a segment. */
  below(segment: string): MarkTree {
    const known = this.inside.get(segment);
    if (known !== undefined) return known;
    const tree = new MarkTree();
    this.inside.set(segment, tree);
    return tree;
  }

  set(segment: string, mark: Mark): void {
    this.below(segment).mark = mark;
  }

  /** Says that the synthesized value of a place is not known though a difference was proven there. */
  loseSynthesized(segment: string): void {
    this.below(segment).withoutSynthesized = true;
  }

  /** The mark of the place that the segments lead to. */
  find(segments: readonly string[]): Mark | undefined {
    return this.at(segments)?.mark;
  }

  /** Whether the synthesized value of a place, or of one within it, is not known. */
  lacksSynthesized(segments: readonly string[]): boolean {
    return this.at(segments)?.lacksAny() === true;
  }

  private at(segments: readonly string[]): MarkTree | undefined {
    let tree: MarkTree | undefined = this;
    for (const segment of segments) tree = tree?.inside.get(segment);
    return tree;
  }

  private lacksAny(): boolean {
    return this.withoutSynthesized || [...this.inside.values()].some((tree) => tree.lacksAny());
  }
}
