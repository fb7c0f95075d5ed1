import type { Style } from './service-birth';
import type { FreeJson } from './world';

interface DeploymentKind {
  readonly controller: string;
  readonly strategy: string;
  readonly style: Style;
}

/** What ECS answers for a deployment configuration that was asked for. */
export function deploymentConfiguration(asked: FreeJson, kind: DeploymentKind): FreeJson {
  const daemon = kind.strategy === 'DAEMON';
  const filled: FreeJson = {
    ...asked,
    maximumPercent: asked.maximumPercent ?? (daemon ? 100 : 200),
    minimumHealthyPercent: asked.minimumHealthyPercent ?? (daemon ? 0 : 100),
  };
  if (kind.controller !== 'ECS') return filled;
  const breaker = { enable: false, rollback: false, ...asked.deploymentCircuitBreaker };
  if (kind.style === 'old') return { ...filled, deploymentCircuitBreaker: breaker };
  filled.deploymentCircuitBreaker = {
    resetOnHealthyTask: true,
    ...breaker,
    thresholdConfiguration: { type: 'BOUNDED_PERCENT', value: 50, ...breaker.thresholdConfiguration },
  };
  filled.strategy = asked.strategy ?? 'ROLLING';
  filled.bakeTimeInMinutes = asked.bakeTimeInMinutes ?? (filled.strategy === 'ROLLING' ? 0 : 2160);
  if (filled.strategy === 'LINEAR') {
    filled.linearConfiguration = { stepPercent: 10, stepBakeTimeInMinutes: 6, ...asked.linearConfiguration };
  }
  if (filled.strategy === 'CANARY') {
    filled.canaryConfiguration = { canaryPercent: 5, canaryBakeTimeInMinutes: 10, ...asked.canaryConfiguration };
  }
  if (asked.lifecycleHooks) filled.lifecycleHooks = asked.lifecycleHooks.map(lifecycleHook);
  return filled;
}

function lifecycleHook(hook: FreeJson): FreeJson {
  return {
    targetType: 'AWS_LAMBDA',
    ...hook,
    timeoutConfiguration: { timeoutInMinutes: 1440, action: 'ROLLBACK', ...hook.timeoutConfiguration },
  };
}
