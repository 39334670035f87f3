/** Numbers, characters and texts as templates write them. Follows newNumber in text/template/parse/node.go. */
import { goQuote } from '../go-values/go-text.ts';
import { GoNumber } from '../go-values/go-value.ts';
import { unquote } from '../go-values/unquote.ts';
import { TemplateError } from './template-error.ts';

/** Throws TemplateError. */
export function numberConstant(text: string): GoNumber {
  const digits = text.replaceAll('_', '');
  const [, sign = '', magnitude = ''] = /^([+-]?)(.*)$/.exec(digits) ?? [];
  const octal = /^0[0-7]+$/.test(magnitude) ? `0o${magnitude.slice(1)}` : magnitude;
  if (/^(?:0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|0|[1-9][0-9]*)$/.test(octal)) {
    const value = BigInt(octal) * (sign === '-' ? -1n : 1n);
    if (value === BigInt.asIntN(64, value)) return new GoNumber('int', Number(value));
    throw new TemplateError(`integer overflow: ${goQuote(text)}`);
  }
  if (/^(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(magnitude)) {
    return new GoNumber('float64', Number(digits));
  }
  throw new TemplateError(`illegal number syntax: ${goQuote(text)}`);
}

/** `'a'` is the number of its character. Throws TemplateError. */
export function characterConstant(text: string): GoNumber {
  const found = unquote(text);
  if (found === undefined || found === '') throw new TemplateError('invalid syntax');
  if ([...found].length !== 1) throw new TemplateError(`malformed character constant: ${text}`);
  return new GoNumber('int', found.codePointAt(0) ?? 0);
}

/** Throws TemplateError. */
export function textConstant(text: string): string {
  if (text.startsWith('`')) return text.slice(1, -1).replaceAll('\r', '');
  const found = unquote(text);
  if (found === undefined) throw new TemplateError('invalid syntax');
  return found;
}
