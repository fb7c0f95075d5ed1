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
    adds: 'monitoring, gateway connectors and VPC Lattice where a template declares them; without it they are not checked, and notes say so',
  },
  {
    sid: 'EcsDriftScaling',
    actions: ['application-autoscaling:DescribeScalableTargets', 'application-autoscaling:DescribeScheduledActions'],
    adds: 'counts of services under autoscaling; without it only the band of the template counts: a count that it does not explain, and a band that a scheduled action set, are told as drift',
  },
  {
    sid: 'EcsDriftClusters',
    actions: ['ecs:DescribeClusters'],
    adds: 'services that declare no launch type and run by the default strategy of their cluster; without it that strategy is not checked',
  },
  {
    sid: 'EcsDriftNamespaces',
    actions: ['servicediscovery:GetNamespace'],
    adds: 'Service Connect namespaces that are a name on one side and an ARN on the other; they are unresolved without it',
  },
  {
    sid: 'EcsDriftExplanations',
    actions: ['ecs:DescribeTaskDefinition', 'ecs:ListServiceDeployments'],
    adds: 'what explains a drift: the contents of another task definition revision, which without it is drift even where they are the same; rollbacks of ECS itself',
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
    adds: 'stacks in other accounts by their CDK lookup role, which are unchecked without it; for --role-arn name that role here; a role that takes session tags also wants sts:TagSession',
  },
  {
    sid: 'EcsDriftIdentity',
    actions: ['sts:GetCallerIdentity'],
    adds: 'nothing that has to be allowed: AWS answers everybody; it tells whether a missing stack was looked for in the right account',
  },
];

/** What becomes of a check without an optional action that it asked for, in words that follow "denied:". */
export const WITHOUT: ReadonlyMap<string, string> = new Map([
  ['ecs:DescribeServiceRevisions', 'what only it shows is not checked; notes name it'],
  [
    'application-autoscaling:DescribeScalableTargets',
    'only the band of the template counts; a count that it does not explain is told as drift, and whether the live band is the same is not checked',
  ],
  [
    'application-autoscaling:DescribeScheduledActions',
    'a band that a scheduled action set is told as drift where the template does not have the action',
  ],
  [
    'ecs:DescribeClusters',
    'whether services that declare no launch type run by the default strategy of their cluster is not checked',
  ],
  ['servicediscovery:GetNamespace', 'a namespace that is a name on one side and an ARN on the other is unresolved'],
  [
    'ecs:DescribeTaskDefinition',
    'another task definition revision is told as drift as a whole, even where its content is the same',
  ],
  ['ecs:ListServiceDeployments', 'a rollback is named only where the service itself tells of it'],
]);
