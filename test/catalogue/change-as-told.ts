import type { LoopbackAws } from '../aws';
import { changeLive } from '../cases/change-live';
import { type CatalogueChange, ONLY_SERVICE } from './catalogue-case';

/** Makes a change of the catalogue to a service of the stack. */
export function changeAsTold(aws: LoopbackAws, stackName: string, change: CatalogueChange): void {
  const { service: logicalId = ONLY_SERVICE, at, revisionWith, taskWith } = change;
  const service = aws.service(stackName, logicalId);
  if (revisionWith !== undefined || taskWith !== undefined) {
    const family = /([^/]+):\d+$/.exec(String(service.live.taskDefinition))?.[1] ?? '';
    const arn = aws.registerTaskDefinition(family, (newest) => {
      Object.assign(newest, taskWith);
      Object.assign(newest.containerDefinitions[0], revisionWith);
    });
    service.updateService({ taskDefinition: arn });
  } else if (at.startsWith('scaling.')) {
    const [, cluster, name] = /service\/([^/]+)\/([^/]+)$/.exec(service.arn) ?? [];
    const target = aws.scalableTarget(`service/${cluster}/${name}`);
    const holder = { ...service, live: target.live };
    changeLive(holder, { ...change, at: at.slice('scaling.'.length) }, aws.stack(stackName));
  } else changeLive(service, change, aws.stack(stackName));
}
