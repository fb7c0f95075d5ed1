import type { ServiceReport } from '../../lib/model/report';
import { temporaryDirectory } from '../assembly/temporary-directory';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { check, type ReportedRun, runBuilt, runMain } from '../end-to-end/run-command';
import { listCases, readCase, synthesizeCase } from './case-folder';
import { changeLive } from './change-live';

describe.each(listCases())('case %s', (name) => {
  const { context, services } = readCase(name);
  const paths = Object.keys(services).sort();
  let aws: LoopbackAws;
  let directory: string;

  beforeAll(async () => {
    aws = await startLoopbackAws();
    directory = temporaryDirectory();
    synthesizeCase(name, context, directory);
    aws.deployAssembly(directory);
  });
  afterAll(() => aws.close());

  test('deployed unchanged it is in sync', async () => {
    const run = await check(['--app', directory], { aws });
    expect(outlineOf(run)).toEqual(
      Object.fromEntries(
        paths.map((path) => [
          path,
          { status: 'IN_SYNC', differences: [], unresolved: [], notes: services[path]?.notes ?? [] },
        ]),
      ),
    );
    expect(run.code).toBe(paths.length === 0 ? 2 : 0);
    expect(run.report.notices.map(({ kind }) => kind)).toEqual(paths.length === 0 ? ['no-service'] : []);
    if (paths.length === 0) expect((await runMain(['--app', directory, '--allow-empty'], { aws })).code).toBe(0);
  });

  if (paths.length === 0) return;

  test('changed live, exactly that is reported', async () => {
    const before = await check(['--app', directory], { aws });
    for (const report of before.report.services) {
      const service = aws.service(report.serviceArn ?? '');
      for (const change of services[report.constructPath ?? '']?.change ?? []) {
        changeLive(service, change, aws.stack(report.stackName));
      }
    }
    const run = await check(['--app', directory], { aws });
    expect(run.code).toBe(1);
    const outline = outlineOf(run);
    for (const path of paths) {
      const { differences = [], notes = [], notesAfter = notes } = services[path] ?? {};
      expect({ path, ...outline[path] }).toEqual({
        path,
        status: differences.length === 0 ? 'IN_SYNC' : 'DRIFTED',
        differences: differences.map((difference) => expect.objectContaining({ ...ORDINARY, ...difference })),
        unresolved: [],
        notes: notesAfter,
      });
    }
    const outside = await check(['--app', directory], { aws }, runBuilt);
    expect(outside.code).toBe(run.code);
    expect(withoutMasks(outlineOf(outside))).toEqual(withoutMasks(outline));
  });
});

const ORDINARY = { cause: 'drift', differenceType: 'NOT_EQUAL', declared: true, onDeploy: 'kept' };

function outlineOf({ report }: ReportedRun): Record<string, object> {
  return Object.fromEntries(report.services.map((service) => [service.constructPath, outline(service)]));
}

/** Ids that AWS makes up are not told: a case cannot know them. */
function outline({ status, reason, differences, unresolved, notes }: ServiceReport): object {
  return {
    status,
    reason,
    differences: differences.map((difference) => ({ ...difference, path: withoutIds(difference.path) })),
    unresolved,
    notes: notes.map(({ kind, path = '' }) => withoutIds(`${kind} ${path}`.trim())),
  };
}

function withoutIds(path: string): string {
  return path
    .replace(/\b(subnet|sg|srv)-[0-9a-f]{16,17}\b/g, '$1-…')
    .replace(/[\w-]+-(?=\w*\d)[A-Za-z0-9]{12}\b/g, '…');
}

/** Masks have a key of their own in every run. */
function withoutMasks(value: object): unknown {
  return JSON.parse(JSON.stringify(value).replace(/\*{3}[0-9a-f]{8}/g, '***'));
}
