import { type App, aws_ecs as ecs, Stack } from 'aws-cdk-lib';

const targetGroup = 'arn:aws:vpc-lattice:eu-west-1:111111111111:targetgroup/tg-0123456789abcdef0';
const role = 'arn:aws:iam::111111111111:role/ecs';
const base = { cluster: 'outside', taskDefinition: 'outside:7', launchType: 'FARGATE' };

/** What only the L1 construct can express. */
export function build(app: App): void {
  const stack = new Stack(app, 'Raw');
  const make = (id: string, props: Partial<ecs.CfnServiceProps> = {}): ecs.CfnService =>
    new ecs.CfnService(stack, id, { ...base, ...props });

  make('Plain');
  make('Monitored', {
    monitoring: {
      metricConfigurations: [
        { metricNames: ['CPUUtilization'], resolutionSeconds: 20 },
        { metricNames: ['MemoryUtilization'], resolutionSeconds: 60 },
      ],
    },
  });
  make('Gateway', {
    gatewayConnectors: [
      {
        portName: 'http',
        filters: { accessTypes: ['PUBLIC'] },
        healthCheck: { healthCheckPath: '/health', healthyThresholdCount: 2, matcher: { httpCode: '200' } },
      },
    ] as never,
  });
  make('Lattice', {
    vpcLatticeConfigurations: [{ portName: 'http', roleArn: role, targetGroupArn: targetGroup }],
  });
  make('Forced', { forceNewDeployment: { enableForceNewDeployment: true, forceNewDeploymentNonce: '1' } });
  make('Roled', { role: 'ecs', enableEcsManagedTags: false, enableExecuteCommand: false });
  make('Early', {
    deploymentConfiguration: {
      strategy: 'ROLLING',
      earlySuccessCriteria: { enable: true, healthyPercent: 80, sourceServiceRevisionCleanup: 'DEFERRED' },
      deploymentCircuitBreaker: {
        enable: true,
        rollback: true,
        resetOnHealthyTask: false,
        thresholdConfiguration: { type: 'COUNT', value: 5 },
      },
    },
  });
  make('Hooked', {
    deploymentConfiguration: {
      strategy: 'BLUE_GREEN',
      bakeTimeInMinutes: 5,
      lifecycleHooks: [
        {
          targetType: 'PAUSE',
          lifecycleStages: ['TEST_TRAFFIC_SHIFT'],
          timeoutConfiguration: { timeoutInMinutes: 60 },
        },
        {
          hookTargetArn: 'arn:aws:lambda:eu-west-1:111111111111:function:hook',
          roleArn: role,
          lifecycleStages: ['PRE_SCALE_UP', 'POST_SCALE_UP'],
          hookDetails: { retries: 3, Names: ['a', 'b'] },
        },
      ],
    },
  });
  makeConnected(make);
}

function makeConnected(make: (id: string, props: Partial<ecs.CfnServiceProps>) => ecs.CfnService): void {
  make('Connected', {
    serviceConnectConfiguration: {
      enabled: true,
      namespace: 'mesh',
      containerConfigurations: [{ logLevel: 'debug' }],
      services: [
        {
          portName: 'http',
          clientAliases: [
            { port: 80, dnsName: 'web', testTrafficRules: { header: { name: 'x-test', value: { exact: 'yes' } } } },
          ],
        },
      ],
    },
  });
  make('Disconnected', { serviceConnectConfiguration: { enabled: false } });
  const strings = make('Strings', {
    launchType: undefined,
    loadBalancers: [],
    placementConstraints: [],
    serviceRegistries: [],
    volumeConfigurations: [],
  });
  strings.addPropertyOverride('DesiredCount', '2');
  strings.addPropertyOverride('EnableExecuteCommand', 'true');
  strings.addPropertyOverride('CapacityProviderStrategy', [{ CapacityProvider: 'FARGATE', Weight: '1' }]);
  strings.addPropertyOverride('DeploymentConfiguration', { MaximumPercent: '150', MinimumHealthyPercent: '50' });
}
