import type { Note, Notice, Report, ServiceReport } from '../../model/report';
import { escapeText } from '../escape';
import { isNothingDeployed } from '../words/describe-verdict';
import { locateService } from './locate';
import { plainMessage } from './plain-message';
import type { SarifDescriptor, SarifLevel, SarifNotification } from './sarif-log';

type Kind = Notice['kind'] | 'note' | 'not-deployed' | 'resolved' | 'results-cut';

const TEXTS: Readonly<Record<Kind, readonly [name: string, level: SarifLevel, description: string]>> = {
  'missing-permission': ['MissingPermission', 'warning', 'A permission is missing, and what it shows is not checked.'],
  'two-way': ['TwoWay', 'warning', 'A stack was compared without its deployed template.'],
  'deployed-only': ['DeployedOnly', 'note', 'A stack was compared without the code.'],
  assembly: ['Assembly', 'warning', 'Something in the cloud assembly could not be read.'],
  template: ['Template', 'warning', 'A template is accepted by CloudFormation and may not mean what was meant.'],
  'unused-ignore': ['UnusedIgnore', 'warning', 'An ignore rule matched nothing.'],
  'expired-ignore': ['ExpiredIgnore', 'warning', 'An ignore rule is past its date and matches no longer.'],
  'unread-stack': [
    'UnreadStack',
    'warning',
    'Whether a stack without services in the code still has some is not known.',
  ],
  'not-compared': ['NotCompared', 'note', 'Something of Amazon ECS is there that is not compared.'],
  'not-read': ['NotRead', 'note', 'Something that no template declares was not read.'],
  'no-service': ['NoService', 'error', 'No ECS service was found.'],
  note: ['Note', 'note', 'Something about a service that has no influence on the verdict.'],
  'not-deployed': ['NotDeployed', 'note', 'A stack or a service is not deployed yet.'],
  resolved: ['Resolved', 'note', 'A difference of the earlier report is no more.'],
  'results-cut': ['ResultsCut', 'warning', 'There are more results than a run may hold.'],
};

const KINDS = Object.keys(TEXTS) as readonly Kind[];

/** What a run can tell besides results, always in this order. */
export const NOTIFICATIONS: readonly SarifDescriptor[] = KINDS.map((kind) => {
  const [name, , text] = TEXTS[kind];
  const says = { text };
  return { id: `ecs-drift/notice/${kind}`, name, shortDescription: says, fullDescription: says, help: says };
});

/** What the report says besides findings: notices, notes, what is not deployed yet, what is resolved. */
export function listNotifications(report: Report): SarifNotification[] {
  const { notices, stacks, services, resolved = [] } = report;
  return [
    ...(isNothingDeployed(report) ? [notify('not-deployed', 'Nothing to compare: no service is deployed')] : []),
    ...notices.map(({ kind, text }) => notify(kind, text)),
    ...stacks
      .filter(({ status }) => status === 'NOT_DEPLOYED')
      .map(({ stackName, reason }) => notify('not-deployed', `Stack '${stackName}' is not deployed yet: ${reason}`)),
    ...services.flatMap(notificationsOfService),
    ...resolved.map(({ serviceArn, path }) => notify('resolved', `'${path}' of service '${serviceArn}' is resolved`)),
  ];
}

/** That `left` results are not in the run. */
export function notifyCut(kept: number, left: number): SarifNotification {
  return notify(
    'results-cut',
    `Only the ${kept} worst results are listed, ${left} more left out: use --format json for all`,
  );
}

function notificationsOfService(service: ServiceReport): SarifNotification[] {
  const { status, logicalId, stackName, reason, notes } = service;
  const name = `Service '${logicalId}' in stack '${stackName}'`;
  const texts: [Kind, string][] = notes.map(({ kind, path, text }: Note) => [
    'note',
    `${name}${path === undefined ? '' : `, '${path}'`} (${kind}): ${text}`,
  ]);
  if (status === 'NOT_DEPLOYED') texts.unshift(['not-deployed', `${name} is not deployed yet: ${reason}`]);
  const locations = [locateService(service)];
  return texts.map(([kind, text]) => ({ ...notify(kind, text), locations }));
}

function notify(kind: Kind, text: string): SarifNotification {
  return {
    descriptor: { id: `ecs-drift/notice/${kind}`, index: KINDS.indexOf(kind) },
    level: TEXTS[kind][1],
    message: plainMessage(`${escapeText(text)}.`),
  };
}
