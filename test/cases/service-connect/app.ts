import {
  type App,
  aws_servicediscovery as cloudmap,
  Duration,
  aws_ec2 as ec2,
  aws_ecs as ecs,
  aws_iam as iam,
  aws_kms as kms,
  aws_logs as logs,
  Stack,
  aws_secretsmanager as secrets,
} from 'aws-cdk-lib';

/** Service Connect from its bare minimum to all that it knows. */
export function build(app: App): void {
  const stack = new Stack(app, 'Connect');
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
  const cluster = new ecs.Cluster(stack, 'Cluster', {
    vpc,
    defaultCloudMapNamespace: { name: 'mesh', type: cloudmap.NamespaceType.HTTP, useForServiceConnect: true },
  });
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task');
  taskDefinition.addContainer('main', {
    image: ecs.ContainerImage.fromRegistry('nginx'),
    portMappings: [
      { name: 'http', containerPort: 80, appProtocol: ecs.AppProtocol.http },
      { name: 'grpc', containerPort: 50051, appProtocol: ecs.AppProtocol.grpc },
    ],
  });
  const make = (id: string, serviceConnectConfiguration?: ecs.ServiceConnectProps): ecs.FargateService =>
    new ecs.FargateService(stack, id, { cluster, taskDefinition, serviceConnectConfiguration });
  make('Client', {});
  make('Later').enableServiceConnect();
  make('Named', { namespace: 'elsewhere', services: [{ portMappingName: 'http' }] });
  make('Server', {
    namespace: cluster.defaultCloudMapNamespace?.namespaceArn,
    services: [
      {
        portMappingName: 'http',
        discoveryName: 'web',
        dnsName: 'web.mesh',
        port: 8080,
        ingressPortOverride: 10000,
        idleTimeout: Duration.minutes(2),
        perRequestTimeout: Duration.seconds(10),
      },
      {
        portMappingName: 'grpc',
        tls: {
          awsPcaAuthorityArn: 'arn:aws:acm-pca:eu-west-1:111111111111:certificate-authority/1',
          kmsKey: new kms.Key(stack, 'Key'),
          role: new iam.Role(stack, 'TlsRole', { assumedBy: new iam.ServicePrincipal('ecs.amazonaws.com') }),
        },
      },
    ],
    logDriver: ecs.LogDrivers.awsLogs({ streamPrefix: 'proxy', logGroup: new logs.LogGroup(stack, 'Logs') }),
    accessLogConfiguration: { format: ecs.ServiceConnectAccessLogFormat.JSON, includeQueryParameters: true },
  });
  make('Splunk', {
    services: [{ portMappingName: 'http', port: 80 }],
    logDriver: ecs.LogDrivers.splunk({
      url: 'https://splunk.example',
      secretToken: ecs.Secret.fromSecretsManager(new secrets.Secret(stack, 'Token')),
    }),
    accessLogConfiguration: { format: ecs.ServiceConnectAccessLogFormat.TEXT },
  });
}
