/*
 * An app like that of any user, run as a child process: its plans come as JSON in APP_PLAN, so that `cdk` can start it
 * as well. It takes the package as it is built.
 */
const { App, Duration, Stack, Stage, Validations } = require('aws-cdk-lib');
const { Vpc } = require('aws-cdk-lib/aws-ec2');
const { Cluster, ContainerImage, FargateService, FargateTaskDefinition } = require('aws-cdk-lib/aws-ecs');
const { StringParameter } = require('aws-cdk-lib/aws-ssm');
const { EcsDrift, EcsDriftValidator } = require('../../dist/lib/cdk');

const env = { account: '111111111111', region: 'eu-west-1' };
const plan = JSON.parse(process.env.APP_PLAN ?? '{}');
const zones = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];

function createValidator() {
  const { timeoutSeconds, ...options } = plan.validator;
  return new EcsDriftValidator({ ...options, timeout: timeoutSeconds && Duration.seconds(timeoutSeconds) });
}

function addStack(scope) {
  const stack = new Stack(scope, 'Web', plan.agnostic ? {} : { env });
  const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
  const taskDefinition = new FargateTaskDefinition(stack, 'Task');
  const image = plan.lookup ? StringParameter.valueFromLookup(stack, '/image') : 'nginx';
  taskDefinition.addContainer('main', { image: ContainerImage.fromRegistry(image) });
  const service = new FargateService(stack, 'Service', {
    cluster,
    taskDefinition,
    desiredCount: plan.count ?? 2,
    minHealthyPercent: 50,
    circuitBreaker: {},
  });
  for (const id of plan.acknowledge ?? []) Validations.of(service).acknowledge({ id, reason: 'it was us' });
  return { stack, service };
}

/** A validation plugin that is not ours. */
function rejectAll({ templatePaths: [templatePath] }) {
  const violatingResources = [{ resourceLogicalId: 'Web', templatePath, locations: [] }];
  const violation = { ruleName: 'no', description: 'not like that', severity: 'error', violatingResources };
  return { success: false, violations: [violation] };
}

const validator = plan.validator && createValidator();
const app = new App({
  context: { [`availability-zones:account=${env.account}:region=${env.region}`]: zones },
  ...(validator && plan.beta1 ? { policyValidationBeta1: [validator] } : {}),
  analyticsReporting: false,
});
if (validator && !plan.beta1) Validations.of(app).addPlugins(validator);
if (plan.rejects) Validations.of(app).addPlugins({ name: 'house-rules', validate: rejectAll });
for (const rule of plan.ignore ?? []) EcsDrift.of(app).ignore(rule);
if (!plan.onlyStages) addStack(app);
for (const id of plan.stages ?? []) {
  const stage = new Stage(app, id, { env });
  addStack(stage);
  if (validator && plan.eachStage) Validations.of(stage).addPlugins(createValidator());
}
app.synth();
if (plan.twice) app.synth({ force: true });
