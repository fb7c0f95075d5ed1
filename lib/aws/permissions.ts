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
    adds: 'monitoring, gateway connectors and VPC Lattice where a template declares them, and with --thorough; they are unresolved without it',
  },
  {
    sid: 'EcsDriftScaling',
    actions: ['application-autoscaling:DescribeScalableTargets', 'application-autoscaling:DescribeScheduledActions'],
    adds: 'the bands of autoscaling; without it the band that a template declares, a count that this band does not explain, and a band that a scheduled action may have set are unresolved',
  },
  {
    sid: 'EcsDriftClusters',
    actions: ['ecs:DescribeClusters'],
    adds: 'services that declare no launch type and run by the default strategy of their cluster; that strategy is unresolved without it',
  },
  {
    sid: 'EcsDriftNamespaces',
    actions: ['servicediscovery:GetNamespace'],
    adds: 'Service Connect namespaces that are a name on one side and an ARN on the other; they are unresolved without it',
  },
  {
    sid: 'EcsDriftExplanations',
    actions: ['ecs:DescribeTaskDefinition', 'ecs:ListServiceDeployments'],
    adds: 'what explains a drift: the contents of another task definition revision, which is unresolved without it; rollbacks of ECS itself',
  },
  {
    sid: 'EcsDriftReferences',
    actions: ['cloudformation:ListExports', 'ssm:GetParameters'],
    adds: 'templates with Fn::ImportValue and {{resolve:ssm:…}}; such values are unresolved without it',
  },
  {
    sid: 'EcsDriftAttributes',
    actions: ['cloudformation:GetResource'],
    adds: "attributes that a resource's id does not tell, which are unresolved without it; it also wants the read permission of the resource's own service, as elasticloadbalancing:DescribeTargetGroups",
  },
  {
    sid: 'EcsDriftUnmanaged',
    actions: ['ecs:ListServices', 'cloudformation:DescribeStackResources'],
    adds: '--unmanaged, the services that no stack owns; without it notices say which clusters and services could not be judged',
  },
  {
    sid: 'EcsDriftRoles',
    actions: ['sts:AssumeRole'],
    resource: 'arn:*:iam::*:role/cdk-*-lookup-role-*',
    adds: 'stacks in other accounts by their CDK lookup role, which are unchecked without it; for --role-arn, and for Fn::GetStackOutput with a RoleArn, name that role here',
  },
  {
    sid: 'EcsDriftIdentity',
    actions: ['sts:GetCallerIdentity'],
    adds: 'nothing that has to be allowed: AWS answers everybody; it tells whether a missing stack was looked for in the right account',
  },
];

/** What becomes of a check without an optional action that it asked for, in words that follow "denied:". */
export const WITHOUT: ReadonlyMap<string, string> = new Map([
  [
    'ecs:DescribeServiceRevisions',
    'monitoring, gateway connectors and VPC Lattice that a template declares are unresolved',
  ],
  [
    'application-autoscaling:DescribeScalableTargets',
    'the band that a template declares is unresolved, and so is a count that this band does not explain',
  ],
  [
    'application-autoscaling:DescribeScheduledActions',
    'a band that is not the one of the template is unresolved, as a scheduled action may have set it',
  ],
  [
    'ecs:DescribeClusters',
    'the strategy of services that declare neither it nor a launch type is unresolved, as it is the default of their cluster',
  ],
  ['servicediscovery:GetNamespace', 'a namespace that is a name on one side and an ARN on the other is unresolved'],
  [
    'ecs:DescribeTaskDefinition',
    'another task definition revision than the deployed one is unresolved, as its content may be the same',
  ],
  ['ecs:ListServiceDeployments', 'a rollback is named only where the service itself tells of it'],
]);
