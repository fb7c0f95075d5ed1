import type { Report } from '../../model/report';

/** What the mask of a value is, and how to see the value; undefined if the report has none. */
export function describeMasks({ services }: Report): string | undefined {
  const shown = services.map(({ differences, notes, ignored }) => [differences, notes, ignored]);
  return /\*\*\*[0-9a-f]{8}/.test(JSON.stringify(shown))
    ? '*** and eight digits stand for a value that may be secret, the same ones within a difference for the same value. --show-values shows the values.'
    : undefined;
}
