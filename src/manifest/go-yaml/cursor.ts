/** A text read character by character, with the place in it. Follows yamlprivateh.go and scannerc.go of go.yaml.in/yaml/v2. */
import { type Mark, scannerError, YamlError } from './yaml-error.ts';

/** Behind the end, where the tests for an indicator look ahead. */
const END = '\0\0\0\0\0\0\0\0\0\0';
/** What YAML forbids outright; Go reads 512 bytes at a time, and finds such a character as early. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are forbidden
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]/;
const CHUNK = 512;

export class Cursor {
  readonly #text: string;
  readonly #forbiddenFrom: number;
  index = 0;
  line = 0;
  #lineStart = 0;

  constructor(text: string) {
    this.#text = text + END;
    const forbidden = text.search(FORBIDDEN);
    this.#forbiddenFrom = forbidden < 0 ? Number.POSITIVE_INFINITY : forbidden - (forbidden % CHUNK);
    this.index = text.startsWith('\ufeff') ? 1 : 0;
    this.#lineStart = this.index;
  }

  get column(): number {
    return this.index - this.#lineStart;
  }

  get mark(): Mark {
    return { index: this.index, line: this.line, column: this.column };
  }

  /** The stream ends on a line of its own. */
  endLine(): void {
    if (this.column === 0) return;
    this.line += 1;
    this.#lineStart = this.index;
  }

  /** Throws YamlError when a forbidden character is about to be read. */
  checkAhead(): void {
    if (this.index + 4 > this.#forbiddenFrom) throw new YamlError('control characters are not allowed', this.line + 1);
  }

  at(ahead = 0): string {
    return this.#text[this.index + ahead] ?? '\0';
  }

  isEnd(ahead = 0): boolean {
    return this.at(ahead) === '\0';
  }

  isBlank(ahead = 0): boolean {
    const char = this.at(ahead);
    return char === ' ' || char === '\t';
  }

  isBreak(ahead = 0): boolean {
    const char = this.at(ahead);
    if (char > '\r' && char < '\u0085') return false;
    return char === '\n' || char === '\r' || char === '\u0085' || char === '\u2028' || char === '\u2029';
  }

  isBreakOrEnd(ahead = 0): boolean {
    return this.isEnd(ahead) || this.isBreak(ahead);
  }

  isBlankOrEnd(ahead = 0): boolean {
    const char = this.at(ahead);
    if (char > ' ' && char < '\u0085') return false;
    return this.isBlank(ahead) || this.isBreakOrEnd(ahead);
  }

  isWordChar(): boolean {
    const char = this.at();
    return (
      (char >= 'a' && char <= 'z') ||
      (char >= 'A' && char <= 'Z') ||
      (char >= '0' && char <= '9') ||
      char === '_' ||
      char === '-'
    );
  }

  isDigit(): boolean {
    const char = this.at();
    return char >= '0' && char <= '9';
  }

  /** `---` or `...` alone at the beginning of a line. */
  isDocumentIndicator(char: '-' | '.'): boolean {
    return (
      this.column === 0 && this.at() === char && this.at(1) === char && this.at(2) === char && this.isBlankOrEnd(3)
    );
  }

  skip(count = 1): void {
    this.index += count;
  }

  read(): string {
    const char = this.at();
    this.index += 1;
    return char;
  }

  /** The text up to the place, which was passed without a line end. */
  since(from: number): string {
    return this.#text.slice(from, this.index);
  }

  /** Passes a line end; answers what a scalar keeps of it. */
  readBreak(): string {
    const char = this.at();
    this.index += char === '\r' && this.at(1) === '\n' ? 2 : 1;
    this.line += 1;
    this.#lineStart = this.index;
    return char === '\u2028' || char === '\u2029' ? char : '\n';
  }

  skipBlanks(): void {
    while (this.isBlank()) this.index += 1;
  }

  skipComment(): void {
    if (this.at() === '#') while (!this.isBreakOrEnd()) this.index += 1;
  }

  fail(problem: string, context: Mark): YamlError {
    return scannerError(problem, context, this.mark);
  }
}
