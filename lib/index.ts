export { type CheckOptions, type CheckResult, checkDrift } from './check';
export { InputError } from './model/errors';
export type { Json } from './model/json';
export * from './model/report';
export type { RenderOptions } from './report/render-options';
export { FORMATS, type Format, render } from './report/renderers';
