/** The line being typed, as a value: recall, search and completion are functions on it. */
import type { Completion } from '../../session/engine-client.ts';

export interface TypedLine {
  readonly text: string;
  readonly cursor: number;
}

export const lineOf = (text: string): TypedLine => ({ text, cursor: text.length });

/** Up and Down: `back` counts from the newest line, 0 is what was being typed; only lines that begin alike are offered. */
export interface Recall {
  readonly back: number;
  readonly draft: string;
}

export function recalled(history: readonly string[], recall: Recall, by: 1 | -1): { recall: Recall; line: TypedLine } {
  const fitting = history.filter((line) => line.startsWith(recall.draft));
  const back = Math.max(0, Math.min(fitting.length, recall.back + by));
  const text = back === 0 ? recall.draft : (fitting[fitting.length - back] ?? recall.draft);
  return { recall: { ...recall, back }, line: lineOf(text) };
}

/** Ctrl+R: the newest line with `query` in it, `skip` hits further back; undefined when there is none. */
export function searched(history: readonly string[], query: string, skip: number): string | undefined {
  if (query === '') return undefined;
  const hits = history.filter((line, i) => line.includes(query) && history.lastIndexOf(line) === i);
  return hits[hits.length - 1 - skip];
}

/** The line with as much of the candidates as they share; `offers` are what can still be meant. */
export function completed(
  { text, cursor }: TypedLine,
  { from, candidates }: Completion,
): { readonly line: TypedLine; readonly offers: readonly string[] } {
  const [first, ...others] = candidates;
  if (first === undefined) return { line: { text, cursor }, offers: [] };
  let shared = first;
  for (const other of others) while (!other.startsWith(shared)) shared = shared.slice(0, -1);
  // What wants more behind it gets no blank.
  const ends = others.length === 0 && !/[=/]$/.test(shared) && text[cursor] !== ' ';
  const word = shared.length >= cursor - from ? shared + (ends ? ' ' : '') : text.slice(from, cursor);
  return {
    line: { text: text.slice(0, from) + word + text.slice(cursor), cursor: from + word.length },
    offers: others.length === 0 ? [] : candidates,
  };
}

/** Names behind the last slash or comma tell enough when many are shown. */
export function offerLabel(candidate: string): string {
  return /^[\w.]+\/./.test(candidate) ? candidate.slice(candidate.indexOf('/') + 1) : candidate;
}
