/** Thrown where AWS answered, and the answer does not hold what it should; the message says what, as one clause. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError';
}
