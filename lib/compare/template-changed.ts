import { Ambiguous, isMap, NotDeployed, Unknown, type Value, type ValueMap } from '../model/value';
import { sameButQuestionMarks } from './same';
import type { Tri } from './spelling';

/**
 * Whether CloudFormation will find that a template has changed, and so send all declared properties again; undefined
 * where unknown values leave that open. It compares what was declared, so a default that is now spelled out counts,
 * and so does order in a list.
 */
export function templateChanged(synthesized: Value | undefined, deployed: Value | undefined): Tri {
  if (synthesized === undefined || deployed === undefined) return synthesized !== deployed;
  if (synthesized instanceof NotDeployed || deployed instanceof NotDeployed) return true;
  if (synthesized === deployed) return false;
  if (synthesized instanceof Unknown || deployed instanceof Unknown) {
    const twins =
      synthesized instanceof Unknown && deployed instanceof Unknown && synthesized.identity === deployed.identity;
    return twins ? false : undefined;
  }
  if (Array.isArray(synthesized)) {
    if (!Array.isArray(deployed) || synthesized.length !== deployed.length) return true;
    return any(synthesized.map((item, index) => templateChanged(item, deployed[index])));
  }
  if (isMap(synthesized)) {
    if (!isMap(deployed)) return true;
    const names = new Set([...Object.keys(synthesized), ...Object.keys(deployed)]);
    return any([...names].map((name) => templateChanged(synthesized[name], deployed[name])));
  }
  return Array.isArray(deployed) || isMap(deployed) || !sameText(synthesized, deployed);
}

/** The first unknown that leaves open whether a template has changed. */
export function doubtIn(synthesized: Value | undefined, deployed: Value | undefined): Unknown | undefined {
  if (templateChanged(synthesized, deployed) !== undefined) return undefined;
  if (synthesized instanceof Unknown) return synthesized;
  if (deployed instanceof Unknown) return deployed;
  for (const name of Object.keys(synthesized as ValueMap)) {
    const doubt = doubtIn((synthesized as ValueMap)[name], (deployed as ValueMap)[name]);
    if (doubt !== undefined) return doubt;
  }
  return undefined;
}

function any(verdicts: readonly Tri[]): Tri {
  if (verdicts.includes(true)) return true;
  return verdicts.includes(undefined) ? undefined : false;
}

type Single = Exclude<Value, Value[] | { [key: string]: Value } | Unknown | NotDeployed>;

function sameText(a: Single, b: Single): boolean {
  return textsOf(a).some((text) => textsOf(b).some((other) => text === other || sameButQuestionMarks(text, other)));
}

function textsOf(value: Single): string[] {
  return (value instanceof Ambiguous ? value.options : [value]).map(String);
}
