/** What a plain scalar means, by YAML 1.1 as Go's library reads it. Follows resolve.go of go.yaml.in/yaml/v2. */
import { YamlError } from './yaml-error.ts';

const LONG = 'tag:yaml.org,2002:';
const RESOLVABLE = ['', 'str', 'bool', 'int', 'float', 'null', 'timestamp'];

const WORDS: ReadonlyMap<string, { readonly tag: string; readonly value: unknown }> = new Map(
  [
    { tag: 'bool', value: true, words: 'y Y yes Yes YES true True TRUE on On ON' },
    { tag: 'bool', value: false, words: 'n N no No NO false False FALSE off Off OFF' },
    { tag: 'null', value: null, words: '~ null Null NULL' },
    { tag: 'float', value: Number.NaN, words: '.nan .NaN .NAN' },
    { tag: 'float', value: Number.POSITIVE_INFINITY, words: '.inf .Inf .INF +.inf +.Inf +.INF' },
    { tag: 'float', value: Number.NEGATIVE_INFINITY, words: '-.inf -.Inf -.INF' },
  ].flatMap(({ tag, value, words }) => words.split(' ').map((word) => [word, { tag, value }] as const)),
);

/** A scalar's value; `plain` when it stands without quotes and without a tag. Throws YamlError for a text that its tag forbids. */
export function resolveScalar(text: string, tag: string, plain: boolean, line: number): unknown {
  const short = shortName(tag);
  if (tag === '' && !plain) return text;
  if (short === 'binary') return fromBase64(text, line);
  if (short === undefined || !RESOLVABLE.includes(short)) return text;
  if (short === 'str') return text;
  const { tag: found, value } = resolvePlain(text, short);
  if (short === '' || short === found) return found === 'timestamp' ? text : value;
  if (short === 'float' && found === 'int') return value;
  throw new YamlError(`cannot decode !!${found} \`${text}\` as a !!${short}`, line + 1);
}

/** '' for none; undefined for a tag that is not YAML's own, `!` included. */
function shortName(tag: string): string | undefined {
  if (tag === '') return '';
  return tag.startsWith(LONG) ? tag.slice(LONG.length) : undefined;
}

function resolvePlain(text: string, wanted: string): { readonly tag: string; readonly value: unknown } {
  if (text === '') return { tag: 'null', value: null };
  const word = WORDS.get(text);
  if (word) return word;
  if (!/^[0-9+.-]/.test(text)) return { tag: 'str', value: text };
  if (text.startsWith('.')) {
    const value = goFloat(text);
    return value === undefined ? { tag: 'str', value: text } : { tag: 'float', value };
  }
  if ((wanted === '' || wanted === 'timestamp') && isTimestamp(text)) return { tag: 'timestamp', value: text };
  const digits = text.replaceAll('_', '');
  const whole = goInteger(digits);
  if (whole !== undefined) return { tag: 'int', value: whole };
  if (/^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/.test(digits)) {
    const value = Number(digits);
    if (Number.isFinite(value)) return { tag: 'float', value };
  }
  return { tag: 'str', value: text };
}

/** strconv.ParseInt and ParseUint with base 0, in 64 bits. */
function goInteger(text: string): number | undefined {
  const [, sign = '', rest = ''] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  let literal = rest;
  if (/^0[0-7]+$/.test(rest)) literal = `0o${rest.slice(1)}`;
  else if (!/^(0|[1-9][0-9]*|0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+)$/.test(rest)) return undefined;
  const size = BigInt(literal);
  const most = sign === '-' ? 2n ** 63n : sign === '+' ? 2n ** 63n - 1n : 2n ** 64n - 1n;
  if (size > most) return undefined;
  return Number(sign === '-' ? -size : size);
}

/** strconv.ParseFloat of a text that begins with a point. */
function goFloat(text: string): number | undefined {
  if (!/^\.[0-9]+([eE][-+]?[0-9]+)?$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** Dates are kept as texts; they only must not be taken for something else. */
function isTimestamp(text: string): boolean {
  const date = /^(\d{4})-(\d{1,2})-(\d{1,2})/.exec(text);
  if (!date) return false;
  const rest = text.slice(date[0].length);
  const zone = '(Z|[+-]\\d\\d:\\d\\d)';
  return new RegExp(`^([Tt]\\d{1,2}:\\d{1,2}:\\d{1,2}(\\.\\d+)?${zone}| \\d{1,2}:\\d{1,2}:\\d{1,2}(\\.\\d+)?)?$`).test(
    rest,
  );
}

function fromBase64(text: string, line: number): string {
  const data = text.replace(/[\r\n]/g, '');
  if (data.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(data)) {
    throw new YamlError('!!binary value contains invalid base64 data', line + 1);
  }
  return new TextDecoder().decode(Uint8Array.from(atob(data), (char) => char.charCodeAt(0)));
}
