import { isAbsolute, relative, sep } from 'node:path';
import type { Report } from '../model/report';
import type { Format } from '../report/renderers';
import type { CliIo } from './cli-io';

/** Formats whose readers look for source files from the root of the repository, not from where the command ran. */
const OF_REPOSITORY: ReadonlySet<Format> = new Set<Format>(['github', 'sarif', 'junit']);

/** The report with source files as a CI system names them, where it says where the repository is. */
export function fromRepositoryRoot(report: Report, format: Format, { cwd, env }: CliIo): Report {
  const root = env.GITHUB_WORKSPACE || env.CI_PROJECT_DIR || env.CODEBUILD_SRC_DIR;
  const way = root === undefined ? '' : relative(root, cwd);
  if (!OF_REPOSITORY.has(format) || way === '' || way.startsWith('..') || isAbsolute(way)) return report;
  const prefix = way.split(sep).join('/');
  const services = report.services.map(({ source, ...service }) =>
    source === undefined || isAbsolute(source.file)
      ? { ...service, source }
      : { ...service, source: { ...source, file: `${prefix}/${source.file}` } },
  );
  return { ...report, services };
}
