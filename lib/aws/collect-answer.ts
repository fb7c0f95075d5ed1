import { AnswerError } from './answer-error';

/** Many times a stack's template of 1 MB, escaped as XML, which is the largest answer there is. */
const MOST_MEBIBYTES = 64;

/** Asking again would bring as much again. */
export class OversizedAnswer extends AnswerError {
  /** The SDK leaves the message of an error as it is if it finds this. */
  readonly $metadata = {};

  constructor() {
    super(`the answer is larger than ${MOST_MEBIBYTES} MiB, which no answer of AWS is`);
  }
}

/** Collects the body of an answer, in place of the SDK's collector, which goes on for as long as something comes. */
export async function collectAnswer(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // To leave the loop closes the connection.
  for await (const chunk of body) {
    length += chunk.length;
    if (length > MOST_MEBIBYTES * 1024 * 1024) throw new OversizedAnswer();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}
