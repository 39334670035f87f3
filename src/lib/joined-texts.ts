/**
 * Two texts joined, the same string each time: a key that is the same string is hashed once, and kept once however
 * many records hold it. A cache only; it is emptied when it has grown large.
 */
const MOST = 200_000;

export class JoinedTexts {
  readonly #join: (first: string, second: string) => string;
  readonly #known = new Map<string, Map<string, string>>();
  #size = 0;
  /** The last answer: one turn asks for the same key many times. */
  #first = '';
  #second = '';
  #joined = '';

  /** `how`: what stands between the two, or how they are joined; `first` is best of few values. */
  constructor(how: string | ((first: string, second: string) => string)) {
    this.#join = typeof how === 'string' ? (first, second) => first + how + second : how;
    this.#joined = this.#join('', '');
  }

  join(first: string, second: string): string {
    if (second !== this.#second || first !== this.#first) {
      this.#joined = this.#find(first, second);
      this.#first = first;
      this.#second = second;
    }
    return this.#joined;
  }

  #find(first: string, second: string): string {
    let seconds = this.#known.get(first);
    const known = seconds?.get(second);
    if (known !== undefined) return known;
    if (this.#size >= MOST) {
      this.#known.clear();
      this.#size = 0;
      seconds = undefined;
    }
    if (!seconds) {
      seconds = new Map();
      this.#known.set(first, seconds);
    }
    const joined = this.#join(first, second);
    seconds.set(second, joined);
    this.#size += 1;
    return joined;
  }
}
