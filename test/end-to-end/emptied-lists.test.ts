import { type LoopbackAws, startLoopbackAws } from '../aws';
import { runAllFormats } from '../hostile/run-all-formats';
import { serviceIn } from './run-command';
import { webTemplate } from './templates';
import { writeAssembly } from './write-assembly';

let aws: LoopbackAws;
beforeEach(async () => {
  aws = await startLoopbackAws();
});
afterEach(() => aws.close());

const TRUE_WORDS = 'live is not what was deployed; CloudFormation may have left it';
const REGISTRY = 'arn:aws:servicediscovery:eu-west-1:111111111111:service/srv-1';

test.each<[string, string, unknown]>([
  ['PlacementStrategies', 'placementStrategy', [{ type: 'spread', field: 'host' }]],
  ['PlacementConstraints', 'placementConstraints', [{ type: 'distinctInstance' }]],
  ['LoadBalancers', 'loadBalancers', [{ containerName: 'web', containerPort: 80, targetGroupArn: 'arn:aws:x:r:1:t' }]],
  ['ServiceRegistries', 'serviceRegistries', [{ registryArn: REGISTRY }]],
])('what lives in %s that the template empties may be left by CloudFormation', async (property, name, left) => {
  const template = webTemplate({ [property]: [], LaunchType: 'EC2' });
  aws.deploy({ stackName: 'Web', template });
  aws.service('Web', 'Web').live[name] = left;
  const run = await runAllFormats(['--app', writeAssembly({ Web: { template } })], { aws });
  const [difference, ...others] = serviceIn(run, 'Web').differences;
  expect(others).toEqual([]);
  expect(difference).toMatchObject({ differenceType: 'ADD', cause: 'drift', declared: true, leftover: true });
  for (const [format, output] of Object.entries(run.outputs)) {
    expect([format, output]).toEqual([format, expect.not.stringContaining('added outside CloudFormation')]);
    const words = output.replaceAll(/\s+/g, ' ');
    const says = ['text', 'markdown', 'html', 'sarif', 'github'].includes(format);
    if (says)
      expect([format, words.toLowerCase()]).toEqual([format, expect.stringContaining(TRUE_WORDS.toLowerCase())]);
  }
});

test('what is added to a list that the template does not empty was added outside CloudFormation', async () => {
  const constraint = (Expression: string) => ({ Type: 'memberOf', Expression });
  const template = webTemplate({ PlacementConstraints: [constraint('a')], LaunchType: 'EC2' });
  aws.deploy({ stackName: 'Web', template });
  aws.service('Web', 'Web').live.placementConstraints.push({ type: 'memberOf', expression: 'b' });
  const run = await runAllFormats(['--app', writeAssembly({ Web: { template } })], { aws });
  expect(serviceIn(run, 'Web').differences).toEqual([expect.not.objectContaining({ leftover: true })]);
  expect(run.outputs.text).toContain('added outside CloudFormation');
});
