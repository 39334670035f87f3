/** The part of awk that people type behind kubectl: `pattern { print … }`. */
import { extendedRegExp } from '../regular-expression.ts';
import { ShellError } from '../shell-error.ts';

export type Expression =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'field'; readonly of: Expression }
  | { readonly kind: 'variable'; readonly name: 'NF' | 'NR' }
  | { readonly kind: 'match'; readonly expression: RegExp; readonly of?: Expression; readonly not: boolean }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly of: Expression };

export interface Rule {
  readonly pattern?: Expression;
  /** What `print` prints; undefined: the whole line. */
  readonly print?: readonly Expression[];
}

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?)|"((?:\\.|[^"\\])*)"|(NF|NR|print|BEGIN|END|[A-Za-z_]\w*)|(==|!=|<=|>=|&&|\|\||!~|[~<>!$(){},;+\-*/%]))/y;

/** Throws ShellError for what is not there. */
export function parseAwk(program: string): readonly Rule[] {
  return new Parser(program).rules();
}

const refused = (what: string): ShellError =>
  new ShellError(`awk: ${what}: the playground's awk knows 'pattern {print …}' with $N, NF, NR, texts and comparisons`);

class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text.trim();
  }

  rules(): readonly Rule[] {
    const rules: Rule[] = [];
    while (this.#at < this.#text.length) {
      const pattern = this.#peek() === '{' ? undefined : this.#or();
      const print = this.#peek() === '{' ? this.#action() : undefined;
      rules.push({ pattern, print });
      while (this.#peek() === ';') this.#take();
      this.#skip();
    }
    return rules;
  }

  #action(): readonly Expression[] | undefined {
    this.#expect('{');
    this.#expect('print');
    const print: Expression[] = [];
    while (this.#peek() !== '}' && this.#peek() !== ';') {
      if (print.length > 0) this.#expect(',');
      print.push(this.#joined());
    }
    while (this.#peek() === ';') this.#take();
    this.#expect('}');
    return print.length === 0 ? undefined : print;
  }

  #or(): Expression {
    return this.#chain(['||'], () => this.#chain(['&&'], () => this.#comparison()));
  }

  #chain(operators: readonly string[], next: () => Expression): Expression {
    let left = next();
    while (operators.includes(this.#peek())) left = { kind: 'binary', operator: this.#take(), left, right: next() };
    return left;
  }

  #comparison(): Expression {
    const left = this.#joined();
    const operator = this.#peek();
    if (operator === '~' || operator === '!~') {
      this.#take();
      const found = this.#primary();
      if (found.kind !== 'match') throw refused('~');
      return { ...found, of: left, not: operator === '!~' };
    }
    if (!['==', '!=', '<', '>', '<=', '>='].includes(operator)) return left;
    return { kind: 'binary', operator: this.#take(), left, right: this.#joined() };
  }

  /** Texts side by side are one text. */
  #joined(): Expression {
    let left = this.#sum();
    while (/^(?:\$|\d|"|NF$|NR$|\()/.test(this.#peek())) {
      left = { kind: 'binary', operator: 'join', left, right: this.#sum() };
    }
    return left;
  }

  #sum(): Expression {
    return this.#chain(['+', '-'], () => this.#chain(['*', '/', '%'], () => this.#primary()));
  }

  #primary(): Expression {
    this.#skip();
    if (this.#text[this.#at] === '/') return this.#pattern();
    const token = this.#take();
    if (token === '$') return { kind: 'field', of: this.#primary() };
    if (token === '!') {
      const of = this.#primary();
      return of.kind === 'match' ? { ...of, not: !of.not } : { kind: 'not', of };
    }
    if (token === '(') {
      const inner = this.#or();
      this.#expect(')');
      return inner;
    }
    if (token.startsWith('"')) return { kind: 'text', text: unescaped(token.slice(1, -1)) };
    if (/^\d/.test(token)) return { kind: 'number', value: Number(token) };
    if (token === 'NF' || token === 'NR') return { kind: 'variable', name: token };
    throw refused(token === '' ? 'the program ends too early' : token);
  }

  #pattern(): Expression {
    const match = /^\/((?:\\.|[^/\\])*)\//.exec(this.#text.slice(this.#at));
    if (!match) throw refused('a pattern without its end');
    this.#at += match[0].length;
    try {
      return { kind: 'match', expression: new RegExp(extendedRegExp(match[1] ?? '')), not: false };
    } catch {
      throw refused(match[0]);
    }
  }

  #skip(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }

  /** The next token; '' at the end and before a pattern between slashes. */
  #peek(): string {
    const before = this.#at;
    const token = this.#take();
    this.#at = before;
    return token;
  }

  #take(): string {
    TOKEN.lastIndex = this.#at;
    const match = TOKEN.exec(this.#text);
    if (!match) {
      this.#skip();
      if (this.#at >= this.#text.length) return '';
      throw refused(this.#text.slice(this.#at, this.#at + 10));
    }
    this.#at = TOKEN.lastIndex;
    return match[2] === undefined ? (match[1] ?? match[3] ?? match[4] ?? '') : `"${match[2]}"`;
  }

  #expect(token: string): void {
    const found = this.#take();
    if (found !== token) throw refused(found === '' ? 'the program ends too early' : found);
  }
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (_, char: string) => (char === 't' ? '\t' : char === 'n' ? '\n' : char));
}
