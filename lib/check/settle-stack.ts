import type { AwsPort, StackRead } from './aws-ports';
import type { Patience } from './patience';

/** A stack that was read while CloudFormation works on it: read again when it is done, or as it is when the time is over. */
export async function settleStack(
  port: AwsPort,
  read: StackRead,
  isUnderWay: (status: string) => boolean,
  patience: Patience,
): Promise<StackRead> {
  let latest = read;
  while (latest.kind === 'read' && isUnderWay(latest.stack.status)) {
    const { stackId, stackName } = latest.stack;
    let status: string | undefined = latest.stack.status;
    while (status !== undefined && isUnderWay(status)) {
      if (!(await patience.pause(`stack ${stackName}, which is in ${status}`))) return latest;
      status = await port.readStackStatus(stackId);
    }
    // One that is gone, or cannot be read any more, says so itself.
    latest = await port.readStack(stackName);
  }
  return latest;
}
