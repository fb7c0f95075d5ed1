import { Ambiguous, type Scalar } from '../model/value';

const NULL = /^(?:~|null|Null|NULL|)$/;
const TRUE = /^(?:y|yes|true|on)$/i;
const FALSE = /^(?:n|no|false|off)$/i;
const BINARY = /^[-+]?0b[01_]+$/;
const OCTAL = /^[-+]?0[0-7_]+$/;
const HEXADECIMAL = /^[-+]?0x[0-9a-fA-F_]+$/;
const DECIMAL = /^[-+]?(?:0|[1-9][0-9_]*)$/;
/** Wider than YAML 1.1 in the exponent: its `1e3` is a string there, a number in YAML 1.2 and JSON. */
const FLOAT = /^[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?$/;
const SEXAGESIMAL = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;

/**
 * What an unquoted YAML scalar stands for. CloudFormation reads YAML 1.1; where its number or boolean is written
 * otherwise than the text (`012`, `1.10`, `yes`), both readings are kept. Dates stay text, as CloudFormation keeps them.
 */
export function resolvePlainScalar(text: string): Scalar | Ambiguous | null {
  if (NULL.test(text)) return null;
  const value = booleanOf(text) ?? numberOf(text);
  if (value === undefined || String(value) === text) return value ?? text;
  return new Ambiguous([text, value]);
}

function booleanOf(text: string): boolean | undefined {
  if (TRUE.test(text)) return true;
  return FALSE.test(text) ? false : undefined;
}

function numberOf(text: string): number | undefined {
  const value = magnitudeOf(text);
  if (value === undefined || !Number.isFinite(value)) return undefined;
  return text.startsWith('-') ? -value : value;
}

function magnitudeOf(text: string): number | undefined {
  const digits = text.replace(/^[-+]/, '').replaceAll('_', '');
  if (DECIMAL.test(text)) return Number(digits);
  if (OCTAL.test(text)) return Number.parseInt(digits, 8);
  if (HEXADECIMAL.test(text)) return Number.parseInt(digits.slice(2), 16);
  if (BINARY.test(text)) return Number.parseInt(digits.slice(2), 2);
  if (SEXAGESIMAL.test(text)) return digits.split(':').reduce((total, part) => total * 60 + Number(part), 0);
  // A leading zero without a point (`089`) is neither octal nor decimal in YAML 1.1, but text.
  return FLOAT.test(text) && !/^[-+]?0[0-9_]+$/.test(text) ? Number(digits) : undefined;
}
