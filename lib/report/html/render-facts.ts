import type { ServiceReport } from '../../model/report';
import type { ListedService } from './listed-service';
import { html, type Markup } from './markup';

/** Where a service is: in the stacks, in the code, in ECS. */
export function renderFacts({ service, stackLabel }: ListedService): Markup {
  const facts: [string, string | undefined][] = [
    ['Stack', stackLabel],
    ['Nested stack', service.nestedStackName],
    ['Account', [service.account, service.region].filter((part) => part !== undefined).join(', ') || undefined],
    ['Construct', service.constructPath],
    ...placeOf(service),
    [service.resourceType === 'AWS::ECS::TaskSet' ? 'Task set of' : 'ECS service', service.serviceName],
    ['Cluster', service.clusterArn?.slice(service.clusterArn.lastIndexOf('/') + 1)],
  ];
  const shown = facts.filter(([, text]) => text !== undefined);
  return html`<dl class="facts">${shown.map(([name, text]) => html`<div><dt>${name}</dt><dd>${text}</dd></div>`)}</dl>\n`;
}

function placeOf({ source, templateFile }: ServiceReport): [string, string | undefined][] {
  if (source === undefined) return [['Template', templateFile]];
  return [['Code', `${source.file}:${source.line}:${source.column}`]];
}
