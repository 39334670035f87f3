/** Scalars of all styles. Follows yaml_parser_scan_*_scalar in scannerc.go of go.yaml.in/yaml/v2. */
import type { Cursor } from './cursor.ts';
import { type Token, token } from './tokens.ts';
import type { Mark } from './yaml-error.ts';

/** `|` and `>`; `parentIndent` is the column of the block that it stands in, or -1. */
export function scanBlockScalar(cursor: Cursor, literal: boolean, parentIndent: number): Token {
  const start = cursor.mark;
  cursor.skip();
  const { chomping, increment } = scanBlockHeader(cursor, start);
  const state = { indent: increment === 0 ? 0 : Math.max(parentIndent, 0) + increment, end: cursor.mark };
  const parts: string[] = [];
  let leadingBreak = '';
  let leadingBlank = false;
  let breaks = scanBlockBreaks(cursor, state, start, parentIndent);
  while (cursor.column === state.indent && !cursor.isEnd()) {
    const trailingBlank = cursor.isBlank();
    if (!literal && !leadingBlank && !trailingBlank && leadingBreak.startsWith('\n')) {
      if (breaks === '') parts.push(' ');
    } else parts.push(leadingBreak);
    parts.push(breaks);
    leadingBlank = cursor.isBlank();
    const from = cursor.index;
    while (!cursor.isBreakOrEnd()) cursor.skip();
    parts.push(cursor.since(from));
    leadingBreak = cursor.isBreak() ? cursor.readBreak() : '';
    breaks = scanBlockBreaks(cursor, state, start, parentIndent);
  }
  if (chomping !== -1) parts.push(leadingBreak);
  if (chomping === 1) parts.push(breaks);
  return token('scalar', start, state.end, parts.join(''));
}

function scanBlockHeader(cursor: Cursor, start: Mark): { chomping: number; increment: number } {
  let [chomping, increment] = [0, 0];
  const readChomping = (): void => {
    const char = cursor.at();
    if (char !== '+' && char !== '-') return;
    chomping = char === '+' ? 1 : -1;
    cursor.skip();
  };
  const readIncrement = (): void => {
    if (!cursor.isDigit()) return;
    if (cursor.at() === '0') throw cursor.fail('found an indentation indicator equal to 0', start);
    increment = Number(cursor.read());
  };
  readChomping();
  readIncrement();
  if (chomping === 0) readChomping();
  cursor.skipBlanks();
  cursor.skipComment();
  if (!cursor.isBreakOrEnd()) throw cursor.fail('did not find expected comment or line break', start);
  if (cursor.isBreak()) cursor.readBreak();
  return { chomping, increment };
}

/** Empty lines and indentation; the first line that has a text says how far the block is indented. */
function scanBlockBreaks(
  cursor: Cursor,
  state: { indent: number; end: Mark },
  start: Mark,
  parentIndent: number,
): string {
  let breaks = '';
  let deepest = 0;
  state.end = cursor.mark;
  for (;;) {
    while ((state.indent === 0 || cursor.column < state.indent) && cursor.at() === ' ') cursor.skip();
    deepest = Math.max(deepest, cursor.column);
    if ((state.indent === 0 || cursor.column < state.indent) && cursor.at() === '\t') {
      throw cursor.fail('found a tab character where an indentation space is expected', start);
    }
    if (!cursor.isBreak()) break;
    breaks += cursor.readBreak();
    state.end = cursor.mark;
  }
  if (state.indent === 0) state.indent = Math.max(deepest, parentIndent + 1, 1);
  return breaks;
}

/** The line ends and blanks between two parts of a scalar that is folded to one line. */
class Gap {
  #blanks = '';
  #first = '';
  #others = '';

  /** A line has ended in it; an escaped line end leaves nothing but the empty lines behind it. */
  broken: boolean;

  constructor(broken = false) {
    this.broken = broken;
  }

  blank(char: string): void {
    if (!this.broken) this.#blanks += char;
  }

  lineEnd(text: string): void {
    if (this.broken) this.#others += text;
    else this.#first = text;
    this.broken = true;
  }

  text(): string {
    if (!this.broken) return this.#blanks;
    if (this.#first !== '\n') return this.#first + this.#others;
    return this.#others === '' ? ' ' : this.#others;
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
};
const CODE_LENGTHS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** In quotes of either kind. */
export function scanFlowScalar(cursor: Cursor, single: boolean): Token {
  const start = cursor.mark;
  const quote = single ? "'" : '"';
  const parts: string[] = [];
  cursor.skip();
  for (;;) {
    if (cursor.isDocumentIndicator('-') || cursor.isDocumentIndicator('.')) {
      throw cursor.fail('found unexpected document indicator', start);
    }
    if (cursor.isEnd()) throw cursor.fail('found unexpected end of stream', start);
    const gap = new Gap(scanQuotedWord(cursor, quote, start, parts));
    if (cursor.at() === quote) break;
    scanGap(cursor, gap);
    parts.push(gap.text());
  }
  cursor.skip();
  return token('scalar', start, cursor.mark, parts.join(''));
}

/** Up to a blank, a line end or the closing quote; true when an escaped line end was the last of it. */
function scanQuotedWord(cursor: Cursor, quote: string, start: Mark, parts: string[]): boolean {
  while (!cursor.isBlankOrEnd()) {
    const char = cursor.at();
    if (quote === "'" && char === "'" && cursor.at(1) === "'") {
      parts.push("'");
      cursor.skip(2);
    } else if (char === quote) return false;
    else if (quote === '"' && char === '\\' && cursor.isBreak(1)) {
      cursor.skip();
      cursor.readBreak();
      return true;
    } else if (quote === '"' && char === '\\') parts.push(scanEscape(cursor, start));
    else parts.push(cursor.read());
  }
  return false;
}

function scanEscape(cursor: Cursor, start: Mark): string {
  const code = cursor.at(1);
  const length = CODE_LENGTHS[code];
  const known = ESCAPES[code];
  if (known === undefined && length === undefined) throw cursor.fail('found unknown escape character', start);
  cursor.skip(2);
  if (known !== undefined || length === undefined) return known ?? '';
  let value = 0;
  for (let i = 0; i < length; i += 1) {
    if (!/[0-9A-Fa-f]/.test(cursor.at(i))) throw cursor.fail('did not find expected hexdecimal number', start);
    value = value * 16 + Number.parseInt(cursor.at(i), 16);
  }
  if ((value >= 0xd800 && value <= 0xdfff) || value > 0x10ffff) {
    throw cursor.fail('found invalid Unicode character escape code', start);
  }
  cursor.skip(length);
  return String.fromCodePoint(value);
}

function scanGap(cursor: Cursor, gap: Gap): void {
  while (cursor.isBlank() || cursor.isBreak()) {
    if (cursor.isBlank()) gap.blank(cursor.read());
    else gap.lineEnd(cursor.readBreak());
  }
}

/** Without quotes. `multiline` in the answer: a line end was passed behind it, so that a key may follow. */
export function scanPlainScalar(
  cursor: Cursor,
  parentIndent: number,
  inFlow: boolean,
): { readonly token: Token; readonly multiline: boolean } {
  const start = cursor.mark;
  const indent = parentIndent + 1;
  const parts: string[] = [];
  let end = start;
  let gap = new Gap();
  while (!cursor.isDocumentIndicator('-') && !cursor.isDocumentIndicator('.') && cursor.at() !== '#') {
    const from = cursor.index;
    while (!cursor.isBlankOrEnd() && !endsPlain(cursor, inFlow)) cursor.skip();
    if (cursor.index > from) {
      parts.push(gap.text(), cursor.since(from));
      gap = new Gap();
      end = cursor.mark;
    }
    if (!cursor.isBlank() && !cursor.isBreak()) break;
    while (cursor.isBlank() || cursor.isBreak()) {
      if (cursor.isBreak()) gap.lineEnd(cursor.readBreak());
      else {
        if (gap.broken && cursor.column < indent && cursor.at() === '\t') {
          throw cursor.fail('found a tab character that violates indentation', start);
        }
        gap.blank(cursor.read());
      }
    }
    if (!inFlow && cursor.column < indent) break;
  }
  return { token: token('scalar', start, end, parts.join(''), '', true), multiline: gap.broken };
}

const FLOW_INDICATORS = ',?[]{}';

function endsPlain(cursor: Cursor, inFlow: boolean): boolean {
  const char = cursor.at();
  if (char === ':') return cursor.isBlankOrEnd(1);
  return inFlow && FLOW_INDICATORS.includes(char);
}
