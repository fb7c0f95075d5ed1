import { join } from 'node:path';
import { isMissing, readTextFile, whyUnreadable } from '../files/read-text-file';
import { isObject, member } from '../model/json';
import { inputProblem } from './input-problem';
import { parseJson } from './parse-json';

/** What of the CDK's configuration concerns the running of an app. */
export interface CdkSettings {
  readonly app?: string;
  readonly build?: string;
  /** The directory that the app writes to. */
  readonly output: string;
  /** All that the app can ask for with `tryGetContext`. */
  readonly context: Record<string, unknown>;
}

type Members = Record<string, unknown>;

/**
 * Reads cdk.json, cdk.context.json and the user's ~/.cdk.json as the CDK CLI does: a setting of the project wins over
 * the user's, a context value of cdk.json over cdk.context.json, and that over the user's.
 */
export function readCdkSettings(
  workingDirectory: string,
  environment: Readonly<Record<string, string | undefined>>,
): CdkSettings {
  const home = environment.HOME ?? environment.USERPROFILE;
  const user = home === undefined ? {} : readMembers(join(home, '.cdk.json'), '~/.cdk.json');
  const project = readMembers(join(workingDirectory, 'cdk.json'), 'cdk.json');
  const cached = readMembers(join(workingDirectory, 'cdk.context.json'), 'cdk.context.json');
  const settings = { ...user, ...project };
  const context = [contextOf(user, '~/.cdk.json'), cached, contextOf(project, 'cdk.json')].reduce(merge, {});
  return {
    app: commandOf(member(settings, 'app'), 'app'),
    build: commandOf(member(project, 'build'), 'build'),
    output: outputOf(member(settings, 'output')),
    context: { ...context, ...contextOfSettings(settings) },
  };
}

/** What the CDK CLI tells every app besides, from the settings beside `context`. */
function contextOfSettings(settings: Members): Members {
  const enabled = (name: string): boolean => member(settings, name) !== false;
  const context: Members = { 'aws:cdk:bundling-stacks': ['**'] };
  if (enabled('pathMetadata')) context['aws:cdk:enable-path-metadata'] = true;
  if (enabled('assetMetadata')) context['aws:cdk:enable-asset-metadata'] = true;
  if (enabled('versionReporting')) context['aws:cdk:version-reporting'] = true;
  else context['aws:cdk:disable-version-reporting'] = true;
  if (!enabled('staging')) context['aws:cdk:disable-asset-staging'] = true;
  return context;
}

function readMembers(path: string, name: string): Members {
  let text: string;
  try {
    text = readTextFile(path, 'settings');
  } catch (error) {
    if (isMissing(error)) return {};
    throw inputProblem(name, whyUnreadable(error));
  }
  const members = parseJson(text, name);
  if (!isObject(members)) throw inputProblem(name, 'has to be a JSON object');
  return members;
}

function contextOf(members: Members, name: string): Members {
  const context = member(members, 'context') ?? {};
  if (!isObject(context)) throw inputProblem(name, 'its context has to be an object');
  return context;
}

function commandOf(value: unknown, name: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  const words = Array.isArray(value) ? value : [value];
  if (words.length > 0 && words.every((word) => typeof word === 'string')) return words.join(' ');
  throw inputProblem('cdk.json', `its ${name} has to be a command, as a string or a list of strings`);
}

function outputOf(value: unknown): string {
  if (value === undefined || value === null) return 'cdk.out';
  if (typeof value === 'string' && value !== '') return value;
  throw inputProblem('cdk.json', 'its output has to be the name of a directory');
}

function merge(lower: Members, higher: Members): Members {
  const entries = Object.entries(higher).map(([key, value]): [string, unknown] => {
    const below = member(lower, key);
    return [key, isObject(below) && isObject(value) ? merge(below, value) : value];
  });
  return { ...lower, ...Object.fromEntries(entries) };
}
