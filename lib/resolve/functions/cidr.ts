import type { Value } from '../../model/value';
import { Unknown } from '../../model/value';
import { type AddressBlock, formatBlock, parseBlock } from '../address-block';
import { type IntrinsicFunction, type Place, within } from '../evaluation';
import { fault } from '../fault';
import { overAmbiguous } from '../over-ambiguous';
import { unresolvedCall } from '../unresolved-call';

const MOST_BLOCKS = 256;

/** `Fn::Cidr`: `[block, count, host bits]`, the first blocks of that size within a block of addresses. */
export const cidr: IntrinsicFunction = (argument, at, evaluation) => {
  if (!Array.isArray(argument) || argument.length < 2 || argument.length > 3) {
    return fault(at, 'Fn::Cidr wants [block, count, host bits]');
  }
  const values = argument.map((json) => evaluation.evaluate(json, within(at)));
  return overAmbiguous(values, (readings) => unresolvedCall('Cidr', readings) ?? blocks(readings, at));
};

function blocks([text, count, bits]: readonly (Value | undefined)[], at: Place): Value {
  const block = typeof text === 'string' ? parseBlock(text) : undefined;
  if (block === undefined) return fault(at, 'Fn::Cidr wants a block of addresses like 10.0.0.0/16');
  const wanted = wholeNumber(count);
  if (wanted === undefined || wanted < 1 || wanted > MOST_BLOCKS) {
    return fault(at, `Fn::Cidr wants a count from 1 to ${MOST_BLOCKS}`);
  }
  if (bits === undefined) return undocumented('Fn::Cidr without host bits has no documented result', text);
  const hostBits = wholeNumber(bits);
  if (hostBits === undefined || hostBits < 1 || hostBits > block.width - block.prefix) {
    return fault(at, `Fn::Cidr wants host bits from 1 to ${block.width - block.prefix} within ${String(text)}`);
  }
  return cut(block, wanted, hostBits, String(text), at);
}

function cut(block: AddressBlock, count: number, hostBits: number, text: string, at: Place): Value {
  const size = 1n << BigInt(hostBits);
  const room = 1n << BigInt(block.width - block.prefix);
  if (BigInt(count) * size > room)
    return fault(at, `Fn::Cidr: ${text} has no room for ${count} blocks of ${hostBits} bits`);
  if (block.address % room !== 0n) return undocumented(`Fn::Cidr: ${text} is no network address`, text);
  return Array.from({ length: count }, (_, index) =>
    formatBlock({ ...block, address: block.address + BigInt(index) * size, prefix: block.width - hostBits }),
  );
}

function undocumented(reason: string, text: Value | undefined): Unknown {
  return new Unknown(reason, `\${Cidr(${String(text)})}`);
}

function wholeNumber(value: Value | undefined): number | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  return /^\d+$/.test(String(value)) ? Number(value) : undefined;
}
