import { type LoopbackAws, startLoopbackAws } from '../aws';
import { runExample } from './example';
import { blocksOf, matchBlock } from './page';

const PAGE = 'docs/differences.md';
const examples = blocksOf(PAGE).filter(({ language }) => language === 'yaml');

/** What a page on drift must not leave out: the exit code by heading. */
const EXIT_CODES: Record<string, number> = {
  'Drift that the next deploy leaves': 1,
  'Drift that the next deploy undoes': 1,
  'Drift of a service that the next deploy replaces': 1,
  'Drift of what no template declares': 1,
  'Drift of single elements': 1,
  'Drift of the task definition': 1,
  'A deleted service': 1,
  Conflict: 1,
  'Conflict with what is no longer declared': 1,
  Adopted: 0,
  Pending: 0,
  'Pending that the deploy does not carry out': 0,
  'A service that is not deployed yet': 0,
  Unresolved: 2,
  'A service that could not be read': 2,
  Managed: 0,
  Unverifiable: 0,
  Ignored: 1,
  'Without the deployed template': 1,
  'Without code': 1,
  'A service that the code no longer has': 1,
};

describe(`${PAGE}`, () => {
  let aws: LoopbackAws;

  beforeEach(async () => {
    aws = await startLoopbackAws();
  });
  afterEach(() => aws.close());

  test('has an example for each kind of finding', () => {
    expect(examples.map(({ heading }) => heading).sort()).toEqual(Object.keys(EXIT_CODES).sort());
  });

  test.each(examples.map(({ heading, text }) => [heading, text] as const))('%s', async (heading, yaml) => {
    const { shown, run } = await runExample(yaml, aws);
    matchBlock(PAGE, heading, 'console', shown);
    expect(run.code).toBe(EXIT_CODES[heading]);
  });
});
