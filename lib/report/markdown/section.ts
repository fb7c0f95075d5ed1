/** A part of the comment that comes as one or is left out as one. */
export interface Piece {
  /** The smaller the worse; see {@link RANK}. */
  readonly rank: number;
  /** What it is counted as where it is left out. */
  readonly noun?: Noun;
  /** Whole lines; may be empty where the piece only makes its sections appear. */
  readonly write: () => string;
}

/** Lines around pieces and further sections; appears where one of its pieces does. */
export interface Section {
  readonly open: string;
  readonly close: string;
  readonly items: readonly (Section | Piece)[];
  /** What it is counted as where nothing of it appears. */
  readonly noun?: Noun;
}

/** What is counted where it is left out, the widest first. */
export const NOUNS = [
  'stack',
  'service',
  'difference',
  'unresolved value',
  'remedy snippet',
  'notice',
  'resolved difference',
  'note',
  'ignored finding',
  'unmanaged service',
] as const;
export type Noun = (typeof NOUNS)[number];

/** What has to be seen first, and is left out last. */
export const RANK = {
  deleted: 0,
  conflict: 1,
  drift: 2,
  unchecked: 3,
  pending: 4,
  adopted: 5,
  notDeployed: 6,
  remedy: 7,
  notice: 8,
  resolved: 9,
  note: 10,
  unmanaged: 11,
} as const;

/** Tells a section from a piece. */
export function isSection(item: Section | Piece): item is Section {
  return 'items' in item;
}

/** The rank of the worst piece; infinite where there is none. */
export function worstRank(section: Section): number {
  let worst = Number.POSITIVE_INFINITY;
  for (const item of section.items) worst = Math.min(worst, isSection(item) ? worstRank(item) : item.rank);
  return worst;
}

/** The sections with the worst first, and those of one rank in the order in which they came. */
export function worstFirst(sections: readonly Section[]): Section[] {
  const ranked = sections.map((section) => ({ section, rank: worstRank(section) }));
  return ranked.sort((a, b) => Math.sign(a.rank - b.rank) || 0).map(({ section }) => section);
}
