import { InputError } from '../model/errors';

const UNITS = new Map([
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
]);

/** A duration such as `90s`, `5m` or `1h`, in milliseconds; throws an InputError that names the option. */
export function readDuration(text: string, option: string): number {
  const [, number, unit = ''] = /^(\d{1,9})([smh])$/.exec(text) ?? [];
  const milliseconds = UNITS.get(unit);
  if (number === undefined || milliseconds === undefined) {
    throw new InputError(
      `option ${option} wants a duration such as 90s, 5m or 1h, met '${text}'; see ecs-drift --help`,
    );
  }
  return Number(number) * milliseconds;
}
