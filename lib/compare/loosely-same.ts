import { isMap, type Value } from '../model/value';
import { smallFirst } from './field-tree';

/**
 * Whether a live value is what a template declares, of which nothing else is known: numbers and texts by their text,
 * lists without order, objects by the members that are declared.
 */
export function looselySame(declared: Value, live: Value): boolean {
  if (Array.isArray(declared)) return Array.isArray(live) && sameElements(declared, live);
  if (isMap(declared)) {
    return (
      isMap(live) &&
      Object.keys(declared).every((name) => {
        const [own, twin] = [declared[name], live[smallFirst(name)] ?? live[name]];
        return own === undefined || (twin !== undefined && looselySame(own, twin));
      })
    );
  }
  return typeof declared !== 'object' && typeof live !== 'object' && String(declared) === String(live);
}

function sameElements(declared: readonly Value[], live: readonly Value[]): boolean {
  const rest = [...live];
  if (rest.length !== declared.length) return false;
  return declared.every((item) => {
    const index = rest.findIndex((other) => looselySame(item, other));
    if (index >= 0) rest.splice(index, 1);
    return index >= 0;
  });
}
