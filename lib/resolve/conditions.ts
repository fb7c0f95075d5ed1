import { member } from '../model/json';
import { nameIn, type TemplateJson, type Unknown } from '../model/value';
import { type ConditionFunction, type Evaluation, type Place, within } from './evaluation';
import { fault } from './fault';
import { and } from './functions/and';
import { equals } from './functions/equals';
import { not } from './functions/not';
import { or } from './functions/or';
import { isServerSide, serverSide } from './functions/server-side';
import { type Levels, MOST_LEVELS } from './levels';
import { templateMap } from './template-map';

/** The functions whose value is a condition. A new one is one file and one line here. */
export const CONDITION_FUNCTIONS: ReadonlyMap<string, ConditionFunction> = new Map([
  ['Fn::And', and],
  ['Fn::Equals', equals],
  ['Fn::Not', not],
  ['Fn::Or', or],
]);

/** The conditions of one template, each worked out once. */
export class Conditions {
  private readonly results = new Map<string, boolean | Unknown>();

  constructor(
    private readonly evaluation: Evaluation,
    private readonly levels: Levels,
  ) {}

  /** Works the condition of that name out. */
  named(name: string, at: Place): boolean | Unknown {
    const known = this.results.get(name);
    if (known !== undefined) return known;
    const json = member(this.evaluation.scope.template.Conditions, name);
    if (json === undefined) return fault(at, `the template has no condition ${name}`);
    const place: Place = { where: `condition ${name}`, depth: at.depth + 1, inCondition: true };
    const key = `condition ${name}`;
    if (this.levels.isUnderWay(key)) return fault(place, 'the condition refers to itself in a circle');
    const again = (): void => void this.named(name, { ...at, depth: 0 });
    const result = this.levels.within({ key, depth: at.depth, again }, () => this.test(json, place));
    this.results.set(name, result);
    return result;
  }

  private test(json: TemplateJson, at: Place): boolean | Unknown {
    if (this.levels.isTooDeep(at.depth)) return fault(at, `nested more than ${MOST_LEVELS} levels deep`);
    const [name, argument, ...rest] = entryOf(json);
    if (typeof name !== 'string' || argument === undefined || rest.length > 0) return shapeFault(at);
    if (isServerSide(name)) return serverSide(name, argument, at);
    if (name === 'Condition') {
      const condition = nameIn(argument);
      return condition === undefined ? shapeFault(at) : this.named(condition, within(at));
    }
    const evaluate = CONDITION_FUNCTIONS.get(name);
    if (evaluate === undefined)
      return name.startsWith('Fn::') ? fault(at, `${name} is no condition function`) : shapeFault(at);
    return evaluate(argument, at, this.evaluation, (inner, place) => this.test(inner, place));
  }
}

/** The names and members of an object in a row; empty for anything else. */
function entryOf(json: TemplateJson): (TemplateJson | undefined)[] {
  const map = templateMap(json) ?? {};
  return Object.keys(map).flatMap((key) => [key, map[key]]);
}

function shapeFault(at: Place): Unknown {
  return fault(at, 'a condition is to be one of Fn::And, Fn::Equals, Fn::Not, Fn::Or or { Condition: name }');
}
