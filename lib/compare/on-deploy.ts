import type { OnDeploy } from '../model/report';
import type { Finding } from './find-differences';
import type { Tri } from './spelling';

/** What the next deploy does with a difference; undefined where there is nothing to say or nobody can tell. */
export function onDeploy({ difference, mark }: Finding, changed: Tri): OnDeploy | undefined {
  const keepsRunning = mark.omitted?.row.omission === 'kept';
  switch (difference.cause) {
    case 'drift':
      if (!difference.declared || keepsRunning || changed === false) return 'kept';
      return changed ? 'reverted' : undefined;
    case 'conflict':
      return keepsRunning ? 'kept' : 'overwritten';
    case 'pending':
      return keepsRunning ? 'kept' : undefined;
    case 'adopted':
      return undefined;
  }
}
