export {
  type CheckOptions,
  type CheckResult,
  checkDrift,
  type IamPolicy,
  type IamStatement,
  type IgnoreRule,
  iamPolicy,
  type PolicyOptions,
  render,
} from './check';
export { InputError } from './model/errors';
export type { FailLevel } from './model/fail-level';
export type { Json } from './model/json';
export * from './model/report';
export type { RenderOptions } from './report/render-options';
export { FORMATS, type Format } from './report/renderers';
