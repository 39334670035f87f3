/** Values as Go's encoding/json writes them: keys sorted, and <, > and & escaped so that HTML may hold the text. */
import { GoNumber, type GoValue, isMap, isSlice, sortedKeys } from './go-value.ts';

const ESCAPED = /[<>&\u2028\u2029]/g;

/** On one line, or with `indent` blanks a level as json.MarshalIndent. */
export function goJson(value: GoValue, indent = 0): string {
  return write(value, indent, '\n');
}

function write(value: GoValue, indent: number, newline: string): string {
  const inner = indent === 0 ? '' : newline + ' '.repeat(indent);
  const outer = indent === 0 ? '' : newline;
  const block = (open: string, parts: readonly string[], close: string): string =>
    parts.length === 0 ? open + close : `${open}${inner}${parts.join(`,${inner}`)}${outer}${close}`;
  if (isSlice(value)) {
    return block(
      '[',
      value.map((item) => write(item, indent, inner)),
      ']',
    );
  }
  if (isMap(value)) {
    const colon = indent === 0 ? ':' : ': ';
    const pairs = sortedKeys(value).map((key) => quote(key) + colon + write(value[key] ?? null, indent, inner));
    return block('{', pairs, '}');
  }
  if (typeof value === 'string') return quote(value);
  return JSON.stringify(value instanceof GoNumber ? value.value : value);
}

function quote(text: string): string {
  return JSON.stringify(text).replace(ESCAPED, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
