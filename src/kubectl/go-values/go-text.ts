/** Values as Go's fmt package prints them: `%v`, `%#v` and `%q`. */
import { type GoValue, isMap, isSlice, kindOf, numberOf, sortedKeys } from './go-value.ts';

/** `%v` of a float64: the shortest digits, with an exponent below -4 and from 21 on. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const [digits = '', exponentText = '0'] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  if (value === 0 || (exponent >= -4 && exponent < 21)) {
    const plain = String(value);
    return plain.includes('e') ? value.toFixed(-exponent + digits.replace(/[-.]/g, '').length - 1) : plain;
  }
  return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** `%v`. */
export function goText(value: GoValue): string {
  if (typeof value === 'string') return value;
  if (value === null) return '<nil>';
  if (typeof value === 'boolean') return String(value);
  if (isSlice(value)) return `[${value.map(goText).join(' ')}]`;
  if (isMap(value)) {
    const pairs = sortedKeys(value).map((key) => `${key}:${goText(value[key] ?? null)}`);
    return `map[${pairs.join(' ')}]`;
  }
  const number = numberOf(value);
  return kindOf(value) === 'float' ? floatText(number) : String(BigInt(number));
}

/** `%#v`: the value as Go source. */
export function goSyntax(value: GoValue): string {
  if (value === null) return 'interface {}(nil)';
  if (typeof value === 'string') return goQuote(value);
  if (isSlice(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`;
  if (isMap(value)) {
    const pairs = sortedKeys(value).map((key) => `${goQuote(key)}:${goSyntax(value[key] ?? null)}`);
    return `map[string]interface {}{${pairs.join(', ')}}`;
  }
  return goText(value);
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

export function isPrintable(char: string): boolean {
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u.test(char);
}

/** `%q`, as strconv.Quote. */
export function goQuote(text: string): string {
  let out = '"';
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (char === '"' || char === '\\') out += `\\${char}`;
    else if (isPrintable(char)) out += char;
    else if (SHORT_ESCAPES[char] !== undefined) out += SHORT_ESCAPES[char];
    else if (code < 0x20 || code === 0x7f) out += `\\x${hex(code, 2)}`;
    else out += code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
  }
  return `${out}"`;
}

/** `%#U`: `U+0041 'A'`. */
export function runeText(char: string): string {
  const code = hex(char.codePointAt(0) ?? 0, 4).toUpperCase();
  return isPrintable(char) ? `U+${code} '${char}'` : `U+${code}`;
}

function hex(code: number, width: number): string {
  return code.toString(16).padStart(width, '0');
}
