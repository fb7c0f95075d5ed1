import { Ambiguous, nameIn, type TemplateJson, type Value } from '../../model/value';
import { type Evaluation, type IntrinsicFunction, type Place, within } from '../evaluation';
import { fault } from '../fault';
import { unresolvedCall } from '../unresolved-call';

/** `Fn::GetAtt`: an attribute of a resource, as `[LogicalId, Attribute]` or `LogicalId.Attribute`. */
export const getAtt: IntrinsicFunction = (argument, at, evaluation) => {
  const [resource, attribute] = partsOf(argument);
  const logicalId = nameIn(resource);
  if (logicalId === undefined || attribute === undefined) {
    return fault(at, 'Fn::GetAtt wants [LogicalId, Attribute] or "LogicalId.Attribute"');
  }
  const name = nameIn(attribute) ?? evaluation.evaluate(attribute, within(at));
  return attributeNamed(logicalId, name instanceof Ambiguous ? name.text : name, at, evaluation);
};

function partsOf(argument: TemplateJson): readonly (TemplateJson | undefined)[] {
  if (Array.isArray(argument)) return argument.length === 2 ? argument : [];
  if (typeof argument !== 'string') return [];
  const dot = argument.indexOf('.');
  return dot > 0 && dot < argument.length - 1 ? [argument.slice(0, dot), argument.slice(dot + 1)] : [];
}

function attributeNamed(logicalId: string, name: Value | undefined, at: Place, evaluation: Evaluation) {
  if (typeof name === 'string') return evaluation.attribute(logicalId, name, within(at));
  return (
    unresolvedCall('GetAtt', [logicalId, name]) ??
    fault(at, `Fn::GetAtt wants the name of an attribute of ${logicalId} as a string`)
  );
}
