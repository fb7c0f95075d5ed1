import type { Run } from '../end-to-end/run-command';
import { validateReport } from '../report/validate-report';

/** The command ended as it is documented: with a report that is valid, or with lines that say why there is none. */
export function expectEnded({ code, stdout, stderr }: Run): void {
  expect([0, 1, 2]).toContain(code);
  expect(stderr).not.toMatch(/internal error|undefined|\[object |^\s+at /m);
  if (stdout !== '') expect(validateReport(JSON.parse(stdout))).toEqual([]);
  else {
    expect(code).toBe(2);
    expect(stderr).not.toBe('');
  }
  for (const line of stderr.split('\n')) expect(line).toMatch(/^(?:ecs-drift: \S.{5}|$)/);
}
