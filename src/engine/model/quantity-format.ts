/** How a quantity's text is split and suffixed. Follows suffix.go and parseQuantityString in apimachinery/pkg/api/resource. */

export type QuantityFormat = 'DecimalSI' | 'BinarySI' | 'DecimalExponent';

export const formatProblem =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
export const numericProblem = 'unable to parse numeric part of quantity';
export const suffixProblem = "unable to parse quantity's suffix";

/** Upstream takes any exponent; far smaller ones already exceed every resource, and huge ones would only exhaust memory. */
const largestExponent = 9999;

export interface QuantityParts {
  readonly negative: boolean;
  /** The numeric part with its sign. */
  readonly value: string;
  /** Digits before the point without leading zeros, and after it. */
  readonly whole: string;
  readonly fraction: string;
  readonly suffix: string;
}

/** Undefined when the text has not the form of a quantity; it is laxer than the pattern that its error message names. */
export function splitQuantity(text: string): QuantityParts | undefined {
  const match = /^([+-]?)0*([0-9]*)(?:\.([0-9]*))?([eEinumkKMGTP]*[-+]?[0-9]*)$/.exec(text);
  if (!match || text === '') return undefined;
  const [, sign = '', digits = '', fraction = '', suffix = ''] = match;
  const value = text.slice(0, text.length - suffix.length);
  return { negative: sign === '-', value, whole: digits || '0', fraction, suffix };
}

interface Suffix {
  readonly base: 2 | 10;
  readonly exponent: number;
  readonly format: QuantityFormat;
}

const decimalSuffixes = new Map<string, number>([
  ['', 0],
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
]);
const binarySuffixes = new Map<string, number>([
  ['Ki', 10],
  ['Mi', 20],
  ['Gi', 30],
  ['Ti', 40],
  ['Pi', 50],
  ['Ei', 60],
]);
const decimalNames = new Map([...decimalSuffixes].map(([name, exponent]) => [exponent, name]));
const binaryNames = new Map([...binarySuffixes].map(([name, exponent]) => [exponent, name]));

/** Undefined for a suffix that Kubernetes does not know. */
export function readSuffix(suffix: string): Suffix | undefined {
  const decimal = decimalSuffixes.get(suffix);
  if (decimal !== undefined) return { base: 10, exponent: decimal, format: 'DecimalSI' };
  const binary = binarySuffixes.get(suffix);
  if (binary !== undefined) return { base: 2, exponent: binary, format: 'BinarySI' };
  if (!/^[eE][-+]?[0-9]+$/.test(suffix)) return undefined;
  const exponent = Number(suffix.slice(1));
  if (Math.abs(exponent) > largestExponent) return undefined;
  return { base: 10, exponent: exponent === 0 ? 0 : exponent, format: 'DecimalExponent' };
}

/** `exponent` counts tens for the decimal formats, twos for BinarySI. A power without a name has no suffix, as upstream. */
export function writeSuffix(exponent: number, format: QuantityFormat): string {
  if (format === 'DecimalExponent') return exponent === 0 ? '' : `e${exponent}`;
  return (format === 'DecimalSI' ? decimalNames.get(exponent) : binaryNames.get(exponent)) ?? '';
}
