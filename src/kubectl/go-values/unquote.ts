/** Go's string literals. Follows strconv.UnquoteChar, and jsonpath's UnquoteExtend, which takes single quotes too. */
const SHORT: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 92 };
const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** What stands between the quotes, with escapes resolved; undefined for invalid syntax. */
export function unquote(text: string): string | undefined {
  const quote = text[0];
  if (text.length < 2 || (quote !== '"' && quote !== "'") || text.at(-1) !== quote) return undefined;
  const body = text.slice(1, -1);
  if (!body.includes('\\') && !body.includes(quote)) return body;
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  let at = 0;
  while (at < body.length) {
    const found = unquoteChar(body, at, quote);
    if (!found) return undefined;
    if (found.byte !== undefined) bytes.push(found.byte);
    else bytes.push(...encoder.encode(found.char));
    at = found.next;
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}

interface Unquoted {
  readonly char?: string;
  /** Of `\xFF` and `\377`: a byte, not a character. */
  readonly byte?: number;
  readonly next: number;
}

function unquoteChar(text: string, at: number, quote: string): Unquoted | undefined {
  const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (char === quote) return undefined;
  if (char !== '\\') return { char, next: at + char.length };
  const letter = text[at + 1];
  if (letter === undefined) return undefined;
  const short = SHORT[letter];
  if (short !== undefined) return { char: String.fromCharCode(short), next: at + 2 };
  const digits = HEX_DIGITS[letter];
  if (digits !== undefined) {
    const hex = text.slice(at + 2, at + 2 + digits);
    if (!new RegExp(`^[0-9a-fA-F]{${digits}}$`).test(hex)) return undefined;
    const code = Number.parseInt(hex, 16);
    const next = at + 2 + digits;
    if (letter === 'x') return { byte: code, next };
    return code > 0x10ffff || (code >= 0xd800 && code < 0xe000)
      ? undefined
      : { char: String.fromCodePoint(code), next };
  }
  if (/[0-7]/.test(letter)) {
    const octal = text.slice(at + 1, at + 4);
    if (!/^[0-7]{3}$/.test(octal)) return undefined;
    const code = Number.parseInt(octal, 8);
    return code > 255 ? undefined : { byte: code, next: at + 4 };
  }
  return letter === quote ? { char: quote, next: at + 2 } : undefined;
}
