import type { ComparedService } from '../compare/compare-service';
import type { Json } from '../model/json';
import { elementKey, joinPath } from '../model/property-path';
import type { Difference, Note, Unresolved } from '../model/report';
import { Secret, type SecretJson } from '../model/secret';
import type { Masker } from '../report/mask';
import { type HiddenValues, hideValues } from './hidden-values';

/** What is known of one service, or task set, without its secrets. */
export class ServiceMask {
  constructor(
    /** Tells it from all others of the report. */
    private readonly service: string,
    private readonly hidden: HiddenValues,
    private readonly masker: Masker,
  ) {}

  /** The same for values that are not to look like those of differences at the same paths. */
  apart(place: string): ServiceMask {
    return new ServiceMask(JSON.stringify([this.service, place]), this.hidden, this.masker);
  }

  difference(found: ComparedService['differences'][number]): Difference {
    const [difference = found] = hideValues([found], (path) => this.hidden.covers(path));
    const { path, synthesized, deployed, live, onDeploy, ...words } = difference;
    const side = (value: SecretJson | undefined): Json | undefined =>
      value === undefined ? undefined : this.value(value, path);
    const sides = { synthesized: side(synthesized), deployed: side(deployed), live: side(live) };
    return { path: this.path(path), ...words, ...sides, onDeploy };
  }

  unresolved({ path, side, reason }: Unresolved): Unresolved {
    return { path: this.path(path), side, reason: this.hidden.reasonAt(path, reason) };
  }

  note({ kind, path, text }: Note): Note {
    if (path === undefined) return { kind, text };
    const showsValues = kind === 'managed' && this.hidden.covers(path);
    return { kind, path: this.path(path), text: showsValues ? text.replace(VALUES, '') : text };
  }

  value(value: SecretJson, path: string): Json {
    return this.masker(value, { service: this.service, path });
  }

  /** The key of an element, too, may be a secret: that of a set is its value. */
  path(path: string): string {
    const segments = this.hidden.withoutKeys(path, (key, here) =>
      elementKey(String(this.value(new Secret(key), joinPath(here)))),
    );
    return joinPath(segments);
  }
}

/** What a note on something managed says of its values, at its end. */
const VALUES = /[;:] (?:deployed|live) .*$/s;
