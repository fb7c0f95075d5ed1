import {
  DescribeClustersCommand,
  type DescribeClustersCommandInput,
  DescribeServiceRevisionsCommand,
  type DescribeServiceRevisionsCommandInput,
  DescribeServicesCommand,
  type DescribeServicesCommandInput,
  DescribeTaskDefinitionCommand,
  type DescribeTaskDefinitionCommandInput,
  ECSClient,
  ListServiceDeploymentsCommand,
  type ListServiceDeploymentsCommandInput,
  ListServicesCommand,
  type ListServicesCommandInput,
} from '@aws-sdk/client-ecs';
import type { SendOptions } from './send-options';

/** What the SDK knows of the answers. */
export { Deployment$, Service$, ServiceRevision$ } from '@aws-sdk/client-ecs';

/** What a check asks ECS for, and nothing else: the SDK's own client of all operations takes twice as long to load. */
export class Ecs extends ECSClient {
  describeClusters(input: DescribeClustersCommandInput, options: SendOptions) {
    return this.send(new DescribeClustersCommand(input), options);
  }

  describeServiceRevisions(input: DescribeServiceRevisionsCommandInput, options: SendOptions) {
    return this.send(new DescribeServiceRevisionsCommand(input), options);
  }

  describeServices(input: DescribeServicesCommandInput, options: SendOptions) {
    return this.send(new DescribeServicesCommand(input), options);
  }

  describeTaskDefinition(input: DescribeTaskDefinitionCommandInput, options: SendOptions) {
    return this.send(new DescribeTaskDefinitionCommand(input), options);
  }

  listServiceDeployments(input: ListServiceDeploymentsCommandInput, options: SendOptions) {
    return this.send(new ListServiceDeploymentsCommand(input), options);
  }

  listServices(input: ListServicesCommandInput, options: SendOptions) {
    return this.send(new ListServicesCommand(input), options);
  }
}
