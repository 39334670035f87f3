/** Cuts a template into tokens; the last one is the end or an error. Follows text/template/parse/lex.go. */
import { goQuote, runeText } from '../go-values/go-text.ts';
import { KEYWORDS, type Token, type TokenType } from './token.ts';

const SPACE = /[ \t\r\n]/;
const NUMBER =
  /^[+-]?(?:0[xX][0-9a-fA-F_]*(?:\.[0-9a-fA-F_]*)?(?:[pP][+-]?[0-9_]*)?|0[oO][0-7_]*(?:\.[0-7_]*)?|0[bB][01_]*(?:\.[01_]*)?|[0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9_]*)?)i?/;

export function lexTemplate(input: string): readonly Token[] {
  return new Lexer(input).run();
}

class Lexer {
  private readonly tokens: Token[] = [];
  private at = 0;
  private start = 0;
  private parens = 0;
  private ended = false;

  constructor(private readonly input: string) {}

  run(): readonly Token[] {
    while (!this.ended) this.text();
    return this.tokens;
  }

  private emit(type: TokenType): void {
    this.tokens.push({
      type,
      text: this.input.slice(this.start, this.at),
      pos: this.start,
      line: this.lineAt(this.start),
    });
    this.start = this.at;
  }

  private fail(text: string): void {
    this.tokens.push({ type: 'error', text, pos: this.start, line: this.lineAt(this.start) });
    this.ended = true;
  }

  private lineAt(pos: number): number {
    return this.input.slice(0, pos).split('\n').length;
  }

  private rest(): string {
    return this.input.slice(this.at);
  }

  private text(): void {
    const open = this.input.indexOf('{{', this.at);
    if (open < 0) {
      this.at = this.input.length;
      if (this.at > this.start) this.emit('text');
      this.emit('eof');
      this.ended = true;
      return;
    }
    const trims = /^-[ \t\r\n]/.test(this.input.slice(open + 2));
    const before = this.input.slice(this.start, open);
    this.at = this.start + (trims ? before.replace(/[ \t\r\n]+$/, '') : before).length;
    if (this.at > this.start) this.emit('text');
    this.start = open;
    this.at = open + 2;
    const afterMarker = trims ? 2 : 0;
    if (this.input.startsWith('/*', this.at + afterMarker)) {
      this.comment(this.at + afterMarker);
      return;
    }
    this.emit('left');
    this.at += afterMarker;
    this.start = this.at;
    this.parens = 0;
    while (!this.ended && !this.action());
  }

  private comment(from: number): void {
    this.start = from;
    const end = this.input.indexOf('*/', from + 2);
    if (end < 0) return this.fail('unclosed comment');
    this.at = end + 2;
    const close = this.rightDelim();
    if (close === undefined) return this.fail('comment ends before closing delimiter');
    this.pass(close);
  }

  /** How the action ends here: with or without a trim marker. */
  private rightDelim(): '}}' | ' -}}' | undefined {
    if (/^[ \t\r\n]-\}\}/.test(this.rest())) return ' -}}';
    return this.rest().startsWith('}}') ? '}}' : undefined;
  }

  private pass(close: '}}' | ' -}}'): void {
    this.at += close.length;
    if (close === ' -}}') this.at += this.rest().length - this.rest().replace(/^[ \t\r\n]+/, '').length;
    this.start = this.at;
  }

  /** One token inside an action; true when it was the last. */
  private action(): boolean {
    const close = this.rightDelim();
    if (close !== undefined) {
      if (this.parens > 0) return this.failed('unclosed left paren');
      if (close === ' -}}') this.start += 2;
      const from = this.start;
      this.tokens.push({ type: 'right', text: '}}', pos: from, line: this.lineAt(from) });
      this.pass(close);
      return true;
    }
    const char = String.fromCodePoint(this.input.codePointAt(this.at) ?? 0);
    if (this.at >= this.input.length) return this.failed('unclosed action');
    if (SPACE.test(char)) return this.space();
    if (char === '+' || char === '-' || /[0-9]/.test(char) || /^\.(?:[0-9]|$)/.test(this.rest())) return this.number();
    this.at += char.length;
    if (char === '.') return this.name('field');
    if (char === '$') return this.name('variable');
    if (char === '=') this.emit('assign');
    else if (char === ':') {
      if (this.input[this.at] !== '=') return this.failed('expected :=');
      this.at += 1;
      this.emit('declare');
    } else if (char === '|') this.emit('pipe');
    else if (char === '"' || char === "'") return this.quoted(char);
    else if (char === '`') {
      const end = this.input.indexOf('`', this.at);
      if (end < 0) return this.failed('unterminated raw quoted string');
      this.at = end + 1;
      this.emit('raw');
    } else if (isAlphaNumeric(char)) return this.identifier();
    else if (char === '(') {
      this.parens += 1;
      this.emit('open');
    } else if (char === ')') {
      this.parens -= 1;
      if (this.parens < 0) return this.failed('unexpected right paren');
      this.emit('close');
    } else if (/^[\x20-\x7e]$/.test(char)) this.emit('character');
    else return this.failed(`unrecognized character in action: ${runeText(char)}`);
    return false;
  }

  private failed(text: string): true {
    this.fail(text);
    return true;
  }

  private space(): boolean {
    const spaces = /^[ \t\r\n]+/.exec(this.rest())?.[0].length ?? 0;
    this.at += spaces;
    if (/^-\}\}/.test(this.rest())) {
      this.at -= 1;
      if (spaces === 1) return false;
    }
    this.emit('space');
    return false;
  }

  private takeName(): void {
    for (let char = this.peek(); isAlphaNumeric(char); char = this.peek()) this.at += char.length;
  }

  private peek(): string {
    const code = this.input.codePointAt(this.at);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  private atTerminator(): boolean {
    const char = this.peek();
    return char === '' || SPACE.test(char) || '.,|:)('.includes(char) || this.rest().startsWith('}}');
  }

  private name(type: 'field' | 'variable'): boolean {
    if (this.atTerminator()) {
      this.emit(type === 'field' ? 'keyword' : 'variable');
      return false;
    }
    this.takeName();
    if (!this.atTerminator()) return this.failed(`bad character ${runeText(this.peek())}`);
    this.emit(type);
    return false;
  }

  private identifier(): boolean {
    this.takeName();
    if (!this.atTerminator()) return this.failed(`bad character ${runeText(this.peek())}`);
    const word = this.input.slice(this.start, this.at);
    if (KEYWORDS.includes(word)) this.emit('keyword');
    else this.emit(word === 'true' || word === 'false' ? 'bool' : 'identifier');
    return false;
  }

  private quoted(end: string): boolean {
    for (;;) {
      const char = this.input[this.at];
      const broken =
        char === undefined || char === '\n' || (char === '\\' && /^\n?$/.test(this.input[this.at + 1] ?? ''));
      if (broken) {
        return this.failed(end === '"' ? 'unterminated quoted string' : 'unterminated character constant');
      }
      this.at += char === '\\' ? 2 : 1;
      if (char === end) break;
    }
    this.emit(end === '"' ? 'string' : 'char');
    return false;
  }

  private number(): boolean {
    this.at += NUMBER.exec(this.rest())?.[0].length ?? 0;
    if (isAlphaNumeric(this.peek())) {
      this.at += this.peek().length;
      return this.failed(`bad number syntax: ${goQuote(this.input.slice(this.start, this.at))}`);
    }
    this.emit('number');
    return false;
  }
}

function isAlphaNumeric(char: string): boolean {
  return /^[\p{L}\p{Nd}_]$/u.test(char);
}
