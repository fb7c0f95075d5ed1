import fc from 'fast-check';
import { faultOf, OPEN, resolve, unknownOf } from '../stack-in-test';

const cidr = (...argument: unknown[]) => resolve({ 'Fn::Cidr': argument as never }, OPEN);

describe('Fn::Cidr', () => {
  test.each([
    [
      ['192.168.0.0/24', 6, 5],
      [
        '192.168.0.0/27',
        '192.168.0.32/27',
        '192.168.0.64/27',
        '192.168.0.96/27',
        '192.168.0.128/27',
        '192.168.0.160/27',
      ],
    ],
    [
      ['10.0.0.0/16', '3', '8'],
      ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24'],
    ],
    [
      ['10.0.0.0/8', 2, 23],
      ['10.0.0.0/9', '10.128.0.0/9'],
    ],
    [
      ['2001:db8:1234:1a00::/56', 3, 64],
      ['2001:db8:1234:1a00::/64', '2001:db8:1234:1a01::/64', '2001:db8:1234:1a02::/64'],
    ],
    [
      ['2001:db8::/32', 2, 80],
      ['2001:db8::/48', '2001:db8:1::/48'],
    ],
    [
      ['::/0', 2, 64],
      ['::/64', '0:0:0:1::/64'],
    ],
    [
      ['0.0.0.0/0', 2, 31],
      ['0.0.0.0/1', '128.0.0.0/1'],
    ],
  ])('%j', (argument, blocks) => expect(cidr(...argument)).toEqual(blocks));

  test('is unknown with an unknown argument and where nothing is documented', () => {
    expect(unknownOf(cidr({ Ref: 'Open' }, 2, 8)).display).toBe('${Cidr(Open, 2, 8)}');
    expect(unknownOf(cidr('10.0.0.0/16', 2)).fault).toBeFalsy();
    expect(unknownOf(cidr('10.0.0.5/16', 2, 8)).fault).toBeFalsy();
  });

  test('faults', () => {
    for (const block of [
      '',
      '10.0.0.0',
      '10.0.0/16',
      '256.0.0.0/8',
      '10.0.0.0/33',
      '1::2::3/64',
      ':::/64',
      'g::/64',
      'x/8',
      5,
      [],
    ]) {
      faultOf(cidr(block, 1, 1));
    }
    for (const count of [0, 257, -1, 1.5, 'x', []]) faultOf(cidr('10.0.0.0/8', count, 1));
    for (const bits of [0, 17, -1, 'x']) faultOf(cidr('10.0.0.0/16', 1, bits));
    expect(faultOf(cidr('10.0.0.0/24', 3, 7))).toContain('no room for 3 blocks');
    for (const argument of [[], ['10.0.0.0/8'], ['10.0.0.0/8', 1, 1, 1]]) faultOf(cidr(...argument));
  });

  test('law: one block of the whole size is the block itself', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 31 }), (ip, prefix) => {
        const address = ip.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
        const network = address - (address % 2 ** (32 - prefix));
        const text = [24, 16, 8, 0].map((shift) => Math.floor(network / 2 ** shift) % 256).join('.');
        expect(cidr(`${text}/${prefix}`, 1, 32 - prefix)).toEqual([`${text}/${prefix}`]);
      }),
    );
  });
});
