/** The first `count` blocks of 2^`bits` addresses within an IPv4 block, as `Fn::Cidr` gives them. */
export function cidrBlocks(block: string, count: number, bits: number): string[] {
  const [address = '', prefix = ''] = block.split('/');
  if (block.includes(':')) return ipv6Blocks(address, count, bits);
  const base = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** bits;
  const start = Math.floor(base / 2 ** (32 - Number(prefix))) * 2 ** (32 - Number(prefix));
  return Array.from({ length: count }, (_, index) => `${dotted(start + index * size)}/${32 - bits}`);
}

function dotted(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

function ipv6Blocks(address: string, count: number, bits: number): string[] {
  const [head = '', tail = ''] = address.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const end = tail.split(':').filter((group) => group !== '');
  while (groups.length + end.length < 8) groups.push('0');
  const base = [...groups, ...end].reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
  return Array.from({ length: count }, (_, index) => {
    const value = base + (BigInt(index) << BigInt(bits));
    const parts = Array.from({ length: 8 }, (_, part) => ((value >> BigInt(112 - part * 16)) & 65535n).toString(16));
    return `${parts.join(':').replace(/(:0)+$/, '::')}/${128 - bits}`;
  });
}
