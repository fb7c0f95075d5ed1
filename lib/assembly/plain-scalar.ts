import { Ambiguous, type Scalar } from '../model/value';
import { LONGEST_NUMBER, numericReadings } from './read-number';

const NULL = /^(?:~|null|Null|NULL|)$/;
const TRUE = /^(?:true|True|TRUE)$/;
const FALSE = /^(?:false|False|FALSE)$/;
/** Switches in YAML 1.1 alone; a lone `y` or `n` is a text for CloudFormation. */
const ON = /^(?:yes|Yes|YES|on|On|ON)$/;
const OFF = /^(?:no|No|NO|off|Off|OFF)$/;
const BINARY = /^[-+]?0b[01_]+$/;
const OCTAL = /^[-+]?0[0-7_]+$/;
const HEXADECIMAL = /^[-+]?0x[0-9a-fA-F_]+$/;
const DECIMAL = /^[-+]?(?:0|[1-9][0-9_]*)$/;
/** Wider than YAML 1.1: an exponent needs no point, and `089`, which is not octal, is a number as well. */
const FLOAT = /^[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?$/;
const SEXAGESIMAL = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;

/**
 * What an unquoted YAML scalar stands for. CloudFormation reads YAML 1.1; if its number or switch is written otherwise
 * than the text (`012`, `1.10`, `yes`), both readings are kept. Dates stay text, as CloudFormation keeps them.
 */
export function resolvePlainScalar(text: string): Scalar | Ambiguous | null {
  if (NULL.test(text)) return null;
  if (text === 'true' || text === 'false') return text === 'true';
  // A boolean in every version of YAML: only as a name it is still its text.
  if (TRUE.test(text) || FALSE.test(text)) return new Ambiguous([TRUE.test(text)], text);
  if (ON.test(text) || OFF.test(text)) return new Ambiguous([text, ON.test(text)]);
  const number = text.length > LONGEST_NUMBER ? undefined : numberOf(text);
  return number === undefined ? text : numericReadings(text, number);
}

function numberOf(text: string): bigint | number | undefined {
  const size = magnitudeOf(text);
  return size !== undefined && text.startsWith('-') ? -size : size;
}

function magnitudeOf(text: string): bigint | number | undefined {
  const digits = text.replace(/^[-+]/, '').replaceAll('_', '');
  if (DECIMAL.test(text)) return BigInt(digits);
  // `0_` and `0x_` are nothing but their sign and prefix, which BigInt takes for no number.
  if (OCTAL.test(text)) return BigInt(`0o${digits.slice(1) || '0'}`);
  if (HEXADECIMAL.test(text)) return BigInt(`0x${digits.slice(2) || '0'}`);
  if (BINARY.test(text)) return BigInt(`0b${digits.slice(2) || '0'}`);
  if (SEXAGESIMAL.test(text)) {
    const total = digits.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
    return Number.isSafeInteger(total) && !digits.includes('.') ? BigInt(total) : total;
  }
  return FLOAT.test(text) ? Number(digits) : undefined;
}
