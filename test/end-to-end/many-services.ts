import { type LoopbackAws, startLoopbackAws } from '../aws';
import { plainService } from './templates';
import { type AssemblyStack, writeAssembly } from './write-assembly';

/** An account of its own, which nobody may look into. */
const REFUSED_ACCOUNT = '222222222222';
const LOOKUP_ROLE = { arn: `arn:aws:iam::${REFUSED_ACCOUNT}:role/cdk-look-up` };

export interface ManyServices {
  readonly aws: LoopbackAws;
  readonly directory: string;
  /** The stack of the account that refuses. */
  readonly refused: string;
  /** How many calls were throttled so far. */
  throttled(): number;
}

/** So many stacks with so many services each; one call in a hundred is throttled, and one stack's account refuses. */
export async function startManyServices(stackCount: number, perStack: number): Promise<ManyServices> {
  const aws = await startLoopbackAws();
  const stacks: Record<string, AssemblyStack> = {};
  const refused = 'Stack0';
  for (let stack = 0; stack < stackCount; stack += 1) {
    const name = `Stack${stack}`;
    const template = { Resources: servicesOf(name, perStack) };
    const isRefused = name === refused;
    if (!isRefused) aws.deploy({ stackName: name, template });
    stacks[name] = isRefused
      ? { template, environment: `aws://${REFUSED_ACCOUNT}/eu-west-1`, lookupRole: LOOKUP_ROLE }
      : { template, environment: 'aws://111111111111/eu-west-1' };
  }
  let seen = 0;
  let throttled = 0;
  aws.fail({ operation: 'AssumeRole', error: 'AccessDenied' });
  aws.fail({
    error: 'Throttling',
    match: () => {
      seen += 1;
      const hit = seen % 100 === 7;
      if (hit) throttled += 1;
      return hit;
    },
  });
  return { aws, directory: writeAssembly(stacks), refused, throttled: () => throttled };
}

function servicesOf(cluster: string, count: number): Record<string, object> {
  const services: Record<string, object> = {};
  for (let index = 0; index < count; index += 1) {
    services[`Service${index}`] = plainService({ Cluster: cluster.toLowerCase(), DesiredCount: index % 5 });
  }
  return services;
}
