import { AwsError, type Call } from './call';

/** How a call can fail. */
export type FaultError =
  | 'AccessDenied'
  | 'Throttling'
  | 'ServerError'
  | 'ExpiredToken'
  /** The connection breaks. */
  | 'reset'
  /** No answer ever comes. */
  | 'hang'
  /** HTTP 200 with a body that is nothing. */
  | 'garbage'
  /** HTTP 200 with the first half of the answer. */
  | 'half'
  /** HTTP 200 with the head and the first half of the answer, and then the connection breaks. */
  | 'cut'
  /** HTTP 200 with the head and the first half of the answer, and then nothing. */
  | 'stall'
  /** HTTP 200 with an answer of AWS to something else. */
  | 'wrong-document'
  /** Any other error of AWS. */
  | { code: string; message?: string; status?: number };

/** Faults in which no error of AWS is answered. */
export const BROKEN_ANSWERS = ['reset', 'hang', 'garbage', 'half', 'cut', 'stall', 'wrong-document'] as const;
export type BrokenAnswer = (typeof BROKEN_ANSWERS)[number];

export function isBrokenAnswer(fault: FaultError | undefined): fault is BrokenAnswer {
  return BROKEN_ANSWERS.some((broken) => broken === fault);
}

/** Which calls fail, and how. */
export interface FaultRule {
  service?: string;
  operation?: string;
  match?: (call: Call) => boolean;
  /** How often; default: always. */
  times?: number;
  error: FaultError;
}

const ACTION_PREFIX = new Map([['cloudcontrolapi', 'cloudformation']]);

/** The first rule that the call falls under; a rule with `times` is used up by it. */
export function takeFault(rules: FaultRule[], call: Call): FaultError | undefined {
  const rule = rules.find(
    (candidate) =>
      (candidate.times ?? 1) > 0 &&
      (candidate.service === undefined || candidate.service === call.service) &&
      (candidate.operation === undefined || candidate.operation === call.operation) &&
      (candidate.match?.(call) ?? true),
  );
  if (rule?.times !== undefined) rule.times--;
  return rule?.error;
}

/** The error that AWS would answer, in the words of the service's protocol. */
export function errorOf(fault: Exclude<FaultError, BrokenAnswer>, call: Call): AwsError {
  const isQuery = call.service === 'cloudformation' || call.service === 'sts';
  if (typeof fault === 'object') return new AwsError(fault.code, fault.message ?? fault.code, fault.status ?? 400);
  switch (fault) {
    case 'AccessDenied':
      return accessDenied(call, isQuery);
    case 'Throttling':
      return new AwsError(isQuery ? 'Throttling' : 'ThrottlingException', 'Rate exceeded', 400);
    case 'ExpiredToken':
      return new AwsError(
        isQuery ? 'ExpiredToken' : 'ExpiredTokenException',
        'The security token included in the request is expired',
        isQuery ? 403 : 400,
      );
    default:
      return new AwsError(
        isQuery ? 'InternalFailure' : call.service === 'ecs' ? 'ServerException' : 'InternalServerError',
        'Service Unavailable. Please try again later.',
        500,
      );
  }
}

/** The IAM action that a call needs: `ecs:DescribeServices`. */
export function actionOf(call: Call): string {
  return `${ACTION_PREFIX.get(call.service) ?? call.service}:${call.operation}`;
}

function accessDenied(call: Call, isQuery: boolean): AwsError {
  const action = actionOf(call);
  const message =
    `User: arn:aws:sts::${call.account}:assumed-role/reader/session is not authorized to perform: ${action} ` +
    `on resource: arn:aws:${call.service}:${call.region}:${call.account}:* because no identity-based policy allows the ${action} action`;
  return new AwsError(isQuery ? 'AccessDenied' : 'AccessDeniedException', message, isQuery ? 403 : 400);
}
