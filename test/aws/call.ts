import type { Environment, FreeJson, World } from './world';

/** A request that the loopback AWS was sent. */
export interface Call {
  /** As in the credential scope of its signature: `ecs`, `cloudformation`, `cloudcontrolapi`, `ssm`, `sts`, … */
  readonly service: string;
  readonly operation: string;
  readonly account: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly input: FreeJson;
  /** When it came, in milliseconds of the process. */
  readonly arrived: number;
}

/** What answers an operation. */
export type Operation = (input: FreeJson, context: CallContext) => FreeJson;

/** Where an operation is asked. */
export interface CallContext {
  readonly call: Call;
  readonly world: World;
  readonly environment: Environment;
  readonly pageSize: number;
}

/** An error of AWS: its code, message and HTTP status. */
export class AwsError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/** One page of a list, and the token of the next. */
export function page<T>(items: readonly T[], token: unknown, size: number): { items: T[]; next?: string } {
  const start = token === undefined ? 0 : Number(Buffer.from(String(token), 'base64').toString('utf8'));
  if (!Number.isInteger(start)) throw new AwsError('ValidationError', 'Invalid NextToken');
  const end = start + size;
  const next = end < items.length ? Buffer.from(String(end), 'utf8').toString('base64') : undefined;
  return { items: items.slice(start, end), ...(next !== undefined && { next }) };
}
