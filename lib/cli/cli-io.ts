/** What the command may touch of the process, so that tests can hand in their own. */
export interface CliIo {
  readonly stdout: CliStream;
  readonly stderr: CliStream;
  /** Read for colours and by the check; one variable is set for the AWS SDK. */
  readonly env: { [name: string]: string | undefined };
  /** The working directory, absolute. */
  readonly cwd: string;
  /** Aborted when the process is told to end. */
  readonly signal?: AbortSignal;
}

/** The part of a writable stream that the command uses. */
export interface CliStream {
  write(text: string, done?: (error?: Error | null) => void): boolean;
  readonly isTTY?: boolean;
  /** Columns of the terminal. */
  readonly columns?: number;
}
