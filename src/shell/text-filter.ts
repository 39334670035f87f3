/** A program that turns lines into lines: grep, awk, head and their like. */
import type { Process } from './program.ts';

export interface TextFilter {
  /** Lines to print for one line that came; `end` when it wants no more. */
  line(text: string): readonly string[] | 'end';
  /** What is printed when no more lines come; its exit code. */
  end?(): { readonly lines?: readonly string[]; readonly exitCode?: number; readonly err?: string };
  /** Printed last when it wants no more. */
  readonly last?: () => readonly string[];
}

/** `inputs` are read one after the other instead of the standard input when there are any. */
export function textProcess(filter: TextFilter): Process {
  let rest = '';
  return ({ input, ended }) => {
    rest += input;
    const lines = rest.split('\n');
    rest = ended ? '' : (lines.pop() ?? '');
    if (ended && lines.at(-1) === '') lines.pop();
    const out: string[] = [];
    for (const line of lines) {
      const answer = filter.line(line);
      if (answer === 'end') return { out: joined([...out, ...(filter.last?.() ?? [])]), exitCode: 0 };
      out.push(...answer);
    }
    if (!ended) return { out: joined(out) };
    const { lines: last = [], exitCode = 0, err } = filter.end?.() ?? {};
    return { out: joined([...out, ...last]), exitCode, err };
  };
}

export const joined = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
