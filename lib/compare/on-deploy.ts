import type { OnDeploy } from '../model/report';
import type { Finding } from './find-differences';

/** What the next deploy does with a difference; undefined where there is nothing to say or nobody can tell. */
export function onDeploy({ difference, mark }: Finding, changed: boolean): OnDeploy | undefined {
  const keepsRunning = mark.omitted?.row.omission === 'kept';
  switch (difference.cause) {
    case 'drift':
      return difference.declared && changed && !keepsRunning ? 'reverted' : 'kept';
    case 'conflict':
      return keepsRunning ? 'kept' : 'overwritten';
    case 'pending':
      return keepsRunning ? 'kept' : undefined;
    case 'adopted':
      return undefined;
  }
}
