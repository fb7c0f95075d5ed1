import type { Report } from '../model/report';
import { escapeJson } from './escape';

/** The report document itself, indented. */
export function renderJson(report: Report): string {
  return `${escapeJson(JSON.stringify(report, null, 2))}\n`;
}
