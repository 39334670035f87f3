/** A text and a place in it, read one character after another. Follows the lower half of Parser in parser.go. */
export class Scanner {
  private start = 0;
  private width = 0;
  private at = 0;

  constructor(readonly input: string) {}

  /** The next character; undefined at the end. */
  next(): string | undefined {
    const code = this.input.codePointAt(this.at);
    const char = code === undefined ? undefined : String.fromCodePoint(code);
    this.width = char?.length ?? 0;
    this.at += this.width;
    return char;
  }

  peek(): string | undefined {
    const char = this.next();
    this.backup();
    return char;
  }

  /** One character back; only once after each `next`. */
  backup(): void {
    this.at -= this.width;
  }

  skip(count: number): void {
    this.at += count;
  }

  startsWith(prefix: string): boolean {
    return this.input.startsWith(prefix, this.at);
  }

  /** The character before the one that was read last. */
  get beforeLast(): string | undefined {
    return this.input[this.at - 2];
  }

  /** What was read since the last call. */
  consume(): string {
    const text = this.input.slice(this.start, this.at);
    this.start = this.at;
    return text;
  }
}

/** What may follow a name. */
export function isTerminator(char: string | undefined): boolean {
  return char === undefined || ' \t\r\n.,[]$@{}'.includes(char);
}

export function isDigit(char: string | undefined): boolean {
  return char !== undefined && /^\p{Nd}$/u.test(char);
}

export function isAlphaNumeric(char: string | undefined): boolean {
  return char !== undefined && /^[\p{L}\p{Nd}_]$/u.test(char);
}

/** strconv.Atoi: undefined for what is no int64. */
export function parseInteger(text: string): number | undefined {
  if (!/^[+-]?[0-9]+$/.test(text)) return undefined;
  const value = BigInt(text.replace(/^\+/, ''));
  return value === BigInt.asIntN(64, value) ? Number(value) : undefined;
}
