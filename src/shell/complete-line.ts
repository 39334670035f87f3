/** What Tab does to a line: which word the cursor is in, and what may stand there. */
import { type CompletionSource, completeKubectl } from '../kubectl/completion.ts';
import { programs } from './programs.ts';

export interface LineCompletion {
  /** Where the word begins that the candidates replace; it ends at the cursor. */
  readonly from: number;
  readonly candidates: readonly string[];
}

/** Programs whose own words are the beginning of another command. */
const CARRIERS: ReadonlySet<string> = new Set(['watch', 'xargs']);
const READERS: ReadonlySet<string> = new Set(['cat', 'ls', 'grep', 'egrep', 'head', 'tail', 'wc', 'sort', 'awk', 'jq']);

export function completeLine(text: string, cursor: number, source: CompletionSource): LineCompletion {
  const { words, current, from } = lastCommand(text.slice(0, cursor));
  return { from, candidates: candidatesFor(words, current, source) };
}

function candidatesFor(words: readonly string[], current: string, source: CompletionSource): readonly string[] {
  const [name, ...args] = words;
  if (name === undefined) return matching([...programs.keys(), 'kwokctl'], current);
  if (name === 'kubectl' || name === 'k') return completeKubectl(args, current, source);
  if (name === 'kwokctl') return matching([['scale'], ['node'], ['--replicas']][args.length] ?? [], current);
  if (CARRIERS.has(name)) return candidatesFor(carried(args), current, source);
  if (READERS.has(name)) return matching(source.files, current);
  return [];
}

const matching = (all: readonly string[], current: string): readonly string[] =>
  all.filter((one) => one.startsWith(current) && one !== current).sort();

/** Behind the carrier's own flags. */
function carried(args: readonly string[]): readonly string[] {
  const at = args.findIndex((arg, i) => !arg.startsWith('-') && !/^-[nI]$/.test(args[i - 1] ?? ''));
  return at < 0 ? [] : args.slice(at);
}

/** Words are cut leniently here: a quote that is still open is no error. */
function lastCommand(text: string): {
  readonly words: readonly string[];
  readonly current: string;
  readonly from: number;
} {
  let words: string[] = [];
  let from = 0;
  let quote = '';
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i] ?? '';
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (/[|;&\n]/.test(char)) {
      words = [];
      from = i + 1;
    } else if (/\s/.test(char)) {
      if (from < i) words.push(text.slice(from, i));
      from = i + 1;
    }
  }
  return { words: words.map((word) => word.replace(/^(['"])(.*)\1$/, '$2')), current: text.slice(from), from };
}
