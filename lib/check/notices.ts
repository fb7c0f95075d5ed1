import type { Notice } from '../model/report';
import type { OpenedStack } from './open-stack';
import type { CheckOptions } from './options';

export interface NoticeSources {
  readonly opened: readonly OpenedStack[];
  /** Of the services. */
  readonly count: number;
  /** Actions that were denied while the live side was read. */
  readonly denied: ReadonlySet<string>;
  readonly remarks: readonly string[];
  readonly options: CheckOptions;
}

/** What is to be said about the run itself. */
export function noticesOf({ opened, count, denied, remarks, options }: NoticeSources): Notice[] {
  const notices: Notice[] = remarks.map((text) => ({ kind: 'assembly', text }));
  for (const stack of opened) {
    if (stack.kind === 'closed') continue;
    const { stackName, comparison } = stack.report;
    if (comparison === 'two-way') {
      notices.push({
        kind: 'two-way',
        text: `stack ${stackName}: without its deployed template the code is compared with the live services alone; a difference may be a change that is not deployed yet`,
      });
    }
    if (stack.pair.transformed !== undefined) {
      notices.push({ kind: 'deployed-only', text: `stack ${stackName}: ${stack.pair.transformed}` });
    }
  }
  for (const action of denied) {
    notices.push({ kind: 'missing-permission', text: `${action} is denied: what only it shows is unverifiable` });
  }
  if (count === 0 && options.allowEmpty !== true) {
    notices.push({
      kind: 'no-service',
      text: 'no ECS service was found: nothing was checked (--allow-empty accepts that)',
    });
  }
  return notices;
}
