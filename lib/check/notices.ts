import { serviceTable } from '../fields/service-table';
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
  /** Services whose revision was not read. */
  readonly unsought: number;
  readonly remarks: readonly string[];
  readonly options: CheckOptions;
}

/** What is to be said about the run itself. */
export function noticesOf({ opened, count, denied, unsought, remarks, options }: NoticeSources): Notice[] {
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
  notices.push(...deniedNotices(denied), ...notReadNotices(unsought, options));
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

/** What only the service revision shows is read where a template declares it, else only if somebody asks for it. */
function notReadNotices(services: number, { only = [], declaredOnly = false }: CheckOptions): Notice[] {
  const names = serviceTable.rows
    .filter(({ place, category }) => place === 'revision' && (only.length === 0 || only.includes(category)))
    .map(({ path }) => path)
    .sort();
  if (services === 0 || names.length === 0 || declaredOnly) return [];
  const of = services === 1 ? '1 service whose template does' : `${services} services whose templates do`;
  const text = `${names.join(' and ')} of ${of} not declare them were not read: --thorough finds what was set by hand`;
  return [{ kind: 'not-read', text }];
}
