/** Commands that somebody may have meant. Follows SuggestionsFor and ld in spf13/cobra. */

const MAX_DISTANCE = 2;

export function suggestionsFor(typed: string, names: readonly string[]): readonly string[] {
  const wanted = typed.toLowerCase();
  return names.filter(
    (name) => distance(wanted, name.toLowerCase()) <= MAX_DISTANCE || name.toLowerCase().startsWith(wanted),
  );
}

/** Levenshtein's distance. */
function distance(from: string, to: string): number {
  if (Math.abs(from.length - to.length) > MAX_DISTANCE) return MAX_DISTANCE + 1;
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 0; i < from.length; i += 1) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j += 1) {
      const same = from[i] === to[j] ? 0 : 1;
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + same));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
