import { isSection, type Noun, type Piece, type Section } from './section';

/** The text that fits, and how much of what did not. */
export interface Fitted {
  readonly text: string;
  readonly leftOut: ReadonlyMap<Noun, number>;
}

/**
 * Writes as many pieces as fit, the worst first, each in its place. The first one that does not fit ends it, so that
 * nothing is ever left out for something less bad.
 */
export function fitSections(sections: readonly Section[], budget: number): Fitted {
  const pieces: Placed[] = [];
  for (const section of sections) collect(section, [], pieces);
  const written = choose(pieces, budget);
  const texts = sections.map((section) => writeSection(section, written));
  const leftOut = new Map<Noun, number>();
  for (const section of sections) countLeftOut(section, written, leftOut);
  return { text: texts.join(''), leftOut };
}

/** What a text takes of the budget: bytes of UTF-8, a line break as two; never less than characters, however counted. */
export function sizeOf(text: string): number {
  return Buffer.byteLength(text) + text.split('\n').length - 1;
}

interface Placed {
  readonly piece: Piece;
  readonly within: readonly Section[];
}

/** The lines of each piece that appears. */
type Written = ReadonlyMap<Piece | Section, string>;

function collect(section: Section, outer: readonly Section[], pieces: Placed[]): void {
  const within = [...outer, section];
  for (const item of section.items) {
    if (isSection(item)) collect(item, within, pieces);
    else pieces.push({ piece: item, within });
  }
}

function choose(pieces: readonly Placed[], budget: number): Written {
  const written = new Map<Piece | Section, string>();
  let left = budget;
  for (const { piece, within } of [...pieces].sort((a, b) => a.piece.rank - b.piece.rank)) {
    const text = piece.write();
    const opened = within.filter((section) => !written.has(section));
    left -= sizeOf(text) + opened.reduce((sum, { open, close }) => sum + sizeOf(open) + sizeOf(close), 0);
    if (left < 0) break;
    written.set(piece, text);
    for (const section of opened) written.set(section, '');
  }
  return written;
}

function writeSection(section: Section, written: Written): string {
  if (!written.has(section)) return '';
  const items = section.items.map((item) =>
    isSection(item) ? writeSection(item, written) : (written.get(item) ?? ''),
  );
  return `${section.open}${items.join('')}${section.close}`;
}

function countLeftOut(item: Section | Piece, written: Written, leftOut: Map<Noun, number>): void {
  if (item.noun !== undefined && !written.has(item)) leftOut.set(item.noun, (leftOut.get(item.noun) ?? 0) + 1);
  if (!isSection(item)) return;
  for (const inner of item.items) countLeftOut(inner, written, leftOut);
}
