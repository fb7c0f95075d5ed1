/** The shells that commands are written for, the default one first. */
export const SHELLS = ['posix', 'powershell'] as const;
export type Shell = (typeof SHELLS)[number];
