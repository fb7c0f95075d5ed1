import { temporaryDirectory } from '../assembly/temporary-directory';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { serviceWith } from './bad-templates';
import { reportOf, runCommand } from './run-command';

let aws: LoopbackAws;
beforeAll(async () => {
  aws = await startLoopbackAws();
});
afterAll(() => aws.close());

const count = (value: object, sections: object): string => serviceWith({ DesiredCount: value }, sections);
const List = { Type: 'CommaDelimitedList', Default: '' };

/** Templates whose defaults alone would not do: what is deployed makes them sound. */
test.each<[string, string, Record<string, string>]>([
  [
    'a list that is empty by default',
    count({ 'Fn::Select': [1, { Ref: 'L' }] }, { Parameters: { L: List } }),
    { L: '1,2' },
  ],
  [
    'a key that the default is not',
    count(
      { 'Fn::FindInMap': ['M', { Ref: 'Stage' }, 'n'] },
      { Parameters: { Stage: { Type: 'String', Default: 'none' } }, Mappings: { M: { prod: { n: 2 } } } },
    ),
    { Stage: 'prod' },
  ],
  [
    'a number whose default is a word',
    count({ Ref: 'N' }, { Parameters: { N: { Type: 'String', Default: 'two' } } }),
    { N: '2' },
  ],
  [
    'a map of the regions in use',
    count({ 'Fn::FindInMap': ['M', { Ref: 'AWS::Region' }, 'n'] }, { Mappings: { M: { 'eu-west-1': { n: 2 } } } }),
    {},
  ],
])('%s', async (_, text, parameters) => {
  aws.deploy({ stackName: 'Sound', template: JSON.parse(text), parameters });
  const cwd = temporaryDirectory({ 'web.json': text });
  const outcome = await runCommand(['-t', 'web.json', '-s', 'Sound', '-f', 'json'], { cwd, env: aws.env });
  expect([outcome.code, outcome.lines]).toEqual([0, []]);
  expect(reportOf(outcome).services).toMatchObject([{ status: 'IN_SYNC', differences: [], unresolved: [] }]);
});
