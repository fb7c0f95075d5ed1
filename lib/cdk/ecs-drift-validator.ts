import { dirname } from 'node:path';
import type { IConstruct } from 'constructs';
import { messageOf } from '../model/errors';
import type { Notice } from '../model/report';
import { standsAside } from '../model/stand-aside';
import { version } from '../model/version';
import { checkOnce } from './check-once';
import { type DeployPlace, listDoubtful, listUnchecked, uncheckedRun } from './list-unchecked';
import { listViolations, ruleOf } from './list-violations';
import { type AssemblyStack, type OpenAssembly, openAssembly } from './open-assembly';
import { plainText } from './plain-text';
import type { ValidationContext, ValidationReport, Violation } from './plugin-types';
import type { CommandOutcome } from './run-command';
import { type EcsDriftValidatorOptions, FINDINGS, readValidatorOptions, type Settings } from './validator-options';

/** As many lines of the check's own go to the user; the CDK prints the findings. */
const MOST_LINES = 10;

/**
 * Checks the ECS services of an app for drift whenever it is synthesized, and reports it as violations:
 * `Validations.of(app).addPlugins(new EcsDriftValidator())`, in older versions of the CDK
 * `new App({ policyValidationBeta1: [new EcsDriftValidator()] })`.
 */
export class EcsDriftValidator {
  readonly name = 'ecs-drift';
  readonly version: string = version;
  readonly ruleIds: string[] = [...FINDINGS, 'unchecked' as const].map(ruleOf);
  private readonly settings: Settings;

  /** Throws where an option is wrong. */
  constructor(options: EcsDriftValidatorOptions = {}) {
    this.settings = readValidatorOptions(options);
  }

  /** Called by the CDK once the assembly is written. */
  validate(context: ValidationContext): ValidationReport {
    const violations = this.findAll(context);
    const success = violations.every(({ severity }) => severity === 'warning');
    // Older versions print the violations of a report only where it has errors.
    if (success && context.appConstruct === undefined)
      tell(violations.map(({ description }) => `warning: ${description}`));
    return { success, pluginVersion: version, violations };
  }

  /** The CDK loses the message of a plugin that throws where single stacks are selected. */
  private findAll(context: ValidationContext): Violation[] {
    const [templatePath] = context.templatePaths;
    if (templatePath === undefined || standsAside(process.env)) return [];
    try {
      return this.findViolations(context);
    } catch (error) {
      return [uncheckedRun(messageOf(error), templatePath, this.settings.unchecked)];
    }
  }

  private findViolations(context: ValidationContext): Violation[] {
    const assembly = openAssembly(context.templatePaths);
    if (assembly.missingContext.length > 0) {
      tell([
        `not checked yet: the app lacks context values, which the CDK looks up: ${assembly.missingContext.join(', ')}`,
      ]);
      return [];
    }
    const stacks = assembly.stacks.filter(({ templatePath }) => context.templatePaths.includes(templatePath));
    const outcome = this.check(context, assembly);
    const violations = this.judge(outcome, assembly, stacks);
    if (isReportedByCli(context)) tell(describeUnselected(violations, assembly));
    return violations;
  }

  private check(context: ValidationContext, assembly: OpenAssembly): CommandOutcome {
    const { directory } = assembly;
    const { commandArguments, timeoutMs } = this.settings;
    const { outcome, first } = checkOnce({ validator: this, context, directory, commandArguments, timeoutMs });
    if (first) {
      const notices = outcome.report?.notices ?? [];
      const notes = notices.filter(({ kind }) => !NOT_SHOWN.has(kind)).map(({ text }) => `note: ${text}`);
      const doubtful = outcome.report === undefined ? [] : listDoubtful(outcome.report, assembly.stacks, deployPlace());
      tell([...outcome.lines, ...doubtful, ...notes]);
    }
    return outcome;
  }

  private judge(outcome: CommandOutcome, assembly: OpenAssembly, stacks: readonly AssemblyStack[]): Violation[] {
    const { severityOf, unchecked } = this.settings;
    const drift = outcome.report === undefined ? [] : listViolations(outcome.report, { assembly, stacks, severityOf });
    return [...drift, ...listUnchecked(outcome, { assembly, stacks, severity: unchecked, deploy: deployPlace() })];
  }
}

/** Notices that would stand beside every synth: an app may have no services, and few runs read what nobody declares. */
const NOT_SHOWN: ReadonlySet<Notice['kind']> = new Set(['no-service', 'not-read']);

/** The CDK tells its apps. */
function deployPlace(): DeployPlace {
  const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;
  return { account: account || undefined, region: region || undefined };
}

/** True if the app leaves the violations to the CLI, which shows those of the stacks that it selects. */
function isReportedByCli({ appConstruct }: ValidationContext): boolean {
  const own = (appConstruct as IConstruct | undefined)?.node.tryGetContext('@aws-cdk/core:failSynthOnValidationErrors');
  return own === false || own === 'false';
}

/** A line if there are findings in stacks of stages: unless it is told to, the CLI selects none of those, and succeeds. */
function describeUnselected(violations: readonly Violation[], { directory }: OpenAssembly): string[] {
  // The templates of a stage lie in an assembly of its own.
  const inStages = violations.filter(({ violatingResources }) =>
    violatingResources.some(({ templatePath }) => dirname(templatePath) !== directory),
  );
  if (inStages.length === 0) return [];
  const count = inStages.length === 1 ? '1 finding is' : `${inStages.length} findings are`;
  return [
    `${count} in stacks of stages, which the CDK shows only if it is told to select them: cdk synth '**', cdk deploy '**'`,
  ];
}

function tell(lines: readonly string[]): void {
  for (const line of lines.slice(0, MOST_LINES)) console.error(`ecs-drift: ${plainText(line)}`);
  if (lines.length > MOST_LINES)
    console.error(`ecs-drift: … ${lines.length - MOST_LINES} more lines; ecs-drift shows all`);
}
