export {
  type CheckOptions,
  type CheckResult,
  checkDrift,
  type IamPolicy,
  type IamStatement,
  type IgnoreRule,
} from './check';
export type { FailLevel } from './check/exit-code';
export { iamPolicy, type PolicyOptions, render } from './library';
export { InputError } from './model/errors';
export type { Json } from './model/json';
export * from './model/report';
export type { RenderOptions } from './report/render-options';
export { FORMATS, type Format } from './report/renderers';
