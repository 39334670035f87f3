/** print, println and printf. Follows Go's fmt package, for the kinds of values that JSON has. */
import { floatText, goQuote, goSyntax, goText } from '../go-values/go-text.ts';
import { type GoValue, isMap, isSlice, kindOf, numberOf, sortedKeys, typeName } from '../go-values/go-value.ts';

/** fmt.Sprint: a blank between two operands that are both no texts. */
export function sprint(values: readonly GoValue[]): string {
  return values
    .map((value, i) => {
      const blank = i > 0 && typeof value !== 'string' && typeof values[i - 1] !== 'string';
      return `${blank ? ' ' : ''}${goText(value)}`;
    })
    .join('');
}

interface Directive {
  readonly flags: string;
  readonly width?: number;
  readonly precision?: number;
  readonly verb: string;
}

/** fmt.Sprintf; its complaints stand in the text. */
export function sprintf(format: string, values: readonly GoValue[]): string {
  let out = '';
  let used = 0;
  let at = 0;
  for (;;) {
    const percent = format.indexOf('%', at);
    if (percent < 0) break;
    out += format.slice(at, percent);
    const parts = /^([-+# 0]*)([0-9]*)(?:\.([0-9]*))?/.exec(format.slice(percent + 1));
    const [all = '', flags = '', width = '', precision] = parts ?? [];
    const code = format.codePointAt(percent + 1 + all.length);
    if (code === undefined) return `${out}%!(NOVERB)`;
    const verb = String.fromCodePoint(code);
    at = percent + 1 + all.length + verb.length;
    if (verb === '%') {
      out += '%';
      continue;
    }
    const value = values[used];
    if (value === undefined) {
      out += `%!${verb}(MISSING)`;
      continue;
    }
    used += 1;
    out += padded(value, {
      flags,
      width: width === '' ? undefined : Number(width),
      precision: precision === undefined ? undefined : Number(precision),
      verb,
    });
  }
  out += format.slice(at);
  if (used === values.length) return out;
  const extra = values.slice(used).map((value) => (value === null ? '<nil>' : `${typeName(value)}=${goText(value)}`));
  return `${out}%!(EXTRA ${extra.join(', ')})`;
}

function padded(value: GoValue, directive: Directive): string {
  const { flags, width = 0 } = directive;
  if (directive.verb !== 'T' && (isSlice(value) || isMap(value)) && !(directive.verb === 'v' && flags.includes('#'))) {
    return inside(value, directive);
  }
  const text = formatted(value, directive);
  const missing = width - [...text].length;
  if (missing <= 0) return text;
  if (flags.includes('-')) return text + ' '.repeat(missing);
  const zeros = flags.includes('0') && typeof value !== 'string' && ['d', 'v', 'f', 'x', 'X'].includes(directive.verb);
  const sign = zeros ? (/^[+-]/.exec(text)?.[0] ?? '') : '';
  return zeros ? sign + '0'.repeat(missing) + text.slice(sign.length) : ' '.repeat(missing) + text;
}

/** Lists and maps hand the directive on to what they hold. */
function inside(value: GoValue, directive: Directive): string {
  const part = (one: GoValue): string => (one === null ? '<nil>' : padded(one, directive));
  if (isSlice(value)) return `[${value.map(part).join(' ')}]`;
  if (!isMap(value)) return '';
  return `map[${sortedKeys(value)
    .map((key) => `${part(key)}:${part(value[key] ?? null)}`)
    .join(' ')}]`;
}

function formatted(value: GoValue, directive: Directive): string {
  const { verb, flags, precision } = directive;
  if (verb === 'T') return typeName(value);
  if (verb === 'v' && flags.includes('#')) return value === null ? '<nil>' : goSyntax(value);
  if (value === null) return verb === 'v' ? '<nil>' : `%!${verb}(<nil>)`;
  if (typeof value === 'string') return textVerb(value, directive);
  if (typeof value === 'boolean') return verb === 'v' || verb === 't' ? String(value) : bad(value, verb);
  if (isSlice(value) || isMap(value)) return bad(value, verb);
  const number = numberOf(value);
  const plus = flags.includes('+') && number >= 0 ? '+' : '';
  if (kindOf(value) === 'float') {
    if (verb === 'v' || verb === 'g') return plus + floatText(number);
    if (verb === 'f' || verb === 'F') return plus + number.toFixed(precision ?? 6);
    return verb === 'e'
      ? plus + number.toExponential(precision ?? 6).replace(/e([+-])(\d)$/, 'e$10$2')
      : bad(value, verb);
  }
  const radix = { d: 10, v: 10, x: 16, X: 16, o: 8, b: 2 }[verb];
  if (radix !== undefined) {
    const digits = BigInt(number).toString(radix);
    return plus + (verb === 'X' ? digits.toUpperCase() : digits);
  }
  if (verb === 'c') return String.fromCodePoint(number);
  return verb === 'q' ? `'${goQuote(String.fromCodePoint(number)).slice(1, -1)}'` : bad(value, verb);
}

function textVerb(value: string, { verb, precision }: Directive): string {
  const cut = precision === undefined ? value : [...value].slice(0, precision).join('');
  if (verb === 's' || verb === 'v') return cut;
  if (verb === 'q') return goQuote(cut);
  if (verb !== 'x' && verb !== 'X') return bad(value, verb);
  const hex = [...new TextEncoder().encode(cut)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return verb === 'X' ? hex.toUpperCase() : hex;
}

function bad(value: GoValue, verb: string): string {
  return `%!${verb}(${typeName(value)}=${goText(value)})`;
}
