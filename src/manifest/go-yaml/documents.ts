/**
 * The documents of a stream that may be JSON or YAML, as kubectl tells them apart: JSON values one behind another as
 * long as they can be read, YAML from where they cannot. Follows YAMLOrJSONDecoder in apimachinery/pkg/util/yaml.
 */
import { readYaml } from './read-yaml.ts';
import { scanJson } from './scan-json.ts';
import { YamlError } from './yaml-error.ts';

/** A stream cannot be read on: Go's words, as they follow `error parsing FILE: `. */
export class DocumentError extends Error {}

/** How much of a stream is looked at to see whether it might be JSON. */
const PEEK = 4096;
const SEPARATOR = '---';
/** White space to Go. */
const SPACE = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

function trimmed(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && SPACE.test(text[from] ?? '')) from += 1;
  while (to > from && SPACE.test(text[to - 1] ?? '')) to -= 1;
  return text.slice(from, to);
}

/** Documents in turn; those that are null or empty are left out. Throws DocumentError when it comes to one that is neither. */
export function* readDocuments(input: string): Generator<unknown, void> {
  const text = input.replace(/\p{Surrogate}/gu, '\ufffd'); // what a lone surrogate is written as in UTF-8
  let offset = 0;
  let count = 0;
  let jsonError: string | undefined;
  if (trimmed(text.slice(0, PEEK)).startsWith('{')) {
    for (;;) {
      if (/^[ \t\r\n]*$/.test(text.slice(offset, offset + PEEK)) && text.slice(offset).trimStart() === '') return;
      const scan = scanJson(text, offset);
      if ('problem' in scan) {
        jsonError = jsonProblem(text, scan);
        // More than one JSON value: the stream is JSON and nothing else.
        if (count > 1) throw new DocumentError(syntaxProblem(scan));
        break;
      }
      count += 1;
      const value = jsonValue(text.slice(offset, scan.end));
      offset = scan.end;
      if (value !== null) yield value;
    }
    offset = behindFirstLineEnd(text, offset);
  }
  try {
    yield* yamlDocuments(text.slice(offset), () => {
      jsonError = undefined;
    });
  } catch (error) {
    if (!(error instanceof DocumentError) || jsonError === undefined) throw error;
    throw new DocumentError(jsonError);
  }
}

type Problem = { readonly problem: string; readonly at?: number };

function syntaxProblem({ problem }: Problem): string {
  return problem === 'eof' ? 'unexpected EOF' : problem;
}

function jsonProblem(text: string, scan: Problem): string {
  if (scan.at === undefined) return syntaxProblem(scan);
  const offset = new TextEncoder().encode(text.slice(0, scan.at)).length + 1;
  return `json: offset ${offset}: ${scan.problem}`;
}

/** JSON.parse makes own members of all keys. A lone surrogate is no character to Go. */
function jsonValue(text: string): unknown {
  const escapes = /\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}|\\./g;
  return JSON.parse(text.replace(escapes, (found) => (found.length === 6 ? '\\ufffd' : found)));
}

/** White space that a JSON value left behind would confuse the YAML reader. */
function behindFirstLineEnd(text: string, from: number): number {
  let at = from;
  while (SPACE.test(text[at] ?? '')) {
    at += 1;
    if (text[at - 1] === '\n') break;
  }
  return at;
}

function* yamlDocuments(text: string, onFirst: () => void): Generator<unknown, void> {
  for (const chunk of chunks(text)) {
    const value = yamlValue(chunk);
    onFirst();
    if (value !== null && value !== undefined) yield value;
  }
}

function yamlValue(chunk: string): unknown {
  try {
    const value = readYaml(chunk);
    const unsupported = nonFinite(value);
    if (unsupported === undefined) return value;
    throw new DocumentError(`error converting YAML to JSON: json: unsupported value: ${unsupported}`);
  } catch (error) {
    if (error instanceof YamlError) throw new DocumentError(`error converting YAML to JSON: ${error.message}`);
    throw error;
  }
}

/** What lies between lines that begin with `---`. A first such line is part of what follows it, and counts. */
function* chunks(text: string): Generator<string, void> {
  let chunk: string[] = [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const raw of lines) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (line.startsWith(SEPARATOR)) {
      const rest = trimmed(line.slice(SEPARATOR.length));
      if (rest !== '' && !rest.startsWith('#')) {
        throw new DocumentError(`invalid Yaml document separator: ${rest}`);
      }
      if (chunk.length > 0) {
        yield `${chunk.join('\n')}\n`;
        chunk = [];
        continue;
      }
    }
    chunk.push(line);
  }
  if (chunk.length > 0) yield `${chunk.join('\n')}\n`;
}

/** JSON has no word for these numbers. */
function nonFinite(root: unknown): string | undefined {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'number' && !Number.isFinite(value)) {
      return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
    }
    if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) open.push(inner);
  }
  return undefined;
}
