import { Ambiguous, isMap, NotDeployed, Unknown, type Value } from '../model/value';
import { sameButQuestionMarks } from './same';

/**
 * Whether CloudFormation will find that a service's template has changed, and so send all declared properties again.
 * It compares what was declared, so a default that is now spelled out counts; order in a list counts as well.
 */
export function templateChanged(synthesized: Value | undefined, deployed: Value | undefined): boolean {
  if (synthesized === undefined || deployed === undefined) return synthesized !== deployed;
  if (synthesized instanceof NotDeployed) return true;
  if (synthesized instanceof Unknown) {
    return !(deployed instanceof Unknown && synthesized.identity === deployed.identity);
  }
  if (deployed instanceof Unknown || deployed instanceof NotDeployed) return true;
  if (Array.isArray(synthesized)) {
    if (!Array.isArray(deployed) || synthesized.length !== deployed.length) return true;
    return synthesized.some((item, index) => templateChanged(item, deployed[index]));
  }
  if (isMap(synthesized)) {
    if (!isMap(deployed)) return true;
    const names = new Set([...Object.keys(synthesized), ...Object.keys(deployed)]);
    return [...names].some((name) => templateChanged(synthesized[name], deployed[name]));
  }
  return typeof deployed === 'object' && !(deployed instanceof Ambiguous) ? true : !sameText(synthesized, deployed);
}

function sameText(a: Value, b: Value): boolean {
  const [left, right] = [a, b].map((value) => (value instanceof Ambiguous ? value.options : [value]).map(String));
  return (left ?? []).some((text) =>
    (right ?? []).some((other) => text === other || sameButQuestionMarks(text, other)),
  );
}
