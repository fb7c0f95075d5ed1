import type { createColors } from 'picocolors';

/** How lines are painted and how long they may be. */
export interface TextStyle {
  readonly colors: ReturnType<typeof createColors>;
  /** Columns. */
  readonly width: number;
  readonly verbose: boolean;
}
