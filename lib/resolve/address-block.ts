/** A block of IPv4 (width 32) or IPv6 (width 128) addresses. */
export interface AddressBlock {
  readonly width: 32 | 128;
  readonly address: bigint;
  readonly prefix: number;
}

/** Reads `10.0.0.0/16` or `2001:db8::/56`; undefined for anything else. */
export function parseBlock(text: string): AddressBlock | undefined {
  const [, head, bits] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  if (head === undefined) return undefined;
  const width = head.includes(':') ? 128 : 32;
  const address = width === 128 ? parseIpv6(head) : parseIpv4(head);
  const prefix = Number(bits);
  return address === undefined || prefix > width ? undefined : { width, address, prefix };
}

/** Writes a block the shortest way, IPv6 as RFC 5952 has it. */
export function formatBlock({ width, address, prefix }: AddressBlock): string {
  const size = width === 128 ? 16 : 8;
  const count = width / size;
  const groups = Array.from({ length: count }, (_, index) =>
    Number((address >> BigInt(size * (count - 1 - index))) & ((1n << BigInt(size)) - 1n)),
  );
  return `${width === 128 ? formatIpv6(groups) : groups.join('.')}/${prefix}`;
}

function parseIpv4(text: string): bigint | undefined {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every((octet) => /^\d{1,3}$/.test(octet) && Number(octet) < 256)) return undefined;
  return octets.reduce((sum, octet) => (sum << 8n) + BigInt(octet), 0n);
}

function parseIpv6(text: string): bigint | undefined {
  const halves = text.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const [head = [], tail] = halves;
  const given = head.length + (tail?.length ?? 0);
  if (halves.length > 2 || (tail === undefined ? given !== 8 : given > 7)) return undefined;
  const groups = [...head, ...Array<string>(8 - given).fill('0'), ...(tail ?? [])];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n);
}

function formatIpv6(groups: readonly number[]): string {
  const text = groups.map((group) => group.toString(16)).join(':');
  const runs = [...text.matchAll(/(?<=^|:)0(?::0)+(?=:|$)/g)];
  const longest = runs.reduce<RegExpMatchArray | undefined>(
    (best, run) => (best === undefined || run[0].length > best[0].length ? run : best),
    undefined,
  );
  if (longest?.index === undefined) return text;
  const before = text.slice(0, longest.index).replace(/:$/, '');
  const after = text.slice(longest.index + longest[0].length).replace(/^:/, '');
  return `${before}::${after}`;
}
