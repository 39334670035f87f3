import type { Token } from './tokens.ts';

const COMPACT_AT = 512;

/** Tokens that have been scanned and not been taken; a token's number counts all tokens there ever were. */
export class TokenQueue {
  readonly #tokens: Token[] = [];
  #head = 0;
  /** How many have been taken, which is the number of the next one. */
  taken = 0;

  get first(): Token | undefined {
    return this.#tokens[this.#head];
  }

  /** The number of a token that would be pushed now. */
  get nextNumber(): number {
    return this.taken + this.#tokens.length - this.#head;
  }

  push(token: Token): void {
    this.#tokens.push(token);
  }

  insert(token: Token, number: number): void {
    this.#tokens.splice(this.#head + number - this.taken, 0, token);
  }

  take(): void {
    this.#head += 1;
    this.taken += 1;
    if (this.#head < COMPACT_AT) return;
    this.#tokens.splice(0, this.#head);
    this.#head = 0;
  }
}
