import { bareObject } from '../model/json';
import type { Facts } from '../model/question';
import { Ambiguous, type Scalar, type TemplateJson, Unknown, type Value, type ValueMap } from '../model/value';
import { resolveAttribute } from './attribute';
import { CONDITION_FUNCTIONS, Conditions } from './conditions';
import { type Evaluation, type Place, within } from './evaluation';
import { Expansion, MOST_VALUES } from './expansion';
import { fault } from './fault';
import { isServerSide, serverSide } from './functions/server-side';
import { INTRINSIC_FUNCTIONS } from './intrinsic-functions';
import { Levels, MOST_LEVELS } from './levels';
import { resolveReference } from './reference';
import type { StackScope } from './stack-scope';

/** Names in messages are cut to this many characters. */
const LONGEST_NAME = 80;

type TemplateMap = { [key: string]: TemplateJson };

/** Evaluates expressions of one template; what is referred to by name is worked out once. */
export class Evaluator implements Evaluation {
  private readonly levels = new Levels();
  private readonly conditions = new Conditions(this, this.levels);
  private readonly references = new Map<string, Value | undefined>();
  private readonly attributes = new Map<string, Value>();
  private readonly expansion = new Expansion();

  constructor(
    readonly scope: StackScope,
    readonly facts: Facts,
  ) {}

  evaluate(json: TemplateJson | undefined, at: Place): Value | undefined {
    if (json === undefined || json === null) return undefined;
    if (json instanceof Ambiguous) return json.options.length > 1 ? json : json.options[0];
    if (typeof json !== 'object') return json;
    if (this.levels.isTooDeep(at.depth)) return fault(at, `nested more than ${MOST_LEVELS} levels deep`);
    if (!this.expansion.add(undefined)) return tooMuch(at);
    if (Array.isArray(json)) return this.list(json, at);
    const name = functionIn(json);
    return name === undefined ? this.map(json, at) : this.call(name, json, at);
  }

  reference(name: string, at: Place): Value | undefined {
    if (this.references.has(name)) return this.references.get(name);
    const value = resolveReference(name, at, this);
    // A mistake is told with the place where it stands; working it out again is cheap.
    if (!isFault(value)) this.references.set(name, value);
    return value;
  }

  attribute(logicalId: string, attribute: string, at: Place): Value {
    const key = JSON.stringify([logicalId, attribute]);
    // A mistake is kept as well, since attributes may hang on long chains of others, but for its place alone.
    const keyHere = (): string => JSON.stringify([logicalId, attribute, at.where]);
    const known = this.attributes.get(key) ?? this.attributes.get(keyHere());
    if (known !== undefined) return known;
    if (this.levels.isUnderWay(key)) return fault(at, `${logicalId}.${attribute} refers to itself in a circle`);
    const again = (): void => void this.attribute(logicalId, attribute, { ...at, depth: 0 });
    const named = { key, depth: at.depth, again };
    const value = this.levels.within(named, () => resolveAttribute(logicalId, attribute, at, this));
    this.attributes.set(isFault(value) ? keyHere() : key, value);
    return value;
  }

  condition(name: string, at: Place): boolean | Unknown {
    return this.conditions.named(name, at);
  }

  /** Does work that calls back on this: whatever asks for a value from outside. */
  follow<T>(work: () => T): T {
    return this.levels.follow(work);
  }

  private list(json: readonly TemplateJson[], at: Place): Value[] {
    const list: Value[] = [];
    for (const [index, element] of json.entries()) {
      const value = isScalar(element) ? element : this.evaluate(element, within(at, `[${index}]`));
      if (value !== undefined) list.push(value);
    }
    return list;
  }

  private map(json: TemplateMap, at: Place): ValueMap {
    const map: ValueMap = bareObject<Value>();
    for (const key of Object.keys(json)) {
      const member = json[key];
      const value = isScalar(member) ? member : this.evaluate(member, within(at, `.${key.slice(0, LONGEST_NAME)}`));
      if (value !== undefined) map[key] = value;
    }
    return map;
  }

  private call(name: string, json: TemplateMap, at: Place): Value | undefined {
    const argument = json[name] ?? null;
    if (isServerSide(name)) return serverSide(name, json, at);
    if (Object.keys(json).length > 1) return fault(at, `${name} is to be the only key of its object`);
    const evaluate = INTRINSIC_FUNCTIONS.get(name);
    if (evaluate !== undefined) {
      const value = evaluate(argument, at, this);
      return this.expansion.add(value) ? value : tooMuch(at);
    }
    if (CONDITION_FUNCTIONS.has(name)) return fault(at, `${name} may stand only where a condition is expected`);
    return fault(at, `unknown function ${name.slice(0, LONGEST_NAME)}`);
  }
}

/** What needs no working out, and so no place to tell of it. */
function isScalar(json: TemplateJson | undefined): json is Scalar {
  return typeof json !== 'object' && json !== undefined;
}

function tooMuch(at: Place): Unknown {
  return fault(at, `the template works out to more than ${MOST_VALUES} values, which no stack needs`);
}

/** The function that an object calls. `Ref` beside other keys is a key like any other. */
function functionIn(json: TemplateMap): string | undefined {
  const keys = Object.keys(json);
  if (keys.length === 1 && keys[0] === 'Ref') return 'Ref';
  const functions = keys.filter((key) => key.startsWith('Fn::'));
  return functions.find(isServerSide) ?? functions[0];
}

function isFault(value: Value | undefined): boolean {
  return value instanceof Unknown && value.fault === true;
}
