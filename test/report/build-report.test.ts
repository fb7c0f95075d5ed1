import fc from 'fast-check';
import type { ServiceReport } from '../../lib/model/report';
import { buildReport } from '../../lib/report/build-report';
import { aDifference, aReport, aService, aStack, fullReport } from './sample-report';

describe('a report', () => {
  it('counts services by status and differences by cause', () => {
    expect(fullReport().summary).toEqual({
      services: 7,
      inSync: 1,
      drifted: 3,
      deleted: 1,
      notDeployed: 1,
      unchecked: 1,
      differences: { drift: 17, conflict: 1, adopted: 1, pending: 2 },
      ignored: 3,
    });
  });

  it('does not depend on the order in which things were found', () => {
    const names = ['B', 'a', 'Ab', 'A', 'A-1'];
    const services = names.flatMap((stackName) => [
      aService({ stackName, logicalId: 'Z' }),
      aService({ stackName, logicalId: 'Y', region: 'us-east-1' }),
      aService({ stackName, logicalId: 'Y', nestedStackName: 'N' }),
    ]);
    const stacks = names.map((stackName) => aStack({ stackName }));
    const inOrder = JSON.stringify(aReport(services, stacks));
    fc.assert(
      fc.property(
        fc.shuffledSubarray(services, { minLength: services.length }),
        fc.shuffledSubarray(stacks, { minLength: stacks.length }),
        (some, others) => {
          expect(JSON.stringify(aReport(some, others))).toBe(inOrder);
        },
      ),
    );
    expect([...new Set(aReport(services).services.map((service) => service.stackName))]).toEqual([
      'A',
      'A-1',
      'Ab',
      'B',
      'a',
    ]);
  });

  it('sorts the differences of a service by path', () => {
    const paths = ['Tags[b]', 'DesiredCount', 'Tags[B]', 'TaskDefinition', 'Role'];
    const [service] = aReport([aService({ differences: paths.map((path) => aDifference({ path })) })]).services;
    expect((service as ServiceReport).differences.map(({ path }) => path)).toEqual([
      'DesiredCount',
      'Role',
      'Tags[B]',
      'Tags[b]',
      'TaskDefinition',
    ]);
  });

  it('sorts what no stack owns by ARN, and has no such list where nobody asked', () => {
    const services = ['b', 'a', 'B'].map((name) => ({
      serviceArn: `arn:${name}`,
      clusterArn: 'arn:c',
      createdBy: undefined,
    }));
    const generator = { name: 'cdk-ecs-drift', version: '1.0.0' };
    const findings = { generator, stacks: [], services: [], notices: [] };
    expect(buildReport({ ...findings, unmanaged: services }).unmanaged).toEqual(
      ['arn:B', 'arn:a', 'arn:b'].map((serviceArn) => ({ serviceArn, clusterArn: 'arn:c' })),
    );
    expect(buildReport(findings)).not.toHaveProperty('unmanaged');
  });

  it('leaves undefined members out, at any depth, and does not change what it was given', () => {
    const service = Object.freeze(aService({ reason: undefined, differences: [aDifference({ live: undefined })] }));
    const [copy] = aReport([service]).services;
    expect(Object.hasOwn(copy as object, 'reason')).toBe(false);
    expect(Object.hasOwn((copy as ServiceReport).differences[0] as object, 'live')).toBe(false);
    expect(Object.hasOwn(service, 'reason')).toBe(true);
  });

  it('keeps a value that is called __proto__', () => {
    const live = JSON.parse('{"__proto__":{"a":1}}');
    const [service] = aReport([aService({ differences: [aDifference({ live })] })]).services;
    expect(JSON.stringify(service?.differences[0]?.live)).toBe('{"__proto__":{"a":1}}');
  });
});
