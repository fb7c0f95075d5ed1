import { Ambiguous, type Scalar } from '../model/value';

/** Digits beyond which nobody takes a number for one. */
export const LONGEST_NUMBER = 400;
const INTEGER = /^-?\d+$/;

/** What a number of JSON is: as a number where that keeps its text, else its text, with both where either may be meant. */
export function readNumber(text: string): Scalar | Ambiguous {
  if (text.length > LONGEST_NUMBER) return text;
  return numericReadings(text, INTEGER.test(text) ? BigInt(text) : Number(text));
}

/**
 * The readings of a number that is written so: its text, and, since CloudFormation may take it for a number before it
 * takes it for a text again, what Java makes of that number. An integer keeps all its digits there.
 */
export function numericReadings(text: string, value: bigint | number): Scalar | Ambiguous {
  if (typeof value === 'bigint') {
    const reading = String(Number(value)) === String(value) ? Number(value) : String(value);
    return String(reading) === text ? reading : new Ambiguous([text, reading]);
  }
  if (!Number.isFinite(value)) return text;
  const number = String(value);
  const texts = [...new Set([text, javaText(value), number])];
  // A number in place of its own text, for what is compared as a number.
  const readings = texts.map((each) => (each === number ? value : each));
  return readings.length === 1 ? value : new Ambiguous(readings);
}

/** A double as Java writes it: `1000.0`, `1.2345678901E10`. */
function javaText(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e7)) return Number.isInteger(value) ? `${value}.0` : String(value);
  const [digits = '', exponent] = value.toExponential().split('e');
  return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
}
