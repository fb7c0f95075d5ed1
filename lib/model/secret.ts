import type { Json } from './json';

/** A value that a report hides unless it is asked to show it: an environment value, a log option, a secret. */
export class Secret {
  constructor(readonly value: Json) {}
}

/** JSON in which single values may be secret. */
export type SecretJson = Json | Secret | SecretJson[] | { [key: string]: SecretJson };
