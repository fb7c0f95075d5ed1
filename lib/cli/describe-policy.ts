import { Command } from 'commander';
import { iamPolicy } from '../check';
import { parseCommand } from './parse-command';

/** What `ecs-drift iam-policy` prints. */
export interface PolicyWords {
  /** The policy as JSON, or the help that was asked for. */
  readonly policy: string;
  /** A line for each optional statement. */
  readonly additions: readonly string[];
}

/** The policy that the arguments after `iam-policy` ask for; throws an InputError for wrong ones. */
export function describePolicy(argv: readonly string[]): PolicyWords {
  const command = new Command('ecs-drift iam-policy')
    .usage('[options]')
    .description('Prints the IAM policy that a check needs as JSON, and on stderr what each optional statement adds.')
    .allowExcessArguments(false)
    .option('--required-only', 'only what no check can do without')
    .helpOption('-h, --help', 'print this help');
  const parsed = parseCommand(command, argv);
  if (parsed.kind === 'print') return { policy: parsed.text, additions: [] };
  const { requiredOnly } = parsed.options as { requiredOnly?: true };
  const { document, additions } = iamPolicy({ requiredOnly });
  return {
    policy: `${JSON.stringify(document, null, 2)}\n`,
    additions: [...additions].map(([sid, adds]) => `${sid} (optional) adds: ${adds}`),
  };
}
