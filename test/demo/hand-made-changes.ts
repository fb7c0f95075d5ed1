import type { LiveServiceHandle, LoopbackAws } from '../aws';

/** What somebody does to a live service behind CloudFormation's back, and what the check must say of it. */
interface HandMadeChange {
  /** For people: who did what, and why. */
  readonly story: string;
  /** The stack whose only service it is. */
  readonly stack: string;
  /** The property path at which it is to be reported. */
  readonly path: string;
  make(service: LiveServiceHandle): void;
}

/** The changes by hand that the demo makes, in the words of those who made them. */
export const HAND_MADE_CHANGES: readonly HandMadeChange[] = [
  {
    story: "last night's incident: all storefront tasks were allowed to stop at once, in the console",
    stack: 'Prod-Shop',
    path: 'DeploymentConfiguration.MinimumHealthyPercent',
    make: (service) => service.updateService({ deploymentConfiguration: { minimumHealthyPercent: 0 } }),
  },
  {
    story: 'the storefront was pointed to a canary target group, and never back',
    stack: 'Prod-Shop',
    path: 'LoadBalancers[web:80].TargetGroupArn',
    make: (service) => {
      const [first, ...others] = service.live.loadBalancers;
      const targetGroupArn = first.targetGroupArn.replace(
        /targetgroup\/.*/,
        'targetgroup/shop-canary/8d3e0c5f71a2b946',
      );
      service.updateService({ loadBalancers: [{ ...first, targetGroupArn }, ...others] });
    },
  },
  {
    story: 'a security group was added to the thumbnail workers, to debug them',
    stack: 'Prod-Media',
    path: 'NetworkConfiguration.AwsvpcConfiguration.SecurityGroups[sg-0debd1c2f3a4b5c6d]',
    make: (service) => {
      const { awsvpcConfiguration } = service.live.networkConfiguration;
      const securityGroups = [...awsvpcConfiguration.securityGroups, 'sg-0debd1c2f3a4b5c6d'];
      service.updateService({
        networkConfiguration: { awsvpcConfiguration: { ...awsvpcConfiguration, securityGroups } },
      });
    },
  },
  {
    story: 'a clean-up script took their cost-center tag away',
    stack: 'Prod-Media',
    path: 'Tags[cost-center]',
    make: (service) =>
      service.update((live) => {
        live.tags = live.tags.filter((tag: { key: string }) => tag.key !== 'cost-center');
      }),
  },
];

/** The only service of a root stack of the loopback AWS; those of nested stacks are not counted. */
export function serviceOf(aws: LoopbackAws, stackName: string): LiveServiceHandle {
  const [service, ...others] = aws.stack(stackName).resources.filter(({ type }) => type === 'AWS::ECS::Service');
  if (service === undefined || others.length > 0) throw new Error(`stack ${stackName} should have one service`);
  return aws.service(service.physicalId);
}
