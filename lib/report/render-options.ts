import type { Report } from '../model/report';

/** How a report is shown; nothing here adds to what the document says. */
export interface RenderOptions {
  /** Colours of the terminal; default none. */
  readonly color?: boolean;
  /** Columns of the terminal; default 120. */
  readonly width?: number;
  /** How long the check took. */
  readonly seconds?: number;
  /** Show what can be done about each drift, and the notes and ignored entries of services without a finding, too. */
  readonly verbose?: boolean;
}

/** A report as a text that ends with a line break. */
export type Renderer = (report: Report, options: RenderOptions) => string;
