import type { Adopt, Restore, UpdateParameter } from '../model/field';

/** A parameter of UpdateService, with what else is to be known of it. */
export function viaUpdate(parameter: string, more: Partial<UpdateParameter> = {}): UpdateParameter {
  return { by: 'update-service', parameter, ...more };
}

/** What UpdateService allows under CODE_DEPLOY and EXTERNAL, too (ECS API UpdateService). */
export const ANY_CONTROLLER = { controllers: ['CODE_DEPLOY', 'EXTERNAL'] } as const;

/** No property of the construct library's own services is good for it: the template's property is overridden. */
export const OVERRIDE: Adopt = { by: 'override' };

/** A property of the construct library's own services that takes the value as it is. */
export function asProperty(name: string): Adopt {
  return { by: 'property', name };
}

/** A property of the construct library's own services that takes a member of an enumeration. */
export function asMember(name: string, enumeration: string, members: Readonly<Record<string, string>>): Adopt {
  return { by: 'property', name, form: { type: 'enumeration', name: enumeration, members } };
}

/** A property of the construct library's own services that takes a duration. */
export function asDuration(name: string, unit: 'seconds' | 'minutes'): Adopt {
  return { by: 'property', name, form: { type: 'duration', unit } };
}

/** An enumeration whose members are called like their values. */
export function sameNames(...names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, name]));
}

/** Neither way, for one reason. */
export function irreparable(reason: string): { readonly restore: Restore; readonly adopt: Adopt } {
  return { restore: { by: 'nothing', reason }, adopt: { by: 'nothing', reason } };
}

/** What a service or task set is made with for good. */
export const FIXED = {
  createOnly: true,
  ...irreparable('fixed when it is created: another value means another one'),
} as const;
