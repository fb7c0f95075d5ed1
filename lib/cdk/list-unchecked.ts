import type { Report, ServiceReport, StackReport, Unresolved } from '../model/report';
import { findStack } from './find-stack';
import { nameOf, resourceOf, ruleOf } from './list-violations';
import type { AssemblyStack, OpenAssembly } from './open-assembly';
import { plainText } from './plain-text';
import type { Severity, ViolatingResource, Violation } from './plugin-types';
import type { CommandOutcome } from './run-command';

/** What of an assembly is judged, and how what could not be checked counts. */
export interface UncheckedJudgement {
  readonly assembly: OpenAssembly;
  readonly stacks: readonly AssemblyStack[];
  readonly severity: Severity;
  readonly deploy: DeployPlace;
}

/** Where the CDK deploys stacks to that do not say it themselves; undefined where that is not known. */
export interface DeployPlace {
  readonly account?: string;
  readonly region?: string;
}

/** A violation for each stack and service that could not be checked whole, or one for all of them. */
export function listUnchecked(
  { report, failure, problems }: CommandOutcome,
  judgement: UncheckedJudgement,
): Violation[] {
  const ofRun = (reason: string) => uncheckedRun(reason, judgement.stacks[0]?.templatePath ?? '', judgement.severity);
  if (report === undefined) return [ofRun(failure ?? 'the check gave no report')];
  const untold = problems.filter((problem) => !tells(report, problem)).map(ofRun);
  const unexplained = failure === undefined || explains(report) ? [] : [ofRun(failure)];
  return [...ofStacks(report, judgement), ...ofServices(report, judgement), ...untold, ...unexplained];
}

/** True if the report itself says what is unchecked, be it in stacks that are not validated here. */
function explains({ stacks, services }: Report): boolean {
  return stacks.some(isUnchecked) || services.some((service) => isUnchecked(service) || service.unresolved.length > 0);
}

/** True if the report has this very problem as the reason of a stack, be it one that is not validated here. */
function tells({ stacks }: Report, problem: string): boolean {
  return stacks.some(({ reason }) => reason !== undefined && plainText(reason).includes(plainText(problem)));
}

function isUnchecked({ status }: StackReport | ServiceReport): boolean {
  return status === 'UNCHECKED';
}

/** Where nothing was checked at all. */
export function uncheckedRun(failure: string, templatePath: string, severity: Severity): Violation {
  const description = `ECS services were not checked for drift: ${plainText(failure)}`;
  return violation(description, severity, { resourceLogicalId: '', templatePath, locations: [] });
}

function ofStacks(report: Report, judgement: UncheckedJudgement): Violation[] {
  return report.stacks.flatMap((met) => {
    const stack = findStack(met, judgement.stacks);
    const reason =
      stack && (isUnchecked(met) ? (met.reason ?? 'no reason is known') : wrongPlace(met, stack, judgement.deploy));
    if (stack === undefined || reason === undefined) return [];
    const { templatePath, constructPath } = stack;
    const description = `stack ${plainText(met.stackName)} was not checked for drift: ${plainText(reason)}`;
    const resource = { resourceLogicalId: '', templatePath, constructPath, locations: [] };
    return [violation(description, judgement.severity, resource)];
  });
}

/** An app does not learn which profile the CDK was given: it may have other credentials than the deploy. */
function wrongPlace(met: StackReport, stack: AssemblyStack, deploy: DeployPlace): string | undefined {
  if (stack.account === undefined && differ(met.account, deploy.account)) {
    const advice = 'give the validator the profile, or the stack an env';
    return `the CDK deploys it to account ${deploy.account}, and the credentials here are of account ${met.account}; ${advice}`;
  }
  if (stack.region === undefined && differ(met.region, deploy.region)) {
    const advice = 'give the validator the region, or the stack an env';
    return `the CDK deploys it to region ${deploy.region}, and it was looked for in ${met.region}; ${advice}`;
  }
  return undefined;
}

function differ(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

/**
 * A line for each stack that is not deployed where it was looked for, where nobody can say whether that is where the
 * CDK deploys it to: it may run elsewhere, unchecked.
 */
export function listDoubtful({ stacks: met }: Report, stacks: readonly AssemblyStack[], deploy: DeployPlace): string[] {
  return met.flatMap((report) => {
    const stack = report.status === 'NOT_DEPLOYED' ? findStack(report, stacks) : undefined;
    if (stack === undefined) return [];
    const isKnown =
      (stack.account !== undefined || (report.account !== undefined && report.account === deploy.account)) &&
      (stack.region !== undefined || (report.region !== undefined && report.region === deploy.region));
    // Another place than the deploy's is told as a finding.
    if (isKnown || wrongPlace(report, stack, deploy) !== undefined) return [];
    const place = `account ${report.account ?? 'unknown'}, region ${report.region ?? 'unknown'}`;
    return [
      `warning: stack ${report.stackName} is not deployed in ${place}, so its services were not checked; if it runs elsewhere, give the validator its profile and region, or the stack an env`,
    ];
  });
}

function ofServices(report: Report, { assembly, stacks, severity }: UncheckedJudgement): Violation[] {
  return report.services.flatMap((service) => {
    const stack = findStack(service, stacks);
    const reason = stack && whyUnchecked(service, report);
    if (stack === undefined || reason === undefined) return [];
    return [violation(reason, severity, resourceOf(service, stack, assembly, []))];
  });
}

/** A service of a stack that was not checked has been told of with that stack. */
function whyUnchecked(service: ServiceReport, { stacks }: Report): string | undefined {
  if (isUnchecked(service) && service.unresolved.length === 0) {
    const told = stacks.some((stack) => isUnchecked(stack) && sameStack(stack, service));
    const reason = plainText(service.reason ?? 'no reason is known');
    return told ? undefined : `${nameOf(service)} was not checked for drift: ${reason}`;
  }
  if (service.unresolved.length === 0) return undefined;
  return `${nameOf(service)} was not checked whole: ${describeUnresolved(service.unresolved)}`;
}

function sameStack(stack: StackReport, service: ServiceReport): boolean {
  return stack.stackName === service.stackName && stack.account === service.account && stack.region === service.region;
}

function describeUnresolved(entries: readonly Unresolved[]): string {
  const [first] = entries;
  const more = entries.length > 1 ? ` (and ${entries.length - 1} more)` : '';
  return plainText(`${first?.path} is not known: ${first?.reason}${more}`);
}

function violation(description: string, severity: Severity, resource: ViolatingResource): Violation {
  return { ruleName: ruleOf('unchecked'), description, severity, violatingResources: [resource] };
}
