/** How a list has become another one: lists that grow by a few entries at a time are not sent whole. */

/** `prev` from `start` to `end`, then `add`, then `prev` from `resume` on. */
export interface ListChange<T> {
  readonly start: number;
  readonly end: number;
  readonly add: readonly T[];
  readonly resume: number;
}

/** Entries are compared by identity; what both ends share is kept, also when the first ones have gone. */
export function listChange<T>(prev: readonly T[], next: readonly T[]): ListChange<T> {
  const first = next[0];
  const start = first === undefined || first === prev[0] ? 0 : Math.max(0, prev.indexOf(first));
  let end = start;
  let from = 0;
  while (end < prev.length && from < next.length && prev[end] === next[from]) {
    end += 1;
    from += 1;
  }
  let resume = prev.length;
  let to = next.length;
  while (resume > end && to > from && prev[resume - 1] === next[to - 1]) {
    resume -= 1;
    to -= 1;
  }
  return { start, end, add: next.slice(from, to), resume };
}

export function changedList<T>(prev: readonly T[], { start, end, add, resume }: ListChange<T>): readonly T[] {
  // The same list, when nothing differs.
  if (start === 0 && end === resume && add.length === 0) return prev;
  return [...prev.slice(start, end), ...add, ...prev.slice(resume)];
}
