/** How large a text and how deep an object may be before anything is made of them, so that hostile ones cost little. */

/**
 * UTF-16 units. The API server reads 3 MiB of a request: an object that needs more is refused there, and kubectl itself
 * has no limit. Texts beyond it are refused before they are parsed, in the server's words.
 */
export const MAX_TEXT = 3 * 1024 * 1024;

/** Go's parsers stop at 10,000 levels; no object of a kind that is served is nearly as deep. */
export const MAX_DEPTH = 500;

export function sizeProblem(text: string): string | undefined {
  return text.length > MAX_TEXT ? `Request entity too large: limit is ${MAX_TEXT}` : undefined;
}

/** Does not recurse. */
export function depthProblem(root: unknown): string | undefined {
  let level: object[] = isCollection(root) ? [root] : [];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return `nested deeper than ${MAX_DEPTH} levels`;
    level = level.flatMap((collection) => Object.values(collection).filter(isCollection));
  }
  return undefined;
}

function isCollection(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/**
 * No text nests deeper than this says, by its brackets and its indentation; what stands in quotes counts too. For
 * parsers that recurse, which hostile depth must not reach.
 */
export function textDepth(text: string): number {
  let [brackets, deepest] = [0, 0];
  const indents: number[] = [];
  for (const [line] of text.matchAll(/[^\n]+/g)) {
    const lead = /^[ \t]*(?:[-?:][ \t]+)*/.exec(line)?.[0] ?? '';
    if (lead.length === line.length && lead.trim() === '') continue;
    while (indents.length > 0 && (indents.at(-1) ?? 0) >= lead.length) indents.pop();
    indents.push(lead.length);
    const dashes = lead.replace(/[ \t]/g, '').length;
    deepest = Math.max(deepest, indents.length + dashes + brackets);
    for (const char of line) {
      if (char === '{' || char === '[') {
        brackets += 1;
        deepest = Math.max(deepest, indents.length + dashes + brackets);
      } else if (char === '}' || char === ']') brackets = Math.max(0, brackets - 1);
    }
  }
  return deepest;
}
