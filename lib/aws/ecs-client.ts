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
  type ECSClientConfig,
  ListServiceDeploymentsCommand,
  type ListServiceDeploymentsCommandInput,
  ListServicesCommand,
  type ListServicesCommandInput,
} from '@aws-sdk/client-ecs';
import { EcsAnswers, type Sent } from './ecs-answers';
import type { SendOptions } from './send-options';

/** What a check asks ECS for, and nothing else: the SDK's own client of all operations takes twice as long to load. */
export class Ecs extends ECSClient {
  constructor(config: ECSClientConfig) {
    super({ ...config, protocol: EcsAnswers });
  }

  describeClusters(input: DescribeClustersCommandInput, options: SendOptions) {
    return sent(this.send(new DescribeClustersCommand(input), options));
  }

  describeServiceRevisions(input: DescribeServiceRevisionsCommandInput, options: SendOptions) {
    return sent(this.send(new DescribeServiceRevisionsCommand(input), options));
  }

  describeServices(input: DescribeServicesCommandInput, options: SendOptions) {
    return sent(this.send(new DescribeServicesCommand(input), options));
  }

  describeTaskDefinition(input: DescribeTaskDefinitionCommandInput, options: SendOptions) {
    return sent(this.send(new DescribeTaskDefinitionCommand(input), options));
  }

  listServiceDeployments(input: ListServiceDeploymentsCommandInput, options: SendOptions) {
    return sent(this.send(new ListServiceDeploymentsCommand(input), options));
  }

  listServices(input: ListServicesCommandInput, options: SendOptions) {
    return sent(this.send(new ListServicesCommand(input), options));
  }
}

/** What {@link EcsAnswers} makes of an answer, in place of what the SDK would. */
function sent<Answer>(answer: Promise<Answer>): Promise<Sent<Answer>> {
  return answer as Promise<Sent<Answer>>;
}
