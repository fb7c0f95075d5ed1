import type { Adopt, FieldRow } from '../model/field';
import { ANY, DAEMON, defaultsTo } from './absences';
import { asDuration, asMember, asProperty, OVERRIDE, sameNames, viaUpdate } from './remedies';

const OF = 'DeploymentConfiguration';
const BREAKER = `${OF}.DeploymentCircuitBreaker`;
const HOOKS = `${OF}.LifecycleHooks`;
const category = 'deployment';

const RECORDED = 'recorded live; ECS API DeploymentConfiguration';
const MERGED = 'UpdateService merges: measured, what is left out keeps its value';

const percents: readonly FieldRow[] = [
  {
    path: OF,
    category,
    shape: { type: 'object', filled: true },
    omission: 'kept',
    restore: viaUpdate('deploymentConfiguration', { merges: true, controllers: ['CODE_DEPLOY'] }),
    adopt: OVERRIDE,
    source: MERGED,
  },
  {
    path: `${OF}.MaximumPercent`,
    category,
    shape: { type: 'number' },
    absent: { is: 'cases', cases: [{ when: DAEMON, absence: defaultsTo(100) }], otherwise: defaultsTo(200) },
    omission: 'kept',
    adopt: asProperty('maxHealthyPercent'),
    source: RECORDED,
  },
  {
    path: `${OF}.MinimumHealthyPercent`,
    category,
    shape: { type: 'number' },
    absent: { is: 'cases', cases: [{ when: DAEMON, absence: defaultsTo(0) }], otherwise: defaultsTo(100) },
    omission: 'kept',
    adopt: asProperty('minHealthyPercent'),
    source: RECORDED,
  },
  {
    path: `${OF}.Strategy`,
    category,
    shape: { type: 'string' },
    absent: defaultsTo('ROLLING'),
    omission: 'kept',
    adopt: asMember('deploymentStrategy', 'DeploymentStrategy', sameNames('ROLLING', 'BLUE_GREEN', 'LINEAR', 'CANARY')),
    source: 'recorded live; missing in older answers',
  },
  {
    path: `${OF}.BakeTimeInMinutes`,
    category,
    shape: { type: 'number' },
    absent: { is: 'one-of', values: [0, 180, 2160] },
    absentLive: defaultsTo(0),
    omission: 'kept',
    adopt: asDuration('bakeTime', 'minutes'),
    source: 'recorded live: 0; the CloudFormation documentation names 180 and 2160 for what is left out',
  },
];

const BREAKER_PROPERTY: Adopt = {
  by: 'property',
  name: 'circuitBreaker',
  form: { type: 'members', members: { enable: 'Enable', rollback: 'Rollback' } },
};

const breaker: readonly FieldRow[] = [
  { path: BREAKER, category, shape: { type: 'object', filled: true }, omission: 'kept', source: RECORDED },
  {
    path: `${BREAKER}.Enable`,
    category,
    shape: { type: 'boolean' },
    absent: defaultsTo(false),
    omission: 'kept',
    needed: true,
    adopt: BREAKER_PROPERTY,
    source: RECORDED,
  },
  {
    path: `${BREAKER}.Rollback`,
    category,
    shape: { type: 'boolean' },
    absent: defaultsTo(false),
    omission: 'kept',
    needed: true,
    adopt: BREAKER_PROPERTY,
    source: RECORDED,
  },
  {
    path: `${BREAKER}.ResetOnHealthyTask`,
    category,
    shape: { type: 'boolean' },
    absent: defaultsTo(true),
    omission: 'reset',
    source: 'recorded live, missing in older answers; measured: reset when a declared breaker stops declaring it',
  },
  {
    path: `${BREAKER}.ThresholdConfiguration`,
    category,
    shape: { type: 'object', filled: true },
    omission: 'reset',
    source: 'recorded live, missing in older answers; measured: reset when a declared breaker stops declaring it',
  },
  {
    path: `${BREAKER}.ThresholdConfiguration.Type`,
    category,
    shape: { type: 'string' },
    absent: defaultsTo('BOUNDED_PERCENT'),
    omission: 'reset',
    source: RECORDED,
  },
  {
    path: `${BREAKER}.ThresholdConfiguration.Value`,
    category,
    shape: { type: 'number' },
    absent: defaultsTo(50),
    omission: 'reset',
    source: RECORDED,
  },
];

const alarms: readonly FieldRow[] = [
  {
    path: `${OF}.Alarms`,
    category,
    shape: { type: 'object', filled: true },
    omission: 'kept',
    source: 'recorded live: absent where never set, an empty block that CDK declares is echoed',
  },
  {
    path: `${OF}.Alarms.AlarmNames`,
    category,
    shape: { type: 'set' },
    needed: true,
    source: 'ECS API DeploymentAlarms: names only',
  },
  {
    path: `${OF}.Alarms.Enable`,
    category,
    shape: { type: 'boolean' },
    needed: true,
    absent: defaultsTo(false),
    source: RECORDED,
  },
  {
    path: `${OF}.Alarms.Rollback`,
    category,
    shape: { type: 'boolean' },
    needed: true,
    absent: defaultsTo(false),
    source: RECORDED,
  },
];

const HOOK = `${HOOKS}[]`;
const hooks: readonly FieldRow[] = [
  {
    path: HOOKS,
    category,
    shape: {
      type: 'keyed',
      key: {
        members: ['HookTargetArn'],
        otherwise: ['TargetType', 'LifecycleStages'],
        telling: [{ member: 'LifecycleStages' }, { member: 'RoleArn' }],
      },
    },
    omission: 'kept',
    outlivesEmpty: true,
    source: 'ECS API DeploymentLifecycleHook; measured: the list is replaced as a whole when it is given',
  },
  {
    path: `${HOOK}.TargetType`,
    category,
    shape: { type: 'string' },
    absent: defaultsTo('AWS_LAMBDA'),
    source: 'ECS API DeploymentLifecycleHook',
  },
  { path: `${HOOK}.HookTargetArn`, category, shape: { type: 'string' }, source: 'ECS API DeploymentLifecycleHook' },
  { path: `${HOOK}.RoleArn`, category, shape: { type: 'string' }, source: 'ECS API DeploymentLifecycleHook' },
  { path: `${HOOK}.LifecycleStages`, category, shape: { type: 'set' }, source: 'ECS API: no order is documented' },
  {
    path: `${HOOK}.HookDetails`,
    category,
    shape: { type: 'json' },
    absent: { is: 'one-of', values: [undefined, {}] },
    source: 'ECS API: any JSON; whether an empty object is echoed is not known',
  },
  {
    path: `${HOOK}.TimeoutConfiguration`,
    category,
    shape: { type: 'object', filled: true },
    omission: 'reset',
    source: 'measured: a part left out is filled with the fixed default',
  },
  {
    path: `${HOOK}.TimeoutConfiguration.TimeoutInMinutes`,
    category,
    shape: { type: 'number' },
    absent: defaultsTo(1440),
    omission: 'reset',
    source: 'ECS API HookTimeoutConfig; measured',
  },
  {
    path: `${HOOK}.TimeoutConfiguration.Action`,
    category,
    shape: { type: 'string' },
    absent: defaultsTo('ROLLBACK'),
    omission: 'reset',
    source: 'ECS API HookTimeoutConfig; measured',
  },
];

function stepRows(name: 'Linear' | 'Canary', percent: string, defaultPercent: number, minutes: number): FieldRow[] {
  const path = `${OF}.${name}Configuration`;
  const source = `ECS API ${name}Configuration; measured: a part left out is filled with the fixed default`;
  const bake = name === 'Linear' ? 'StepBakeTimeInMinutes' : 'CanaryBakeTimeInMinutes';
  const shape = { type: 'number' } as const;
  const filled = { property: `${OF}.Strategy`, equals: name.toUpperCase() };
  return [
    // Under another strategy nobody knows whether ECS keeps what an earlier one had.
    { path, category, shape: { type: 'object', filled }, absent: ANY, absentLive: ANY, source },
    { path: `${path}.${percent}`, category, shape, absent: defaultsTo(defaultPercent), omission: 'reset', source },
    { path: `${path}.${bake}`, category, shape, absent: defaultsTo(minutes), omission: 'reset', source },
  ];
}

const EARLY = `${OF}.EarlySuccessCriteria`;
const early: readonly FieldRow[] = [
  {
    path: EARLY,
    category,
    shape: { type: 'object', filled: true, gate: 'Enable' },
    omission: 'kept',
    source: 'ECS API DeploymentEarlySuccessCriteria; whether it is echoed when left out is not known',
  },
  {
    path: `${EARLY}.Enable`,
    category,
    shape: { type: 'boolean' },
    needed: true,
    absent: defaultsTo(false),
    source: 'ECS API DeploymentEarlySuccessCriteria',
  },
  {
    path: `${EARLY}.HealthyPercent`,
    category,
    shape: { type: 'number' },
    source: 'ECS API: required while it is on',
  },
  {
    path: `${EARLY}.SourceServiceRevisionCleanup`,
    category,
    shape: { type: 'string' },
    source: 'ECS API: required while it is on',
  },
];

const controller: readonly FieldRow[] = [
  {
    path: 'DeploymentController',
    category,
    shape: { type: 'object', filled: true },
    restore: { by: 'nothing', reason: 'another controller needs more than its type changed with it' },
    adopt: OVERRIDE,
    source: 'recorded live; may be missing in answers about plain services (cloudformation-coverage-roadmap#1259)',
  },
  {
    path: 'DeploymentController.Type',
    category,
    shape: { type: 'string' },
    absent: defaultsTo('ECS'),
    source: 'ECS API DeploymentController',
  },
];

/** Deployment configuration and controller. */
export const deploymentRows: readonly FieldRow[] = [
  ...percents,
  ...breaker,
  ...alarms,
  ...hooks,
  ...stepRows('Linear', 'StepPercent', 10, 6),
  ...stepRows('Canary', 'CanaryPercent', 5, 10),
  ...early,
  ...controller,
];
