/**
 * From YAML text to tokens: a port of scannerc.go of go.yaml.in/yaml/v2, which kubectl reads manifests with, so that
 * errors have its texts and lines. Depth is limited as there, and nothing recurses.
 */
import { Cursor } from './cursor.ts';
import { scanAnchor, scanDirective, scanTag } from './scan-property.ts';
import { scanBlockScalar, scanFlowScalar, scanPlainScalar } from './scan-scalar.ts';
import { TokenQueue } from './token-queue.ts';
import { type Token, type TokenType, token } from './tokens.ts';
import type { Mark } from './yaml-error.ts';

export const MAX_DEPTH = 10_000;
const NO_COLON = "could not find expected ':'";
const INDICATORS = '-?:,[]{}#&*!|>\'"%@`';
/** A key that is not marked by `?` stands on one line and is not longer. */
const LONGEST_SIMPLE_KEY = 1024;

interface SimpleKey {
  possible: boolean;
  required: boolean;
  tokenNumber: number;
  mark: Mark;
}

export class Scanner {
  readonly #cursor: Cursor;
  readonly #tokens = new TokenQueue();
  #started = false;
  #indent = -1;
  readonly #indents: number[] = [];
  #flowLevel = 0;
  #simpleKeyAllowed = true;
  readonly #simpleKeys: SimpleKey[] = [];
  readonly #keysByToken = new Map<number, number>();

  constructor(text: string) {
    this.#cursor = new Cursor(text);
  }

  /** The next token, left where it is. Throws YamlError. */
  peek(): Token {
    this.#fetchMore();
    const { first } = this.#tokens;
    if (!first) throw new Error('the scanner has nothing to offer');
    return first;
  }

  take(): Token {
    const next = this.peek();
    this.#tokens.take();
    return next;
  }

  /** Reads on while it is open whether the next token is a key. */
  #fetchMore(): void {
    for (;;) {
      if (this.#tokens.first) {
        const at = this.#keysByToken.get(this.#tokens.taken);
        const key = at === undefined ? undefined : this.#simpleKeys[at];
        if (!key || !this.#isStillPossible(key)) return;
      }
      this.#fetchNext();
    }
  }

  #fetchNext(): void {
    const cursor = this.#cursor;
    if (!this.#started) {
      cursor.checkAhead();
      this.#started = true;
      this.#simpleKeys.push({ possible: false, required: false, tokenNumber: 0, mark: cursor.mark });
      this.#push('stream-start', cursor.mark);
      return;
    }
    this.#skipToToken();
    cursor.checkAhead();
    this.#unrollIndent(cursor.column);
    if (cursor.isEnd()) return this.#fetchStreamEnd();
    const char = cursor.at();
    if (cursor.column === 0 && char === '%') {
      this.#leaveBlocks();
      return this.#tokens.push(scanDirective(cursor));
    }
    if (cursor.isDocumentIndicator('-')) return this.#fetchDocumentIndicator('document-start');
    if (cursor.isDocumentIndicator('.')) return this.#fetchDocumentIndicator('document-end');
    const blankNext = cursor.isBlankOrEnd(1);
    const inFlow = this.#flowLevel > 0;
    switch (char) {
      case '[':
        return this.#fetchFlowStart('flow-sequence-start');
      case '{':
        return this.#fetchFlowStart('flow-mapping-start');
      case ']':
        return this.#fetchFlowEnd('flow-sequence-end');
      case '}':
        return this.#fetchFlowEnd('flow-mapping-end');
      case ',':
        return this.#fetchIndicator('flow-entry', true);
      case '*':
        return this.#fetchProperty(() => scanAnchor(cursor, 'alias'));
      case '&':
        return this.#fetchProperty(() => scanAnchor(cursor, 'anchor'));
      case '!':
        return this.#fetchProperty(() => scanTag(cursor));
      case "'":
      case '"':
        return this.#fetchProperty(() => scanFlowScalar(cursor, char === "'"));
    }
    if (char === '-' && blankNext) return this.#fetchBlockEntry();
    if (char === '?' && (inFlow || blankNext)) return this.#fetchKey();
    if (char === ':' && (inFlow || blankNext)) return this.#fetchValue();
    if ((char === '|' || char === '>') && !inFlow) return this.#fetchBlockScalar(char === '|');
    if (!this.#startsPlain(char)) throw cursor.fail('found character that cannot start any token', cursor.mark);
    this.#fetchPlainScalar();
  }

  #startsPlain(char: string): boolean {
    const cursor = this.#cursor;
    if (!cursor.isBlankOrEnd() && !INDICATORS.includes(char)) return true;
    if (char === '-') return !cursor.isBlank(1);
    return this.#flowLevel === 0 && (char === '?' || char === ':') && !cursor.isBlankOrEnd(1);
  }

  #skipToToken(): void {
    const cursor = this.#cursor;
    for (;;) {
      cursor.checkAhead();
      if (cursor.column === 0 && cursor.at() === '\ufeff') cursor.skip();
      const tabs = this.#flowLevel > 0 || !this.#simpleKeyAllowed;
      while (cursor.at() === ' ' || (tabs && cursor.at() === '\t')) cursor.skip();
      cursor.skipComment();
      if (!cursor.isBreak()) return;
      cursor.readBreak();
      if (this.#flowLevel === 0) this.#simpleKeyAllowed = true;
    }
  }

  #isStillPossible(key: SimpleKey): boolean {
    if (!key.possible) return false;
    const { line, index } = this.#cursor;
    if (key.mark.line >= line && key.mark.index + LONGEST_SIMPLE_KEY >= index) return true;
    if (key.required) throw this.#cursor.fail(NO_COLON, key.mark);
    key.possible = false;
    return false;
  }

  #lastKey(): SimpleKey {
    const key = this.#simpleKeys.at(-1);
    if (!key) throw new Error('no flow level is open');
    return key;
  }

  #saveSimpleKey(): void {
    if (!this.#simpleKeyAllowed) return;
    const { mark } = this.#cursor;
    const required = this.#flowLevel === 0 && this.#indent === mark.column;
    const tokenNumber = this.#tokens.nextNumber;
    this.#removeSimpleKey();
    this.#simpleKeys[this.#simpleKeys.length - 1] = { possible: true, required, tokenNumber, mark };
    this.#keysByToken.set(tokenNumber, this.#simpleKeys.length - 1);
  }

  #removeSimpleKey(): void {
    const key = this.#lastKey();
    if (!key.possible) return;
    if (key.required) throw this.#cursor.fail(NO_COLON, key.mark);
    key.possible = false;
    this.#keysByToken.delete(key.tokenNumber);
  }

  /** Opens a block when the column is deeper; `number` is the token that it begins before. */
  #rollIndent(column: number, type: TokenType, mark: Mark, number?: number): void {
    if (this.#flowLevel > 0 || this.#indent >= column) return;
    this.#indents.push(this.#indent);
    this.#indent = column;
    if (this.#indents.length > MAX_DEPTH) {
      throw this.#cursor.fail(`exceeded max depth of ${MAX_DEPTH}`, this.#lastKey().mark);
    }
    this.#insert(token(type, mark, mark), number);
  }

  #unrollIndent(column: number): void {
    if (this.#flowLevel > 0) return;
    while (this.#indent > column) {
      this.#push('block-end', this.#cursor.mark);
      this.#indent = this.#indents.pop() ?? -1;
    }
  }

  #push(type: TokenType, start: Mark): void {
    this.#tokens.push(token(type, start, this.#cursor.mark));
  }

  #insert(inserted: Token, number?: number): void {
    if (number === undefined) this.#tokens.push(inserted);
    else this.#tokens.insert(inserted, number);
  }

  #leaveBlocks(): void {
    this.#unrollIndent(-1);
    this.#removeSimpleKey();
    this.#simpleKeyAllowed = false;
  }

  #fetchStreamEnd(): void {
    this.#cursor.endLine();
    this.#leaveBlocks();
    this.#push('stream-end', this.#cursor.mark);
  }

  #fetchDocumentIndicator(type: TokenType): void {
    this.#leaveBlocks();
    this.#pass(type, 3);
  }

  #pass(type: TokenType, width = 1): void {
    const start = this.#cursor.mark;
    this.#cursor.skip(width);
    this.#push(type, start);
  }

  #fetchFlowStart(type: TokenType): void {
    this.#saveSimpleKey();
    const { mark } = this.#cursor;
    this.#simpleKeys.push({ possible: false, required: false, tokenNumber: this.#tokens.nextNumber, mark });
    this.#flowLevel += 1;
    if (this.#flowLevel > MAX_DEPTH) throw this.#cursor.fail(`exceeded max depth of ${MAX_DEPTH}`, mark);
    this.#simpleKeyAllowed = true;
    this.#pass(type);
  }

  #fetchFlowEnd(type: TokenType): void {
    this.#removeSimpleKey();
    if (this.#flowLevel > 0) {
      this.#flowLevel -= 1;
      this.#keysByToken.delete(this.#lastKey().tokenNumber);
      this.#simpleKeys.pop();
    }
    this.#simpleKeyAllowed = false;
    this.#pass(type);
  }

  #fetchIndicator(type: TokenType, keyAllowed: boolean): void {
    this.#removeSimpleKey();
    this.#simpleKeyAllowed = keyAllowed;
    this.#pass(type);
  }

  #fetchBlockEntry(): void {
    this.#openBlock('block-sequence-start', 'block sequence entries are not allowed in this context');
    this.#fetchIndicator('block-entry', true);
  }

  #fetchKey(): void {
    this.#openBlock('block-mapping-start', 'mapping keys are not allowed in this context');
    this.#fetchIndicator('key', this.#flowLevel === 0);
  }

  #openBlock(type: TokenType, problem: string): void {
    if (this.#flowLevel > 0) return;
    const { mark } = this.#cursor;
    if (!this.#simpleKeyAllowed) throw this.#cursor.fail(problem, mark);
    this.#rollIndent(mark.column, type, mark);
  }

  #fetchValue(): void {
    const key = this.#lastKey();
    if (this.#isStillPossible(key)) {
      this.#insert(token('key', key.mark, key.mark), key.tokenNumber);
      this.#rollIndent(key.mark.column, 'block-mapping-start', key.mark, key.tokenNumber);
      key.possible = false;
      this.#keysByToken.delete(key.tokenNumber);
      this.#simpleKeyAllowed = false;
    } else {
      this.#openBlock('block-mapping-start', 'mapping values are not allowed in this context');
      this.#simpleKeyAllowed = this.#flowLevel === 0;
    }
    this.#pass('value');
  }

  #fetchProperty(scan: () => Token): void {
    this.#saveSimpleKey();
    this.#simpleKeyAllowed = false;
    this.#tokens.push(scan());
  }

  #fetchBlockScalar(literal: boolean): void {
    this.#removeSimpleKey();
    this.#simpleKeyAllowed = true;
    this.#tokens.push(scanBlockScalar(this.#cursor, literal, this.#indent));
  }

  #fetchPlainScalar(): void {
    this.#saveSimpleKey();
    this.#simpleKeyAllowed = false;
    const scanned = scanPlainScalar(this.#cursor, this.#indent, this.#flowLevel > 0);
    this.#tokens.push(scanned.token);
    if (scanned.multiline) this.#simpleKeyAllowed = true;
  }
}
