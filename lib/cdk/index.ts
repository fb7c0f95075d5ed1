export { EcsDrift } from './ecs-drift';
export { EcsDriftValidator } from './ecs-drift-validator';
export type { IgnoreRule } from './ignore-rule';
export type { EcsDriftValidatorOptions, Finding } from './validator-options';
