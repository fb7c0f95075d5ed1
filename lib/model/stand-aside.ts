/**
 * Set by the command for the app that it synthesizes. Whatever of ours runs in that app (a validator, a hook) leaves the
 * check to the command: else AWS would be asked twice, and drift would fail the synthesis in place of the check.
 */
export const STAND_ASIDE = 'ECS_DRIFT_STAND_ASIDE';

/** Whether the command checks the app that this process belongs to. */
export function standsAside(environment: Readonly<Record<string, string | undefined>>): boolean {
  return Boolean(environment[STAND_ASIDE]);
}
