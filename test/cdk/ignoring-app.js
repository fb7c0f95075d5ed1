/*
 * An app with services in a stage, in a nested stack and beside them; SCOPE says which construct has a rule. It takes the
 * package as it is built.
 */
const { App, NestedStack, Stack, Stage } = require('aws-cdk-lib');
const { CfnCluster, CfnService } = require('aws-cdk-lib/aws-ecs');
const { EcsDrift } = require('../../dist/lib/cdk');

function addService(stack, id) {
  const cluster = new CfnCluster(stack, `${id}Cluster`);
  return new CfnService(stack, id, {
    cluster: cluster.ref,
    taskDefinition: 'web:1',
    launchType: 'FARGATE',
    desiredCount: 2,
    healthCheckGracePeriodSeconds: 30,
  });
}

const app = new App({ outdir: process.argv[2], analyticsReporting: false });
const stage = new Stage(app, 'Prod');
const stack = new Stack(stage, 'Web');
const nested = new NestedStack(stack, 'Backend');
const scopes = {
  app,
  stage,
  stack,
  nested,
  service: addService(stack, 'Front'),
  inner: addService(nested, 'Inner'),
  other: addService(new Stack(app, 'Other'), 'Beside'),
};
const scope = scopes[process.env.SCOPE];
if (scope)
  EcsDrift.of(scope).ignore({ property: 'DesiredCount', reason: 'the batch scheduler', expires: '2999-01-31' });
app.synth();
