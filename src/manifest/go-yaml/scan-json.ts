/** Where a JSON value ends, or what is wrong with it, in the words of Go's encoding/json (scanner.go). Nothing recurses. */
import { MAX_DEPTH } from './scanner.ts';

export type JsonScan =
  | { readonly end: number }
  /** `at` is the character that is out of place; 'eof': the text ends within the value. */
  | { readonly problem: string; readonly at: number }
  | { readonly problem: 'eof' };

const BLANK = /[ \t\r\n]/;

/** Scans one value from `start`, which must not be at the end of the text. */
export function scanJson(text: string, start: number): JsonScan {
  const open: string[] = [];
  let at = skipBlanks(text, start);
  for (;;) {
    const char = text[at];
    if (char === undefined) return { problem: 'eof' };
    if (char === '{' || char === '[') {
      open.push(char);
      if (open.length > MAX_DEPTH) return { problem: 'exceeded max depth', at };
      at = skipBlanks(text, at + 1);
      const closed = text[at] === (char === '{' ? '}' : ']');
      if (!closed && char === '[') continue;
      if (!closed) {
        const key = scanKey(text, at);
        if ('problem' in key) return key;
        at = key.end;
        continue;
      }
    } else {
      const scalar = scanScalar(text, at);
      if ('problem' in scalar) return scalar;
      at = scalar.end - 1;
    }
    if (char === '{' || char === '[') open.pop();
    // A value is complete: close what it completes, or go on to the next one.
    at += 1;
    for (;;) {
      const outer = open.at(-1);
      if (outer === undefined) return { end: at };
      at = skipBlanks(text, at);
      const next = text[at];
      if (next === undefined) return { problem: 'eof' };
      if (next === ',') {
        at = skipBlanks(text, at + 1);
        if (outer === '[') break;
        const key = scanKey(text, at);
        if ('problem' in key) return key;
        at = key.end;
        break;
      }
      if (next !== (outer === '{' ? '}' : ']')) {
        return invalid(next, outer === '{' ? 'after object key:value pair' : 'after array element', at);
      }
      open.pop();
      at += 1;
    }
  }
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (BLANK.test(text[at] ?? '')) at += 1;
  return at;
}

function invalid(char: string, context: string, at: number): JsonScan {
  return { problem: `invalid character ${shownChar(char)} ${context}`, at };
}

/** In single quotes, with Go's escapes; a byte of UTF-8 counts as a character of its own. */
function shownChar(char: string): string {
  if (char === "'") return "'\\''";
  if (char === '"') return "'\"'";
  if (char === '\\') return "'\\\\'";
  const [byte = 0] = new TextEncoder().encode(char);
  if (byte >= 0x20 && byte < 0x7f) return `'${char}'`;
  const known: Readonly<Record<string, string>> = {
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
    '\b': '\\b',
    '\f': '\\f',
    '\v': '\\v',
    '\x07': '\\a',
  };
  if (known[char]) return `'${known[char]}'`;
  if (byte < 0x80) return `'\\x${byte.toString(16).padStart(2, '0')}'`;
  return byte < 0xa1 ? `'\\u00${byte.toString(16)}'` : `'${String.fromCharCode(byte)}'`;
}

/** A member's name and its colon; the end is where the value begins. */
function scanKey(text: string, start: number): JsonScan {
  const first = text[start];
  if (first === undefined) return { problem: 'eof' };
  if (first !== '"') return invalid(first, 'looking for beginning of object key string', start);
  const key = scanString(text, start);
  if ('problem' in key) return key;
  const at = skipBlanks(text, key.end);
  const colon = text[at];
  if (colon === undefined) return { problem: 'eof' };
  return colon === ':' ? { end: skipBlanks(text, at + 1) } : invalid(colon, 'after object key', at);
}

function scanScalar(text: string, start: number): JsonScan {
  const char = text[start] ?? '';
  if (char === '"') return scanString(text, start);
  if (char === '-' || (char >= '0' && char <= '9')) return scanNumber(text, start);
  for (const word of ['true', 'false', 'null']) if (char === word[0]) return scanWord(text, start, word);
  return invalid(char, 'looking for beginning of value', start);
}

function scanWord(text: string, start: number, word: string): JsonScan {
  for (let i = 1; i < word.length; i += 1) {
    const char = text[start + i];
    if (char === undefined) return { problem: 'eof' };
    if (char !== word[i]) return invalid(char, `in literal ${word} (expecting '${word[i]}')`, start + i);
  }
  return { end: start + word.length };
}

function scanString(text: string, start: number): JsonScan {
  let at = start + 1;
  for (;;) {
    const char = text[at];
    if (char === undefined) return { problem: 'eof' };
    if (char === '"') return { end: at + 1 };
    if (char < ' ') return invalid(char, 'in string literal', at);
    if (char === '\\') {
      at += 1;
      const letter = text[at];
      if (letter === undefined) return { problem: 'eof' };
      if (!'bfnrt\\/"u'.includes(letter)) return invalid(letter, 'in string escape code', at);
      for (let i = 0; letter === 'u' && i < 4; i += 1) {
        at += 1;
        const digit = text[at];
        if (digit === undefined) return { problem: 'eof' };
        if (!/[0-9a-fA-F]/.test(digit)) return invalid(digit, 'in \\u hexadecimal character escape', at);
      }
    }
    at += 1;
  }
}

function scanNumber(text: string, start: number): JsonScan {
  let at = start;
  const digits = (context: string): JsonScan | undefined => {
    const first = text[at];
    if (first === undefined) return { problem: 'eof' };
    if (!/[0-9]/.test(first)) return invalid(first, context, at);
    while (/[0-9]/.test(text[at] ?? '')) at += 1;
    return undefined;
  };
  if (text[at] === '-') at += 1;
  let problem: JsonScan | undefined;
  if (text[at] === '0') at += 1;
  else problem = digits('in numeric literal');
  if (!problem && text[at] === '.') {
    at += 1;
    problem = digits('after decimal point in numeric literal');
  }
  if (!problem && /[eE]/.test(text[at] ?? '')) {
    at += 1;
    if (/[+-]/.test(text[at] ?? '')) at += 1;
    problem = digits('in exponent of numeric literal');
  }
  return problem ?? { end: at };
}
