/** How one request is sent. */
export interface SendOptions {
  /** Ends the request. */
  readonly abortSignal: AbortSignal;
}
