import { Command } from 'commander';
import { CATEGORIES } from '../model/report';
import { version } from '../model/version';
import { FORMATS } from '../report/renderers';
import { repeatable } from './repeatable';
import { single } from './single';

/** What commander makes of the options; values are not looked at yet. */
export interface RawOptions {
  app?: string;
  template?: string;
  stackName?: string;
  parameter: readonly string[];
  region?: string;
  profile?: string;
  format: readonly string[];
  only: readonly string[];
  ignore: readonly string[];
  config?: string;
  strictIgnores?: boolean;
  compareTo?: string;
  declaredOnly?: boolean;
  failOn?: string;
  fail?: boolean;
  allowEmpty?: boolean;
  unmanaged?: boolean;
  thorough?: boolean;
  wait?: string;
  timeout?: string;
  roleArn?: string;
  lookupRole: boolean;
  shell?: string;
  showValues?: boolean;
  verbose?: boolean;
  quiet?: boolean;
  color: boolean;
}

const EPILOGUE = `
Other commands:
  ecs-drift render REPORT.json                 render a saved JSON report in another format
  ecs-drift iam-policy                         print the IAM policy that a check needs

Examples:
  ecs-drift                                    check all stacks of the app in this directory
  ecs-drift 'Prod/*' -f text -f json=out.json  some stacks, with a second report in a file
  ecs-drift -t web.yaml -s Web                 a template and its stack, without CDK
  ecs-drift -s Web                             a deployed stack against live, without code

Exit codes:
  0  every service was checked, nothing at the fail level
  1  drift at the fail level
  2  no drift seen, but the check is incomplete or could not run
`;

/** The command line, as `--help` shows it. */
export function createCommand(): Command {
  const command = new Command('ecs-drift')
    .usage('[check] [STACK...] [options]')
    .description('Tells whether Amazon ECS services still run as CDK or CloudFormation deployed them. Read-only.')
    .argument('[STACK...]', 'stack names, construct paths or globs of either (default: all stacks with ECS services)')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', EPILOGUE);
  addSourceOptions(command);
  addComparisonOptions(command);
  addOutputOptions(command);
  return command;
}

function addSourceOptions(command: Command): void {
  command
    .addOption(
      single(
        '-a, --app <DIR|COMMAND>',
        'cloud assembly directory, or a command that synthesizes one (default: synthesize the app of cdk.json)',
      ),
    )
    .addOption(single('-t, --template <FILE>', 'CloudFormation template in JSON or YAML; wants --stack-name'))
    .addOption(
      single(
        '-s, --stack-name <NAME>',
        'deployed stack of --template; alone: deployed against live',
        'for several deployed stacks give --deployed and their names: ecs-drift --deployed NAME...',
      ),
    )
    .addOption(repeatable('--parameter <KEY=VALUE>', 'parameter of the synthesized side, repeatable'))
    .addOption(single('-r, --region <REGION>', 'region of stacks that name none themselves'))
    .addOption(single('--profile <PROFILE>', 'profile of the AWS configuration'))
    .addOption(single('--role-arn <ARN>', 'assume this role for reading'))
    .option('--no-lookup-role', 'never assume the CDK lookup role');
}

function addComparisonOptions(command: Command): void {
  command
    .addOption(repeatable('--only <CATEGORY>', `compare only this category, repeatable: ${CATEGORIES.join(', ')}`))
    .addOption(
      repeatable('--ignore <PROPERTY>', 'ignore a property path, repeatable; * stands for any text within a segment'),
    )
    .addOption(
      single(
        '-c, --config <FILE>',
        'ignore rules and defaults for these options (default: .ecs-drift.yaml if it is there)',
      ),
    )
    .option('--strict-ignores', 'an ignore rule that matched nothing is an error')
    .option('--declared-only', 'leave out what no template declares')
    .addOption(
      single(
        '--fail-on <LEVEL>',
        'what fails the check: drift, pending (drift and pending), new (drift that --compare-to does not know) or never (default: drift)',
      ),
    )
    .option('--fail', 'the same as --fail-on drift')
    .addOption(single('--compare-to <REPORT.json>', 'mark each difference as new or known against an earlier report'))
    .option('--allow-empty', 'finding no ECS service is no error')
    .option('--unmanaged', 'also list live services of the checked clusters that no stack owns')
    .option(
      '--thorough',
      'also read what no template declares where that takes further calls (monitoring, gateway connectors)',
    )
    .addOption(single('--wait <DURATION>', 'wait so long (90s, 5m, 1h) for stacks and deployments under way to settle'))
    .addOption(single('--timeout <DURATION>', 'the longest that the whole run may take (default: 10m)'));
}

function addOutputOptions(command: Command): void {
  command
    .addOption(
      repeatable(
        '-f, --format <FORMAT[=FILE]>',
        `${FORMATS.join(', ')}; repeatable; without FILE to stdout (default: text)`,
      ),
    )
    .addOption(
      single('--shell <SHELL>', 'the shell that commands are written for: posix or powershell (default: posix)'),
    )
    .option('--show-values', 'do not mask environment values, log options and secrets')
    .option(
      '-v, --verbose',
      'show the commands and the code that end each drift, notes of services in sync, AWS calls with their times, and stack traces',
    )
    .option('-q, --quiet', 'nothing but the report and errors')
    .option('--no-color', 'no colours');
}
