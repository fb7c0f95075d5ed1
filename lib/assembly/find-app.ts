import { existsSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { InputError } from '../model/errors';
import { readCdkSettings } from './read-cdk-settings';

export type AppLocation =
  /** An assembly that is there already. */
  | { readonly kind: 'directory'; readonly directory: string }
  /** A command that synthesizes one. */
  | {
      readonly kind: 'command';
      readonly command: string;
      /** What cdk.json wants to be run before it. */
      readonly build?: string;
      readonly outputDirectory: string;
      readonly context: Record<string, unknown>;
    };

export interface FindAppOptions {
  readonly app?: string;
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** -a, else $CDK_OUTDIR, else cdk.json's `output` (cdk.out) if it is there, else cdk.json's `app` is synthesized. */
export function findApp(options: FindAppOptions): AppLocation {
  const { app, workingDirectory, environment } = options;
  if (app !== undefined) return namedApp(app, options);
  if (environment.CDK_OUTDIR) return { kind: 'directory', directory: environment.CDK_OUTDIR };
  const settings = readCdkSettings(workingDirectory, environment);
  const directory = settings.output;
  if (existsSync(resolve(workingDirectory, directory, 'manifest.json'))) return { kind: 'directory', directory };
  if (settings.app === undefined) {
    throw new InputError(
      `${directory}: there is no cloud assembly, and no cdk.json here that names an app; ` +
        'run cdk synth, or name the directory of an assembly, a command or a template with --app or --template',
    );
  }
  return isDirectory(resolve(workingDirectory, settings.app))
    ? { kind: 'directory', directory: settings.app }
    : {
        kind: 'command',
        command: settings.app,
        build: settings.build,
        outputDirectory: directory,
        context: settings.context,
      };
}

function namedApp(app: string, { workingDirectory, environment }: FindAppOptions): AppLocation {
  if (app.trim() === '') throw new InputError('--app: is empty; it takes the directory of an assembly, or a command');
  const path = resolve(workingDirectory, app);
  if (isDirectory(path)) return { kind: 'directory', directory: app };
  if (basename(path) === 'manifest.json' && existsSync(path)) {
    throw new InputError(`--app: ${app} is a file of an assembly; name its directory, ${join(app, '..')}`);
  }
  // A command of one word with a dot or a slash in it is a path; what is not there is a mistyped directory.
  if (/^\S*[./\\]\S*$/.test(app) && !existsSync(path)) {
    throw new InputError(
      `--app: ${app} is not there; name the directory of a cloud assembly, or a command that synthesizes one`,
    );
  }
  const { build, output, context } = readCdkSettings(workingDirectory, environment);
  return { kind: 'command', command: app, build, outputDirectory: output, context };
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
