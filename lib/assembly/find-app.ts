import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { statsOf } from '../files/stats-of';
import { InputError } from '../model/errors';
import { type CdkSettings, readCdkSettings } from './read-cdk-settings';

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

/**
 * --app, else the assembly in $CDK_OUTDIR, else cdk.json's `app`, which is synthesized as `cdk diff` does it. Only
 * without either is an assembly taken that happens to be there: beside an app it may be an old one.
 */
export function findApp(options: FindAppOptions): AppLocation {
  const { app, workingDirectory, environment } = options;
  if (app !== undefined) return namedApp(app, options);
  if (environment.CDK_OUTDIR) return { kind: 'directory', directory: environment.CDK_OUTDIR };
  const settings = readCdkSettings(workingDirectory, environment);
  if (settings.app === undefined) return existingAssembly(settings.output, workingDirectory);
  return isDirectory(resolve(workingDirectory, settings.app))
    ? { kind: 'directory', directory: settings.app }
    : commandOf(settings.app, settings);
}

function existingAssembly(directory: string, workingDirectory: string): AppLocation {
  const isThere = existsSync(resolve(workingDirectory, directory, 'manifest.json'));
  if (existsSync(resolve(workingDirectory, 'cdk.json'))) {
    const orTake = isThere ? `, or take the assembly that is there with --app ${directory}` : '';
    throw new InputError(
      `cdk.json: names no app to synthesize; name the directory of an assembly or a command with --app${orTake}`,
    );
  }
  if (isThere) return { kind: 'directory', directory };
  throw new InputError(
    `${directory}: there is no cloud assembly, and no cdk.json here that names an app; ` +
      'run cdk synth, or name the directory of an assembly, a command or a template with --app or --template',
  );
}

function namedApp(app: string, { workingDirectory, environment }: FindAppOptions): AppLocation {
  if (app.trim() === '') throw new InputError('--app: is empty; it takes the directory of an assembly, or a command');
  const path = resolve(workingDirectory, app);
  if (isDirectory(path)) return namedDirectory(app, path);
  if (existsSync(path)) refuseData(app, path);
  // A command of one word with a dot or a slash in it is a path; what is not there is a mistyped directory.
  else if (/^\S*[./\\]\S*$/.test(app)) {
    throw new InputError(
      `--app: ${app} is not there; name the directory of a cloud assembly, or a command that synthesizes one`,
    );
  }
  return commandOf(app, readCdkSettings(workingDirectory, environment));
}

function namedDirectory(app: string, path: string): AppLocation {
  if (existsSync(join(path, 'cdk.json')) && !existsSync(join(path, 'manifest.json'))) {
    throw new InputError(
      `--app: ${app} is the directory of a CDK app, not of a cloud assembly; run ecs-drift in ${app}, without --app`,
    );
  }
  return { kind: 'directory', directory: app };
}

/** The files that are given in place of a directory by mistake: none of them can be run. */
function refuseData(app: string, path: string): void {
  if (basename(path) === 'manifest.json') {
    throw new InputError(`--app: ${app} is a file of an assembly; name its directory, ${join(app, '..')}`);
  }
  if (!/\.(json|ya?ml|template|txt)$/i.test(app)) return;
  throw new InputError(
    `--app: ${app} is a file; name the directory of a cloud assembly or a command, and a template with --template ${app} --stack-name NAME`,
  );
}

function commandOf(command: string, { build, output, context }: CdkSettings): AppLocation {
  return { kind: 'command', command, build, outputDirectory: output, context };
}

function isDirectory(path: string): boolean {
  return statsOf(path)?.isDirectory() === true;
}
