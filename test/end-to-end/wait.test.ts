import { checkDrift, type Progress } from '../../lib/check';
import type { Report, ServiceReport } from '../../lib/model/report';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { runMain } from './run-command';
import { webTemplate } from './templates';
import { writeAssembly } from './write-assembly';

let aws: LoopbackAws;
let app: string;
let stages: string[];
beforeEach(async () => {
  aws = await startLoopbackAws();
  app = writeAssembly({ Web: { template: webTemplate() } });
  aws.deploy({ stackName: 'Web', template: webTemplate() });
  stages = [];
});
afterEach(() => aws.close());

interface Waiting {
  wait?: number;
  poll?: number;
  signal?: AbortSignal;
}

/** Checks within this process, as patient as a test can be. */
async function run({ wait, poll = 5, signal }: Waiting): Promise<Report> {
  Object.assign(process.env, aws.env);
  const onProgress = (event: Progress) => {
    if (event.kind === 'stage') stages.push(event.text);
  };
  const waiting = { waitMilliseconds: wait, pollMilliseconds: poll };
  return (await checkDrift({ app, ...waiting, signal, onProgress, environment: process.env })).report;
}

const onlyService = ({ services }: Report): ServiceReport => {
  expect(services).toHaveLength(1);
  return services[0] as ServiceReport;
};
const count = (name: string) => aws.calls.filter(({ operation }) => operation === name).length;
const waits = () => stages.filter((text) => text.startsWith('waiting'));

/** Lets something happen in AWS when an operation is called for the n-th time. */
function at(operation: string, call: number, happen: () => void): void {
  let met = 0;
  const match = () => {
    met += 1;
    if (met === call) happen();
    return false;
  };
  aws.fail({ operation, match, error: 'ServerError' });
}

function startDeployment(): () => void {
  const { primary } = aws.service('Web', 'Web');
  if (primary === undefined) throw new Error('no primary deployment');
  primary.rolloutState = 'IN_PROGRESS';
  return () => {
    primary.rolloutState = 'COMPLETED';
  };
}

describe('a stack that CloudFormation works on', () => {
  test('is read when it is done', async () => {
    aws.stack('Web').status = 'UPDATE_IN_PROGRESS';
    at('DescribeStacks', 4, () => {
      aws.stack('Web').status = 'UPDATE_COMPLETE';
    });
    const report = await run({ wait: 60_000 });
    expect(report.stacks).toMatchObject([{ status: 'CHECKED' }]);
    expect(onlyService(report).status).toBe('IN_SYNC');
    expect(new Set(waits())).toEqual(new Set(['waiting for stack Web, which is in UPDATE_IN_PROGRESS']));
    // The first read, three looks at its status, and the read of what is settled.
    expect([count('DescribeStacks'), count('GetTemplate')]).toEqual([5, 2]);
  });

  test('is compared as it is then', async () => {
    aws.stack('Web').status = 'UPDATE_IN_PROGRESS';
    at('DescribeStacks', 3, () => {
      aws.deploy({ stackName: 'Web', template: webTemplate({ DesiredCount: 5 }) });
      aws.stack('Web').status = 'UPDATE_COMPLETE';
    });
    const service = onlyService(await run({ wait: 60_000 }));
    expect(service.differences).toMatchObject([{ path: 'DesiredCount', cause: 'pending', deployed: 5, live: 5 }]);
  });

  test('that takes too long is unchecked, as without waiting', async () => {
    aws.stack('Web').status = 'UPDATE_IN_PROGRESS';
    const [patient, impatient] = [await run({ wait: 40, poll: 15 }), await run({})];
    expect(patient.stacks).toMatchObject([
      { status: 'UNCHECKED', reason: expect.stringContaining('UPDATE_IN_PROGRESS') },
    ]);
    expect(patient).toEqual(impatient);
    expect(waits().length).toBeGreaterThan(0);
  });

  test('is waited for as long as was asked, however long the first read took', async () => {
    await aws.close();
    aws = await startLoopbackAws({ latency: 60 });
    aws.deploy({ stackName: 'Web', template: webTemplate() });
    aws.stack('Web').status = 'UPDATE_IN_PROGRESS';
    await run({ wait: 40, poll: 40 });
    expect(waits()).toHaveLength(1);
  });

  test('that is gone when it is done is not deployed', async () => {
    aws.stack('Web').status = 'DELETE_IN_PROGRESS';
    at('DescribeStacks', 3, () => {
      aws.stack('Web').status = 'DELETE_COMPLETE';
    });
    expect((await run({ wait: 60_000 })).stacks).toMatchObject([{ status: 'NOT_DEPLOYED' }]);
  });

  test.each(['UPDATE_FAILED', 'REVIEW_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'])(
    'is not what %s means',
    async (status) => {
      aws.stack('Web').status = status;
      await run({ wait: 60_000 });
      expect(waits()).toEqual([]);
    },
  );
});

describe('a deployment under way', () => {
  test('is waited for, and what it brought is compared', async () => {
    const end = startDeployment();
    at('DescribeServices', 3, () => {
      end();
      aws.service('Web', 'Web').live.desiredCount = 9;
    });
    const service = onlyService(await run({ wait: 60_000 }));
    expect(service.notes).toEqual([]);
    expect(service.differences).toMatchObject([{ path: 'DesiredCount', cause: 'drift', live: 9 }]);
    const { serviceName } = aws.service('Web', 'Web').live;
    expect(waits()).toEqual(Array(2).fill(`waiting for deployments of ${serviceName}`));
    expect(count('DescribeServices')).toBe(3);
  });

  test('that takes too long is noted, as without waiting', async () => {
    startDeployment();
    const [patient, impatient] = [await run({ wait: 40, poll: 15 }), await run({})];
    expect(onlyService(patient)).toMatchObject({ status: 'IN_SYNC', notes: [{ kind: 'deployment' }] });
    expect(patient).toEqual(impatient);
  });

  test('ends the wait when the check is called off', async () => {
    startDeployment();
    const off = new AbortController();
    at('DescribeServices', 2, () => off.abort());
    await expect(run({ wait: 600_000, poll: 30, signal: off.signal })).rejects.toThrow(/abort/i);
  });

  test('costs nothing where nothing is under way', async () => {
    await run({ wait: 600_000, poll: 600_000 });
    expect([count('DescribeStacks'), count('DescribeServices')]).toEqual([1, 1]);
  });
});

test('the command line waits too', async () => {
  aws.stack('Web').status = 'UPDATE_IN_PROGRESS';
  const { code, stdout } = await runMain(['--app', app, '--wait', '1s'], { aws });
  expect(code).toBe(2);
  expect(stdout).toContain('UPDATE_IN_PROGRESS');
  expect(count('DescribeStacks')).toBe(2);
});

test('a duration that is none is a usage error', async () => {
  const { code, stderr } = await runMain(['--app', app, '--wait', 'long'], { aws });
  expect(code).toBe(2);
  expect(stderr).toContain("option --wait wants a duration such as 90s, 5m or 1h, met 'long'");
});
