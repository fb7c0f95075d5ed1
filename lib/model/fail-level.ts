/** What makes a check fail: drift, drift and pending changes, drift that no earlier report knows, or no difference. */
export const FAIL_LEVELS = ['drift', 'pending', 'new', 'never'] as const;
export type FailLevel = (typeof FAIL_LEVELS)[number];
