import type { Outcome } from './run-command';

/** What has no place in a message for people: stack traces, and values that nobody looked at. */
const UNCLEAR = /^\s*at |\.js:\d+|node:internal|undefined|\[object |internal error|NaN|Error: /;

/** Every line on stderr opens with the command's name and tells something. */
export function expectClearLines({ lines }: Outcome): void {
  expect(lines).not.toEqual([]);
  for (const line of lines) {
    expect(line).toMatch(/^ecs-drift: \S.{10}/);
    expect(line).not.toMatch(UNCLEAR);
  }
}
