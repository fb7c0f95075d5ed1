import { constants } from 'node:fs';
import { extname, resolve } from 'node:path';
import { statsOf } from '../files/stats-of';

/**
 * The command line that runs an app. As with the CDK CLI, a JavaScript file that is not executable is run by Node.js:
 * `bin/app.js --flag` becomes `node bin/app.js --flag`.
 */
export function appCommandLine(command: string, workingDirectory: string): string {
  if (isScript(command, workingDirectory)) return `node ${quoted(command)}`;
  const words = /^(?:"(?<quoted>[^"]*)"|(?<bare>\S+))(?<rest>.*)$/s.exec(command.trim())?.groups ?? {};
  const first = words.quoted ?? words.bare ?? '';
  return isScript(first, workingDirectory) ? `node ${quoted(first)}${words.rest}` : command;
}

function isScript(name: string, workingDirectory: string): boolean {
  if (extname(name) !== '.js') return false;
  const stats = statsOf(resolve(workingDirectory, name));
  return stats?.isFile() === true && (stats.mode & constants.X_OK) === 0;
}

function quoted(name: string): string {
  return /^[\w+=:,.@/\\-]+$/.test(name) ? name : `"${name.replace(/(["$`])/g, '\\$1')}"`;
}
