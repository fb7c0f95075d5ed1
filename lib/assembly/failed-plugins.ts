import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { readTextFile } from '../files/read-text-file';
import { isObject, member } from '../model/json';

/** Where the CDK writes what the validation plugins of an app found. */
const FILE = 'validation-report.json';

/** When that report was last written, to tell a new one from one of an earlier run. */
export function validatedAt(directory: string): bigint | undefined {
  return statSync(resolve(directory, FILE), { throwIfNoEntry: false, bigint: true })?.mtimeNs;
}

/** The names of the plugins that failed by the report of an assembly; none if there is no report that can be read. */
export function failedPlugins(directory: string): string[] {
  try {
    const reports = member(JSON.parse(readTextFile(resolve(directory, FILE), 'assembly')), 'pluginReports');
    return (Array.isArray(reports) ? reports : []).flatMap((report) => {
      const name = isObject(report) && member(report, 'conclusion') === 'failure' && member(report, 'pluginName');
      return typeof name === 'string' ? [name] : [];
    });
  } catch {
    return [];
  }
}
