/** A group of IAM actions that a check asks for together. */
export interface Permission {
  /** The statement's id in the policy: letters and digits. */
  readonly sid: string;
  readonly actions: readonly string[];
  /** Default: all, as most of these actions know no narrower one that could be named beforehand. */
  readonly resource?: string;
  /** What a check can do with it and cannot without, for people. Undefined for what every check needs. */
  readonly adds?: string;
}

/** Every action that the code can send to AWS, all of them reads; what each is for. */
export const PERMISSIONS: readonly Permission[] = [
  {
    sid: 'EcsDriftRequired',
    actions: [
      'cloudformation:DescribeStacks',
      'cloudformation:GetTemplate',
      'cloudformation:ListStackResources',
      'ecs:DescribeServices',
    ],
  },
  {
    sid: 'EcsDriftRevisions',
    actions: ['ecs:DescribeServiceRevisions'],
    adds: 'monitoring, gateway connectors and VPC Lattice where a template declares them; they are unresolved without it',
  },
  {
    sid: 'EcsDriftScaling',
    actions: ['application-autoscaling:DescribeScalableTargets', 'application-autoscaling:DescribeScheduledActions'],
    adds: 'counts of services under autoscaling; without it such a count is unresolved where it is not the declared one',
  },
  {
    sid: 'EcsDriftClusters',
    actions: ['ecs:DescribeClusters'],
    adds: 'services that declare no launch type and run by the default strategy of their cluster',
  },
  {
    sid: 'EcsDriftNamespaces',
    actions: ['servicediscovery:GetNamespace'],
    adds: 'Service Connect namespaces that are a name on one side and an ARN on the other',
  },
  {
    sid: 'EcsDriftExplanations',
    actions: ['ecs:DescribeTaskDefinition', 'ecs:ListServiceDeployments'],
    adds: 'what explains a drift: the contents of another task definition revision, rollbacks of ECS itself',
  },
  {
    sid: 'EcsDriftReferences',
    actions: ['cloudformation:ListExports', 'ssm:GetParameters'],
    adds: 'templates with Fn::ImportValue and {{resolve:ssm:…}}',
  },
  {
    sid: 'EcsDriftAttributes',
    actions: ['cloudformation:GetResource'],
    adds: "attributes that a resource's id does not tell; it also wants the read permission of the resource's own service, as elasticloadbalancing:DescribeTargetGroups",
  },
  {
    sid: 'EcsDriftUnmanaged',
    actions: ['ecs:ListServices', 'cloudformation:DescribeStackResources'],
    adds: '--unmanaged, the services that no stack owns',
  },
  {
    sid: 'EcsDriftRoles',
    actions: ['sts:AssumeRole'],
    resource: 'arn:*:iam::*:role/cdk-*-lookup-role-*',
    adds: 'stacks in other accounts by their CDK lookup role; for --role-arn name that role here',
  },
  {
    sid: 'EcsDriftIdentity',
    actions: ['sts:GetCallerIdentity'],
    adds: 'nothing that has to be allowed: AWS answers everybody; it tells whether a missing stack was looked for in the right account',
  },
];
