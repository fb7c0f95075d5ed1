import type { Report } from '../model/report';
import type { Renderer, RenderOptions } from './render-options';

/** Each format with the module that renders it, loaded when it is asked for. */
const RENDERERS = {
  text: (): Renderer => (require('./render-text') as typeof import('./render-text')).renderText,
  json: (): Renderer => (require('./render-json') as typeof import('./render-json')).renderJson,
  markdown: (): Renderer => (require('./render-markdown') as typeof import('./render-markdown')).renderMarkdown,
  html: (): Renderer => (require('./render-html') as typeof import('./render-html')).renderHtml,
  sarif: (): Renderer => (require('./render-sarif') as typeof import('./render-sarif')).renderSarif,
  junit: (): Renderer => (require('./render-junit') as typeof import('./render-junit')).renderJunit,
  github: (): Renderer => (require('./render-github') as typeof import('./render-github')).renderGithub,
};

/** A format that a report can be rendered in. */
export type Format = keyof typeof RENDERERS;

/** All formats, the default one first. */
export const FORMATS = Object.keys(RENDERERS) as readonly Format[];

/** Renders a report document, with a line break at the end. */
export function render(report: Report, format: Format, options: RenderOptions = {}): string {
  return RENDERERS[format]()(report, options);
}
