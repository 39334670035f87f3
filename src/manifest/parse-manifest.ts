/** YAML as the editor needs it: its documents as plain values, where each field stands, and what is wrong with it. */
import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseAllDocuments } from 'yaml';
import { MAX_DEPTH, MAX_TEXT, textDepth } from './limits.ts';

/** Positions count from 1, as editors show them. */
export interface Span {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Diagnostic extends Span {
  /** What is to be read first: plain words. */
  readonly message: string;
  readonly severity: 'error' | 'warning';
  /** The field's path, where one is known. */
  readonly field?: string;
}

export interface ManifestDocument {
  readonly value: unknown;
  /** Where a field stands, or its nearest parent that is there: `spec.template.spec.containers[0].image`. */
  locate(path: string): Span;
}

export interface ManifestParse {
  readonly documents: readonly ManifestDocument[];
  /** Why the text cannot be applied as it is; empty for good YAML. */
  readonly problems: readonly Diagnostic[];
}

const MAX_ALIASES = 100;

/** Never throws: whatever is wrong is a problem with its place. */
export function parseManifest(text: string): ManifestParse {
  const top: Span = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  const refuse = (message: string): ManifestParse => ({
    documents: [],
    problems: [{ ...top, message, severity: 'error' }],
  });
  if (text.length > MAX_TEXT) return refuse(`This text has ${text.length} characters; ${MAX_TEXT} are the most.`);
  const depth = textDepth(text);
  if (depth > MAX_DEPTH) return refuse(`This text is nested ${depth} levels deep; ${MAX_DEPTH} are the most.`);
  const lines = new LineCounter();
  const tab = tabProblem(text);
  const parsed = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: true });
  const list: readonly Document.Parsed[] = Array.isArray(parsed) ? (parsed as Document.Parsed[]) : [];
  const problems: Diagnostic[] = tab ? [tab] : [];
  const documents: ManifestDocument[] = [];
  for (const document of list) {
    const [error] = document.errors;
    if (error && !tab) {
      const [from, to] = error.pos;
      problems.push({ ...spanOf(lines, from, to), message: plainWords(error.message), severity: 'error' });
    }
    if (error || document.contents === null) continue;
    try {
      const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
      documents.push({ value, locate: (path) => locate(document.contents, path, lines) });
    } catch (thrown) {
      problems.push({
        ...top,
        message: `This YAML cannot be read: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
        severity: 'error',
      });
    }
  }
  return { documents: problems.length > 0 ? [] : documents, problems };
}

/** YAML forbids tabs for indentation, and its own errors about them are hard to read. */
function tabProblem(text: string): Diagnostic | undefined {
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i += 1) {
    const indent = /^[ \t]*/.exec(lines[i] ?? '')?.[0] ?? '';
    const at = indent.indexOf('\t');
    if (at < 0 || indent.length === (lines[i] ?? '').length) continue;
    const line = i + 1;
    const message = `Line ${line} is indented with a tab. YAML allows spaces only: use two spaces instead.`;
    return { line, column: at + 1, endLine: line, endColumn: indent.length + 1, message, severity: 'error' };
  }
  return undefined;
}

function spanOf(lines: LineCounter, from: number, to: number): Span {
  const start = lines.linePos(from);
  const end = lines.linePos(Math.max(from + 1, to));
  return {
    line: Math.max(1, start.line),
    column: Math.max(1, start.col),
    endLine: Math.max(1, end.line),
    endColumn: Math.max(1, end.col),
  };
}

/** The parser's first line without the place, which is shown beside it anyway. */
function plainWords(message: string): string {
  const first = (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '').replace(/:$/, '');
  if (/Map keys must be unique/.test(first)) return 'This key stands twice in the same place. Keep one of them.';
  if (/Nested mappings are not allowed/.test(first))
    return 'A second key on this line: put it on a line of its own, or quote the text.';
  if (/All mapping items must start at the same column/.test(first))
    return 'This line is indented differently from its neighbours.';
  if (/Implicit keys need to be on a single line|Implicit map keys need to be followed by map values/.test(first))
    return 'This line is no `key: value`. Is a colon missing?';
  return first;
}

function segments(path: string): readonly string[] {
  return [...path.matchAll(/[^.[\]]+/g)].map(([segment]) => segment);
}

/** Follows the path as far as it goes; labels and annotations may have dots in their keys. */
function locate(root: unknown, path: string, lines: LineCounter): Span {
  let node: unknown = root;
  let place: unknown = root;
  let rest = segments(path);
  while (rest.length > 0) {
    const [head = ''] = rest;
    if (isMap(node)) {
      const found = findPair(node.items as Pair[], rest);
      if (!found) break;
      place = found.pair.key;
      node = found.pair.value;
      rest = rest.slice(found.used);
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(head)];
      if (item === undefined) break;
      place = item;
      node = item;
      rest = rest.slice(1);
    } else break;
  }
  if (rest.length === 0 && isScalar(node)) place = node;
  const range = (place as Node | null)?.range;
  return range ? spanOf(lines, range[0], isScalar(place) ? range[1] : range[0] + 1) : spanOf(lines, 0, 1);
}

function findPair(
  items: readonly Pair[],
  rest: readonly string[],
): { readonly pair: Pair; readonly used: number } | undefined {
  for (let used = 1; used <= rest.length; used += 1) {
    const name = rest.slice(0, used).join('.');
    const pair = items.find(({ key }) => isScalar(key) && String(key.value) === name);
    if (pair) return { pair, used };
  }
  return undefined;
}
