import {
  CloudFormationClient,
  type CloudFormationClientConfig,
  DescribeStackResourcesCommand,
  type DescribeStackResourcesCommandInput,
  DescribeStacksCommand,
  type DescribeStacksCommandInput,
  GetTemplateCommand,
  type GetTemplateCommandInput,
  ListExportsCommand,
  type ListExportsCommandInput,
  ListStackResourcesCommand,
  type ListStackResourcesCommandInput,
} from '@aws-sdk/client-cloudformation';
import { QueryAnswers } from './query-answers';
import type { SendOptions } from './send-options';

/** What a check asks CloudFormation for, and nothing else, as with the client of ECS. */
export class CloudFormation extends CloudFormationClient {
  constructor(config: CloudFormationClientConfig) {
    super({ ...config, protocol: QueryAnswers });
  }

  describeStackResources(input: DescribeStackResourcesCommandInput, options: SendOptions) {
    return this.send(new DescribeStackResourcesCommand(input), options);
  }

  describeStacks(input: DescribeStacksCommandInput, options: SendOptions) {
    return this.send(new DescribeStacksCommand(input), options);
  }

  getTemplate(input: GetTemplateCommandInput, options: SendOptions) {
    return this.send(new GetTemplateCommand(input), options);
  }

  listExports(input: ListExportsCommandInput, options: SendOptions) {
    return this.send(new ListExportsCommand(input), options);
  }

  listStackResources(input: ListStackResourcesCommandInput, options: SendOptions) {
    return this.send(new ListStackResourcesCommand(input), options);
  }
}
