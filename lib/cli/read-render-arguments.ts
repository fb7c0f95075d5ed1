import { Command } from 'commander';
import { InputError } from '../model/errors';
import { FORMATS } from '../report/renderers';
import { parseCommand } from './parse-command';
import { readFormats } from './read-formats';
import { repeatable } from './repeatable';
import type { ReportTarget } from './report-target';

/** What `ecs-drift render` asks for. */
export type RenderArguments =
  | { readonly kind: 'print'; readonly text: string }
  | {
      readonly kind: 'render';
      /** The saved report. */
      readonly file: string;
      readonly targets: readonly ReportTarget[];
      readonly verbose: boolean;
      readonly color: boolean;
    };

/** Reads the arguments after `render`; throws an InputError with one line for what is wrong with them. */
export function readRenderArguments(argv: readonly string[]): RenderArguments {
  const parsed = parseCommand(createRenderCommand(), argv);
  if (parsed.kind === 'print') return parsed;
  const raw = parsed.options as { format?: string[]; verbose?: true; color?: boolean };
  const [file = ''] = parsed.operands;
  if (file.trim() === '') throw new InputError('REPORT.json is empty: name the file of a saved JSON report');
  return {
    kind: 'render',
    file,
    targets: readFormats(raw.format ?? []),
    verbose: raw.verbose === true,
    color: raw.color !== false,
  };
}

function createRenderCommand(): Command {
  return new Command('ecs-drift render')
    .usage('REPORT.json [options]')
    .description('Renders a saved JSON report in another format. Asks nothing of AWS; exit code 0 whatever it says.')
    .argument('<REPORT.json>', 'a report that ecs-drift --format json wrote')
    .allowExcessArguments(false)
    .addOption(
      repeatable(
        '-f, --format <FORMAT[=FILE]>',
        `${FORMATS.join(', ')}; repeatable; without FILE to stdout (default: text)`,
      ),
    )
    .option('-v, --verbose', 'show notes of services in sync and the commands that undo drift')
    .option('--no-color', 'no colours')
    .helpOption('-h, --help', 'print this help');
}
