import { InputError } from '../../model/errors';
import type { LocalStack } from '../../model/local-stack';
import { isDay } from '../../model/report';
import type { CheckOptions, IgnoreRule } from '../options';
import { PropertyPattern } from './property-pattern';
import type { CodePlace, RunRule } from './run-rule';

const EXAMPLE = 'it takes a property path such as DesiredCount or Tags[team]';

/** All rules of a run, those first that win where several match: of `--ignore`, of the code, of the configuration. */
export function gatherRules(
  options: Pick<CheckOptions, 'ignore' | 'rules'>,
  { stacks, selected }: { readonly stacks: readonly LocalStack[]; readonly selected: ReadonlySet<LocalStack> },
): RunRule[] {
  return [
    ...(options.ignore ?? []).map(ofOption),
    ...ofCode(stacks)
      .filter(({ places }) => places.some(({ stack }) => selected.has(stack)))
      .map(ofPlaces),
    ...(options.rules ?? []).map(ofConfiguration),
  ];
}

function ofOption(property: string): RunRule {
  if (property.trim() === '') throw new InputError(`--ignore: is empty; ${EXAMPLE}`);
  const reason = `--ignore ${property}`;
  return { property, pattern: new PropertyPattern(property), reason, source: '--ignore', scope: { kind: 'run' } };
}

function ofConfiguration({ property, reason, stack, service, expires, source }: IgnoreRule): RunRule {
  if (property.trim() === '') throw new InputError(`${source}: the property of an ignore rule is empty; ${EXAMPLE}`);
  if (reason.trim() === '') throw new InputError(`${source}: the ignore rule for ${property} has no reason; say why`);
  if (expires !== undefined && !isDay(expires)) {
    throw new InputError(
      `${source}: the ignore rule for ${property} expires on '${expires}': give a day such as 2027-01-31`,
    );
  }
  const scope = { kind: 'named', stack, service } as const;
  return { property, pattern: new PropertyPattern(property), reason, expires, source, scope };
}

interface PlacedRule {
  readonly rule: Omit<IgnoreRule, 'stack' | 'service'>;
  readonly places: CodePlace[];
}

/** What one line of code says of several constructs is one rule with several places. */
function ofCode(stacks: readonly LocalStack[]): PlacedRule[] {
  const rules = new Map<string, PlacedRule>();
  for (const stack of stacks) {
    for (const { constructPath, ...rule } of stack.ignoreRules ?? []) {
      const line = rule.source === constructPath ? '' : rule.source;
      const key = JSON.stringify([rule.property, rule.reason, rule.expires, line]);
      const known = rules.get(key) ?? { rule, places: [] };
      known.places.push({ stack, constructPath });
      rules.set(key, known);
    }
  }
  return [...rules.values()];
}

function ofPlaces({ rule, places }: PlacedRule): RunRule {
  const { property, reason, expires, source } = rule;
  return { property, pattern: new PropertyPattern(property), reason, expires, source, scope: { kind: 'code', places } };
}
