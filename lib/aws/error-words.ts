import type { ReadFailure } from '../model/deployed-stack';
import { InputError, messageOf } from '../model/errors';
import { AnswerError } from './answer-error';
import { isCut, isUnreadable, NAMELESS, nameOf, statusOf } from './error-parts';
import { RoleError } from './role-error';
import { isThrottled } from './trouble';
import { DeadlineError, secondsOf } from './within-deadline';

/**
 * What the SDK threw, in words for people.
 * @param action the IAM action: `ecs:DescribeServices`
 * @param subject what it was asked for: `stack Web`
 * @throws InputError where that is what it was given: a wrong option is no failure of AWS
 */
export function readFailure(action: string, subject: string, error: unknown): ReadFailure {
  if (error instanceof InputError) throw error;
  const reason = `${action} of ${subject}: ${errorWords(error)}`;
  // The permission that is missing is then the one to assume the role.
  if (error instanceof RoleError) return { action: 'sts:AssumeRole', denied: isDenied(error.cause), reason };
  return { action, denied: isDenied(error), reason };
}

/** True where the credentials lack the permission. */
export function isDenied(error: unknown): boolean {
  return DENIED.has(nameOf(error));
}

/** True where one item of a batch may have caused the refusal of all. */
export function mayBlameOneItem(error: unknown): boolean {
  return (isDenied(error) || INVALID.has(nameOf(error))) && !isThrottled(error);
}

const DENIED = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'AuthorizationError',
  'NotAuthorized',
  'UnauthorizedException',
  'UnauthorizedOperation',
]);

const INVALID = new Set([
  'ClientException',
  'InvalidParameterException',
  'InvalidParameterValue',
  'ValidationError',
  'ValidationException',
]);

const EXPIRED = 'the credentials have expired; renew them (aws sso login, or a new session token) and run it again';
const REFUSED =
  'AWS does not accept the credentials; check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN or the profile, and that the region is enabled';
const CLOCK = 'the clock of this machine and that of AWS differ too much; set the clock';
const THROTTLED = 'AWS kept turning the request away as one too many; run it again later';
const CUT = 'the connection was cut; check the network and run it again';
const LATE = 'no answer in time; check the network, the proxy and AWS_ENDPOINT_URL';
const NO_HOST = 'its host was not found; check the region, the network and AWS_ENDPOINT_URL';
const NO_HOME = 'this user has no home directory, in which the AWS configuration is looked for; set HOME';
const NO_URL = 'AWS_ENDPOINT_URL is no URL; write it as https://HOST or take it away';
const NO_ROUTE = 'its host cannot be reached; check the network, the proxy and AWS_ENDPOINT_URL';
const CERTIFICATE =
  'its certificate is not trusted; is there a proxy in between? AWS_CA_BUNDLE names a file with the certificates to trust';

/** What is to be done about it, by the error's name. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ...named(EXPIRED, 'ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired'),
  ...named(REFUSED, 'UnrecognizedClientException', 'InvalidClientTokenId', 'InvalidAccessKeyId', 'InvalidToken'),
  ...named(REFUSED, 'SignatureDoesNotMatch', 'InvalidSignatureException', 'IncompleteSignature'),
  ...named(
    REFUSED,
    'IncompleteSignatureException',
    'MissingAuthenticationToken',
    'MissingAuthenticationTokenException',
  ),
  ...named(CLOCK, 'RequestExpired', 'RequestTimeTooSkewed', 'RequestInTheFuture'),
  ...named(CUT, 'ECONNRESET', 'EPIPE', 'EPROTO', 'ERR_STREAM_PREMATURE_CLOSE'),
  ...named(NO_HOST, 'ENOTFOUND', 'EAI_AGAIN'),
  ...named(NO_ROUTE, 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'),
  ...named(NO_URL, 'ERR_INVALID_URL'),
  ...named(LATE, 'ETIMEDOUT', 'TimeoutError'),
  ...named(CERTIFICATE, 'SELF_SIGNED_CERT_IN_CHAIN', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'CERT_HAS_EXPIRED'),
  ...named(CERTIFICATE, 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
  ...named(CERTIFICATE, 'UNABLE_TO_GET_ISSUER_CERT', 'CERT_UNTRUSTED', 'ERR_TLS_CERT_ALTNAME_INVALID'),
]);

function named(words: string, ...names: string[]): [string, string][] {
  return names.map((name) => [name, words]);
}

function errorWords(error: unknown): string {
  const name = nameOf(error);
  if (error instanceof RoleError) return roleWords(error);
  if (error instanceof AnswerError) return error.message;
  if (error instanceof DeadlineError) return deadlineWords(error);
  if (isDenied(error)) return `the credentials lack the permission (${awsWords(error)})`;
  if (name === 'ERR_SYSTEM_ERROR' && messageOf(error).includes('homedir')) return NO_HOME;
  if (name === 'CredentialsProviderError' || name === 'TokenProviderError') return noCredentials(error);
  if (isThrottled(error)) return `${THROTTLED} (${name})`;
  const words = WORDS.get(name);
  if (words !== undefined) return `${words} (${name})`;
  if (isCut(error)) return CUT;
  if (isUnreadable(error)) return unreadable(error);
  return awsWords(error);
}

function roleWords({ message, cause }: RoleError): string {
  const advice = isDenied(cause) ? '; check that the role is there and that its trust policy lets them in' : '';
  return `${message}: ${errorWords(cause)}${advice}`;
}

function deadlineWords({ message, milliseconds, ofRun, cause }: DeadlineError): string {
  if (cause !== undefined) {
    const advice = ofRun
      ? 'which is all that the time of the whole run allows; allow it more (--timeout)'
      : 'the limit of a call';
    return `${errorWords(cause)}; given up after ${secondsOf(milliseconds)} s, ${advice}`;
  }
  return ofRun
    ? `${message}, the longest that the time of the whole run allows; check the network or allow it more (--timeout)`
    : `${message}; check the network, the proxy and AWS_ENDPOINT_URL`;
}

function noCredentials(error: unknown): string {
  return (
    `no credentials found (${shortened(messageOf(error))}); set AWS_PROFILE or pass --profile, sign in (aws sso login), ` +
    'or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY'
  );
}

const PROXY_WANTS_PASSWORD = 407;

function unreadable(error: unknown): string {
  const status = statusOf(error);
  if (status === PROXY_WANTS_PASSWORD)
    return 'the proxy wants a user name and a password (HTTP 407); give them in HTTPS_PROXY: http://USER:PASSWORD@HOST:PORT';
  const http = status === undefined ? '' : ` (HTTP ${status})`;
  return `what came is no answer of AWS${http}; check the proxy and AWS_ENDPOINT_URL, or run it again later`;
}

function awsWords(error: unknown): string {
  const [name, message] = [nameOf(error), shortened(messageOf(error))];
  if (NAMELESS.has(name)) return message || 'it failed without a word';
  return message === '' || message === name ? name : `${name}: ${message}`;
}

/** AWS's sentences are short; what is longer is a page of something in between. */
function shortened(text: string): string {
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}
