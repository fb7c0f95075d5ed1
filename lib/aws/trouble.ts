import { messageOf } from '../model/errors';
import { AnswerError } from './answer-error';
import { OversizedAnswer } from './collect-answer';
import { isCut, isUnreadable, nameOf, statusOf } from './error-parts';
import { RoleError } from './role-error';
import { DeadlineError } from './within-deadline';

/** What may be over when the same is asked again: one request too many, nobody who listens, or anything else that passes. */
export type Trouble = 'throttled' | 'refused' | 'passing';

/** All names under which AWS turns a request away as one too many. */
const THROTTLED = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceeded',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequests',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);

/** Other names (`LimitExceededException`, `ClientException`) stand for that only where AWS says so. */
const THROTTLED_WORDS = /\brate (limit )?exceeded|\btoo many requests\b|\bthrottl/i;

/** A host that is not found stays so; one that the name server could not look up (EAI_AGAIN) may be found later. */
const PASSING = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'EPROTO',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ETIMEDOUT',
  'RequestTimeout',
  'RequestTimeoutException',
  'TimeoutError',
]);

/** What is wrong, where asking again may help; undefined where it will not. */
export function troubleOf(error: unknown): Trouble | undefined {
  if (error instanceof RoleError) return troubleOf(error.cause);
  if (isThrottled(error)) return 'throttled';
  if (nameOf(error) === 'ECONNREFUSED') return 'refused';
  return isPassing(error) ? 'passing' : undefined;
}

/** True where AWS turned the request away as one too many. */
export function isThrottled(error: unknown): boolean {
  const status = statusOf(error);
  if (THROTTLED.has(nameOf(error)) || status === 429) return true;
  // A proxy's page may say anything.
  return status !== undefined && status < 500 && !isUnreadable(error) && THROTTLED_WORDS.test(messageOf(error));
}

function isPassing(error: unknown): boolean {
  if (error instanceof OversizedAnswer) return false;
  if (error instanceof DeadlineError || error instanceof AnswerError) return true;
  if (PASSING.has(nameOf(error)) || isCut(error)) return true;
  const status = statusOf(error);
  if (status !== undefined && (status >= 500 || status === 408)) return true;
  if (isClockCorrected(error)) return true;
  // A cut or garbled answer; what something in between refuses for good has a status of its own.
  return isUnreadable(error) && (status === undefined || status < 300);
}

/** The SDK has put its clock right by the answer's date, and signs the next request by it. */
function isClockCorrected(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (error as { $metadata?: { clockSkewCorrected?: boolean } }).$metadata?.clockSkewCorrected === true;
}
