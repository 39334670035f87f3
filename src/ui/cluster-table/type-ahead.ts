/** Finding a row by typing its name, as lists do. Pure. */

/** What has been typed, and when the last key came (milliseconds of the events' clock). */
export interface Typed {
  readonly text: string;
  readonly at: number;
}

/** After a longer rest than this a name begins anew. */
const REST = 1000;
/** These mean something to the page, so no name can begin with them. */
const PAGE_KEYS: ReadonlySet<string> = new Set([' ', ',', '.', '-', '=', '?', 'j', 'w', 'i', 't', 'm']);

/** What is typed now; undefined when the key is none of a name. */
export function typedNow(before: Typed | undefined, key: string, at: number): Typed | undefined {
  if (key.length !== 1) return undefined;
  const goesOn = before !== undefined && at - before.at < REST;
  if (!goesOn && PAGE_KEYS.has(key.toLowerCase())) return undefined;
  return { text: (goesOn ? before.text : '') + key.toLowerCase(), at };
}

/**
 * The next name after place `from` that fits, round the end; -1 when none does. A name fits that begins with the text, or
 * a number that it ends with: `500` finds node-500. While a text grows, the place itself may stay.
 */
export function findTyped(names: readonly string[], text: string, from: number): number {
  const repeated = text.length > 1 && [...text].every((letter) => letter === text[0]);
  const wanted = repeated && !/\d/.test(text) ? text.slice(0, 1) : text;
  const begin = wanted.length === 1 ? from + 1 : Math.max(0, from);
  for (let i = 0; i < names.length; i += 1) {
    const at = (begin + i) % names.length;
    if (fits(names[at]?.toLowerCase() ?? '', wanted)) return at;
  }
  return -1;
}

function fits(name: string, text: string): boolean {
  if (name.startsWith(text)) return true;
  return /^\d+$/.test(text) && name.endsWith(text) && !/\d/.test(name.at(-text.length - 1) ?? '');
}
