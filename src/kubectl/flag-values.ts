/** What pflag's types accept, and what it says of the rest. Follows spf13/pflag and Go's strconv. */
import { quoted } from '../engine/index.ts';
import type { FlagShape } from './catalog/catalog.ts';
import { parseDuration } from './duration.ts';

const TRUE = /^(?:1|t|T|TRUE|true|True)$/;
const FALSE = /^(?:0|f|F|FALSE|false|False)$/;

/** The value as the verbs read it, or what is wrong with it. */
export type ReadValue = { readonly value: string } | { readonly problem: string };

export function readFlagValue({ type }: FlagShape, text: string): ReadValue {
  if (type === 'bool') return readBool(text);
  if (type === 'int' || type === 'int64') return readInt(text, 64n);
  if (type === 'int32') return readInt(text, 32n);
  if (type === 'duration') {
    return parseDuration(text) === undefined ? { problem: durationProblem(text) } : { value: text };
  }
  if (type === 'stringToString') {
    const odd = text.split(',').find((pair) => !pair.includes('='));
    return odd === undefined ? { value: text } : { problem: `${odd} must be formatted as key=value` };
  }
  return { value: text };
}

function readBool(text: string): ReadValue {
  if (TRUE.test(text)) return { value: 'true' };
  if (FALSE.test(text)) return { value: 'false' };
  return { problem: `strconv.ParseBool: parsing ${quoted(text)}: invalid syntax` };
}

/** A whole number as Go reads it, in any base that its prefix names. */
function readInt(text: string, bits: bigint): ReadValue {
  const parts = /^([+-]?)(\d[\d_]*|0[xX][\da-fA-F]+|0[bB][01]+|0[oO][0-7]+)$/.exec(text);
  const wrong = (why: string): ReadValue => ({
    problem: `strconv.ParseInt: parsing ${quoted(text)}: ${why}`,
  });
  if (!parts) return wrong('invalid syntax');
  const digits = (parts[2] ?? '').replaceAll('_', '');
  if (/^0\d/.test(digits) && /[89]/.test(digits)) return wrong('invalid syntax');
  const size = BigInt(/^0\d/.test(digits) ? `0o${digits.slice(1)}` : digits);
  const number = parts[1] === '-' ? -size : size;
  const limit = 1n << (bits - 1n);
  if (number >= limit || number < -limit) return wrong('value out of range');
  return { value: String(number) };
}

function durationProblem(text: string): string {
  if (/^[-+]?(?:\d+\.?\d*|\.\d+)$/.test(text)) return `time: missing unit in duration ${quoted(text)}`;
  const unit = /^[-+]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))*(?:\d+\.?\d*|\.\d+)([^\d.]+)/.exec(text)?.[1];
  if (unit !== undefined) return `time: unknown unit ${quoted(unit)} in duration ${quoted(text)}`;
  return `time: invalid duration ${quoted(text)}`;
}
