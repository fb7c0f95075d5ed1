import type { Format } from '../report/renderers';

/** A report that was asked for. */
export interface ReportTarget {
  readonly format: Format;
  /** Undefined for stdout. */
  readonly file?: string;
}
