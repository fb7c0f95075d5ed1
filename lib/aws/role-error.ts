/** Thrown where a role could not be assumed; the cause is what STS, or the search for credentials, threw. */
export class RoleError extends Error {
  override readonly name = 'RoleError';

  constructor(
    readonly arn: string,
    override readonly cause: unknown,
  ) {
    super(`role ${arn} cannot be assumed`);
  }
}
