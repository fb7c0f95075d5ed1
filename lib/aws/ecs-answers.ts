import type { __MetadataBearer as MetadataBearer } from '@aws-sdk/client-ecs';
import { AwsJson1_1Protocol } from '@aws-sdk/core/protocols';

type Read = AwsJson1_1Protocol['deserializeResponse'];

/** An answer of ECS as it was sent: times are numbers, in seconds since 1970, and what the SDK does not know is there. */
export type Sent<Answer> = Answer extends Date
  ? number
  : Answer extends readonly (infer Item)[]
    ? Sent<Item>[]
    : Answer extends object
      ? { [Name in keyof Answer]: Sent<Answer[Name]> }
      : Answer;

/**
 * Reads ECS's answers as they were sent. The SDK's own reading drops every member that it does not know, so that a
 * property that is newer than the SDK could not be compared, and takes three times as long. Errors are left to it.
 */
export class EcsAnswers extends AwsJson1_1Protocol {
  override async deserializeResponse<Output extends MetadataBearer>(
    ...[operation, context, response]: Parameters<Read>
  ): Promise<Output> {
    if (response.statusCode >= 300) return super.deserializeResponse(operation, context, response);
    const bytes: Uint8Array = await context.streamCollector(response.body);
    const answer: unknown = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString());
    if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) {
      // As what cannot be parsed at all: it is no answer of AWS.
      throw new SyntaxError('an answer is a JSON object');
    }
    return Object.assign(answer, { $metadata: this.deserializeMetadata(response) }) as unknown as Output;
  }
}
