/** A line cut into words and operators, as bash does: quotes, backslashes, comments, here-documents. */
import { ShellError, UnfinishedLine } from './shell-error.ts';

export type Token =
  | { readonly kind: 'word'; readonly text: string /** Holds `*` or `?` outside quotes. */; readonly pattern: boolean }
  | { readonly kind: 'operator'; readonly text: '|' | '||' | '&&' | ';' }
  | { readonly kind: 'redirect'; readonly text: '>' | '>>' | '<' | '>&'; readonly from: 'out' | 'err' | 'both' }
  | { readonly kind: 'document'; readonly body: string };

/** Throws ShellError for what this shell does not do, UnfinishedLine when more must be typed. */
export function tokens(text: string): readonly Token[] {
  return new Scanner(text).scan();
}

const REDIRECT = /^(?:(&)|([12])(?=>))?(>&|>>|>|<(?!<))/;
const OPERATOR = /^(?:\|\||&&|\||;)/;
const VARIABLE = /^\$(?:\(|\{|[A-Za-z_0-9?#@*!$])[A-Za-z_0-9]*/;

interface Document {
  readonly end: string;
  /** `<<-`: tabs before its lines are dropped. */
  readonly indented: boolean;
  readonly at: number;
}

class Scanner {
  readonly #text: string;
  readonly #found: Token[] = [];
  #at = 0;
  #documents: Document[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  scan(): readonly Token[] {
    while (this.#at < this.#text.length) this.#next();
    if (this.#documents.length > 0) throw new UnfinishedLine(`a here-document ends with ${this.#documents[0]?.end}`);
    return this.#found;
  }

  #next(): void {
    const rest = this.#text.slice(this.#at);
    const [char = ''] = rest;
    if (char === '\n') this.#endLine();
    else if (/\s/.test(char)) this.#at += 1;
    else if (rest.startsWith('\\\n')) this.#at += 2;
    else if (char === '#') this.#at += rest.search(/\n|$/);
    else if (rest.startsWith('<<')) this.#document(rest);
    else if (!this.#redirect(rest) && !this.#operator(rest)) this.#found.push(this.#word());
  }

  #endLine(): void {
    this.#at += 1;
    const last = this.#found.at(-1);
    for (const document of this.#documents) this.#read(document);
    this.#documents = [];
    // After `|` or `&&` the command goes on in the next line.
    const goesOn = last === undefined || (last.kind === 'operator' && last.text !== ';');
    if (!goesOn) this.#found.push({ kind: 'operator', text: ';' });
  }

  #redirect(rest: string): boolean {
    const match = REDIRECT.exec(rest);
    if (!match) return false;
    const [whole, both, stream, text = ''] = match;
    this.#at += whole.length;
    const from = both ? 'both' : stream === '2' ? 'err' : 'out';
    this.#found.push({ kind: 'redirect', text: text as '>', from });
    return true;
  }

  #operator(rest: string): boolean {
    const text = OPERATOR.exec(rest)?.[0];
    if (text === undefined) {
      if (!/^[&()]/.test(rest)) return false;
      throw new ShellError(
        rest.startsWith('&')
          ? 'bash: &: no jobs in the background here; run one command after the other'
          : 'bash: no subshells here; run one command after the other',
      );
    }
    this.#at += text.length;
    this.#found.push({ kind: 'operator', text: text as ';' });
    return true;
  }

  #document(rest: string): void {
    if (rest.startsWith('<<<')) {
      this.#at += 3;
      while (this.#text[this.#at] === ' ') this.#at += 1;
      const { text } = this.#word();
      this.#found.push({ kind: 'document', body: `${text}\n` });
      return;
    }
    const indented = rest.startsWith('<<-');
    this.#at += indented ? 3 : 2;
    while (this.#text[this.#at] === ' ') this.#at += 1;
    if (this.#at >= this.#text.length) throw new ShellError("bash: syntax error near unexpected token `newline'");
    const { text } = this.#word();
    this.#documents.push({ end: text, indented, at: this.#found.length });
    this.#found.push({ kind: 'document', body: '' });
  }

  #read({ end, indented, at }: Document): void {
    const body: string[] = [];
    for (;;) {
      if (this.#at >= this.#text.length) throw new UnfinishedLine(`a here-document ends with ${end}`);
      const stop = this.#text.indexOf('\n', this.#at);
      const line = this.#text.slice(this.#at, stop < 0 ? undefined : stop);
      this.#at = stop < 0 ? this.#text.length : stop + 1;
      const bare = indented ? line.replace(/^\t+/, '') : line;
      if (bare === end) break;
      body.push(`${bare}\n`);
    }
    this.#found[at] = { kind: 'document', body: body.join('') };
  }

  #word(): Token & { readonly kind: 'word' } {
    let text = '';
    let pattern = false;
    for (; this.#at < this.#text.length; ) {
      const char = this.#text[this.#at] ?? '';
      if (/[\s|&;<>()]/.test(char)) break;
      if (char === "'") text += this.#single();
      else if (char === '"') text += this.#double();
      else if (char === '\\') text += this.#escaped();
      else {
        this.#refuseExpansion();
        if (char === '*' || char === '?') pattern = true;
        text += char;
        this.#at += 1;
      }
    }
    return { kind: 'word', text, pattern };
  }

  #single(): string {
    const end = this.#text.indexOf("'", this.#at + 1);
    if (end < 0) throw new UnfinishedLine("bash: unexpected EOF while looking for matching `''");
    const inside = this.#text.slice(this.#at + 1, end);
    this.#at = end + 1;
    return inside;
  }

  #double(): string {
    let inside = '';
    this.#at += 1;
    for (;;) {
      const char = this.#text[this.#at];
      if (char === undefined) throw new UnfinishedLine('bash: unexpected EOF while looking for matching `"\'');
      if (char === '"') break;
      if (char === '\\' && '"\\$`\n'.includes(this.#text[this.#at + 1] ?? ' ')) {
        this.#at += 1;
        if (this.#text[this.#at] !== '\n') inside += this.#text[this.#at];
      } else {
        this.#refuseExpansion();
        inside += char;
      }
      this.#at += 1;
    }
    this.#at += 1;
    return inside;
  }

  #escaped(): string {
    const next = this.#text[this.#at + 1];
    if (next === undefined) throw new UnfinishedLine('the line goes on after \\');
    this.#at += 2;
    return next === '\n' ? '' : next;
  }

  #refuseExpansion(): void {
    const rest = this.#text.slice(this.#at);
    if (rest.startsWith('`') || rest.startsWith('$('))
      throw new ShellError('bash: no command substitution here; pipe to xargs instead');
    const variable = VARIABLE.exec(rest)?.[0];
    if (variable === undefined) return;
    throw new ShellError(`bash: ${variable}: no variables here; put single quotes around text that holds $`);
  }
}
