/** jq's simple paths: `.items[].metadata.name`, `select(.a == "b")`, `[…]`, `{name: .a}`, `a | b`, `a, b`. */
import { ShellError } from '../shell-error.ts';

export type Filter =
  | { readonly kind: 'identity' }
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'text'; readonly parts: readonly (string | Filter)[] }
  /** One field or index of what `of` gives; all of its values without a key. */
  | { readonly kind: 'at'; readonly of: Filter; readonly key?: string | number; readonly lenient: boolean }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Filter[] }
  | { readonly kind: 'list'; readonly of?: Filter }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [key: string, value: Filter])[] };

const TOKEN =
  /\s*(?:("(?:\\.|[^"\\])*")|(-?\d+(?:\.\d+)?)|\.([A-Za-z_]\w*)|([A-Za-z_]\w*)|(==|!=|<=|>=|\/\/|[|,.[\](){}:<>?+\-*/]))/y;

export function parseJq(text: string): Filter {
  const parser = new Parser(text);
  const filter = parser.pipe();
  parser.end();
  return filter;
}

const syntax = (what: string): ShellError =>
  new ShellError(`jq: error: syntax error near ${what} (the playground's jq knows simple filters)`);

class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  end(): void {
    if (this.#peek() !== '') throw syntax(`'${this.#peek()}'`);
  }

  /** Weakest first: `|`, `,`, `//`, `or`, `and`, comparisons, sums. */
  pipe(): Filter {
    return this.#chain(0);
  }

  #chain(level: number): Filter {
    const operators = LEVELS[level];
    if (!operators) return this.#postfix();
    let left = this.#chain(level + 1);
    while (operators.includes(this.#peek())) {
      left = { kind: 'binary', operator: this.#take(), left, right: this.#chain(level + 1) };
    }
    return left;
  }

  #postfix(): Filter {
    let filter = this.#primary();
    for (;;) {
      const token = this.#peek();
      if (/^\.[A-Za-z_]/.test(token)) filter = { kind: 'at', of: filter, key: this.#take().slice(1), lenient: false };
      else if (token === '[') filter = this.#index(filter);
      else if (token === '?') {
        this.#take();
        if (filter.kind === 'at') filter = { ...filter, lenient: true };
      } else if (token === '.' && filter.kind !== 'identity') {
        this.#take(); // `.a.[0]`, `.a."b"`
        if (this.#peek().startsWith('"'))
          filter = { kind: 'at', of: filter, key: textOf(this.#take()), lenient: false };
      } else return filter;
    }
  }

  #index(of: Filter): Filter {
    this.#expect('[');
    const token = this.#peek();
    if (token === ']') {
      this.#take();
      return { kind: 'at', of, lenient: false };
    }
    this.#take();
    this.#expect(']');
    if (token.startsWith('"')) return { kind: 'at', of, key: textOf(token), lenient: false };
    if (/^-?\d+$/.test(token)) return { kind: 'at', of, key: Number(token), lenient: false };
    throw syntax(`'[${token}'`);
  }

  #primary(): Filter {
    const token = this.#take();
    if (token === '.') {
      if (this.#peek().startsWith('"'))
        return { kind: 'at', of: { kind: 'identity' }, key: textOf(this.#take()), lenient: false };
      return { kind: 'identity' };
    }
    if (/^\.[A-Za-z_]/.test(token))
      return { kind: 'at', of: { kind: 'identity' }, key: token.slice(1), lenient: false };
    if (token.startsWith('"')) return this.#interpolated(token);
    if (/^-?\d/.test(token)) return { kind: 'literal', value: Number(token) };
    if (token === '(') {
      const inner = this.pipe();
      this.#expect(')');
      return inner;
    }
    if (token === '[') return this.#list();
    if (token === '{') return this.#object();
    if (/^[A-Za-z_]/.test(token)) return this.#named(token);
    throw syntax(token === '' ? 'the end' : `'${token}'`);
  }

  #named(name: string): Filter {
    if (name === 'null' || name === 'true' || name === 'false') return { kind: 'literal', value: JSON.parse(name) };
    const args: Filter[] = [];
    if (this.#peek() === '(') {
      this.#take();
      args.push(this.pipe());
      this.#expect(')');
    }
    return { kind: 'call', name, args };
  }

  #list(): Filter {
    if (this.#peek() === ']') {
      this.#take();
      return { kind: 'list' };
    }
    const of = this.pipe();
    this.#expect(']');
    return { kind: 'list', of };
  }

  #object(): Filter {
    const entries: (readonly [string, Filter])[] = [];
    while (this.#peek() !== '}') {
      if (entries.length > 0) this.#expect(',');
      const token = this.#take();
      const key = token.startsWith('"') ? textOf(token) : token;
      if (!/^[A-Za-z_"]/.test(token)) throw syntax(`'${token}'`);
      if (this.#peek() !== ':') entries.push([key, { kind: 'at', of: { kind: 'identity' }, key, lenient: false }]);
      else {
        this.#take();
        entries.push([key, this.#chain(2)]); // a comma ends the value
      }
    }
    this.#take();
    return { kind: 'object', entries };
  }

  /** `"\(.a) of \(.b)"` */
  #interpolated(token: string): Filter {
    const parts = token
      .slice(1, -1)
      .split(/\\\(((?:[^()]|\([^()]*\))*)\)/)
      .map((part, i) => (i % 2 === 1 ? parseJq(part) : textOf(`"${part}"`)));
    return parts.length === 1 ? { kind: 'literal', value: parts[0] } : { kind: 'text', parts };
  }

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
      if (this.#text.slice(this.#at).trim() === '') return '';
      throw syntax(`'${this.#text.slice(this.#at, this.#at + 10)}'`);
    }
    this.#at = TOKEN.lastIndex;
    return match[0].trim();
  }

  #expect(token: string): void {
    const found = this.#take();
    if (found !== token) throw syntax(found === '' ? 'the end' : `'${found}'`);
  }
}

const LEVELS: readonly (readonly string[])[] = [
  ['|'],
  [','],
  ['//'],
  ['or'],
  ['and'],
  ['==', '!=', '<', '>', '<=', '>='],
  ['+', '-'],
];

function textOf(token: string): string {
  try {
    return JSON.parse(token) as string;
  } catch {
    throw syntax(token);
  }
}
