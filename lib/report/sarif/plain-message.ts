import type { SarifMessage } from './sarif-log';

/**
 * A message of a text that is escaped already. Braces are doubled, as the standard wants of those that are no
 * placeholder; `[text](target)` is pulled apart, because viewers know no way to escape it.
 */
export function plainMessage(text: string): SarifMessage {
  return { text: text.replace(/[{}]/g, '$&$&').replaceAll('](', '] (') };
}
