import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceReport } from '../../lib/model/report';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { check, type ReportedRun } from '../end-to-end/run-command';
import { writeAssembly } from '../end-to-end/write-assembly';
import { listCatalogue, ONLY_SERVICE, readCatalogueCase, type TwinDifference } from './catalogue-case';
import { changeAsTold } from './change-as-told';
import { CATALOGUE_PAGE, renderCatalogue } from './render-catalogue';

const STACK = 'Shop';

const runs = listCatalogue().flatMap((name) => {
  const { style } = readCatalogueCase(name);
  return (style === undefined ? (['recent', 'old'] as const) : [style]).map((each) => ({ name, style: each }));
});

describe.each(runs)('$name in $style answers', ({ name, style }) => {
  const { template, tags = {}, live = [], silent, twin } = readCatalogueCase(name);
  let aws: LoopbackAws;

  beforeEach(async () => {
    aws = await startLoopbackAws();
    aws.deploy({ stackName: STACK, template, tags, style });
    for (const change of live) changeAsTold(aws, STACK, change);
  });
  afterEach(() => aws.close());

  const checkCode = (): Promise<ReportedRun> =>
    check(['--app', writeAssembly({ [STACK]: { template, tags } })], { aws });

  test('is silent', async () => {
    const run = await checkCode();
    expect(outlinesOf(run)).toEqual(
      run.report.services.map(({ logicalId }) => ({ logicalId, status: 'IN_SYNC', unresolved: [] })),
    );
    expect(differencesOf(run)).toEqual([]);
    expect(notesOf(run)).toEqual(silent.notes ?? []);
    expect(run).toMatchObject({ code: 0, stderr: '' });
  });

  test('and its twin is found', async () => {
    for (const change of twin.change) changeAsTold(aws, STACK, change);
    const run = await checkCode();
    expect(differencesOf(run)).toEqual(
      twin.differences.map(({ service = ONLY_SERVICE, ...difference }) => ({ service, ...difference })),
    );
    const changed = new Set(twin.differences.map(({ service = ONLY_SERVICE }) => service));
    expect(outlinesOf(run)).toEqual(
      run.report.services.map(({ logicalId }) => ({
        logicalId,
        status: changed.has(logicalId) ? 'DRIFTED' : 'IN_SYNC',
        unresolved: [],
      })),
    );
    expect(notesOf(run)).toEqual(twin.notes ?? silent.notes ?? []);
    expect(run).toMatchObject({ code: 1, stderr: '' });
  });
});

function differencesOf({ report }: ReportedRun): TwinDifference[] {
  return report.services.flatMap(({ logicalId: service, differences }) =>
    differences.map(({ path, cause, differenceType, declared }) => ({
      service,
      path,
      cause,
      differenceType,
      declared,
    })),
  );
}

function outlinesOf({ report }: ReportedRun): Pick<ServiceReport, 'logicalId' | 'status' | 'unresolved'>[] {
  return report.services.map(({ logicalId, status, unresolved }) => ({ logicalId, status, unresolved }));
}

function notesOf({ report }: ReportedRun): string[] {
  return report.services.flatMap(({ notes }) => notes.map(({ kind, path = '' }) => `${kind} ${path}`.trim()));
}

describe('the catalogue', () => {
  const cases = listCatalogue().map((name) => ({ name, ...readCatalogueCase(name) }));

  test.each(cases)('$name reads well', ({ name, title, why, reports, twin }) => {
    expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    const sentences = why.match(/[.!?](?= [A-Z]|$)/g) ?? [];
    expect(sentences.length).toBeGreaterThanOrEqual(2);
    expect(sentences.length).toBeLessThanOrEqual(4);
    for (const report of reports) expect(report).toMatch(/^[\w.-]+\/[\w.-]+#\d+$/);
    expect(twin.change).not.toEqual([]);
    expect(twin.differences).not.toEqual([]);
  });

  test('has every title once', () => {
    const titles = cases.map(({ title }) => title);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  test('is what its page shows (npm run docs writes it anew)', () => {
    expect(readFileSync(join(__dirname, '../..', CATALOGUE_PAGE), 'utf8')).toBe(renderCatalogue());
  });
});
