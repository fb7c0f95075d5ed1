import type { Notice } from '../model/report';
import type { OpenedStack } from './open-stack';
import type { CheckOptions } from './options';
import { templateWarnings } from './template-warnings';

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
    notices.push(...templateWarnings(stack).map((text): Notice => ({ kind: 'template', text })));
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
  notices.push(...deniedNotices(denied));
  if (count === 0 && options.allowEmpty !== true) {
    notices.push({
      kind: 'no-service',
      text: 'no ECS service was found: nothing was checked (--allow-empty accepts that)',
    });
  }
  return notices;
}

function deniedNotices(denied: ReadonlySet<string>): Notice[] {
  if (denied.size === 0) return [];
  const { WITHOUT } = require('../aws/permissions') as typeof import('../aws/permissions');
  return [...denied].map((action) => ({
    kind: 'missing-permission',
    text: `${action} is denied: ${WITHOUT.get(action) ?? 'what only it shows is not checked'}`,
  }));
}
