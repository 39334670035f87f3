/** What `diff -u -N` prints for two texts. */
import { structuredPatch } from 'diff';

export interface DiffedFile {
  readonly path: string;
  readonly text: string;
}

/** Beyond so many changed lines the search for the smallest difference would take too long: all lines are replaced. */
const MAX_CHANGES = 4000;

/** Empty when the texts are equal. `time` is when both files were written, as diff shows it. */
export function unifiedDiff(from: DiffedFile, to: DiffedFile, time: string): string {
  if (from.text === to.text) return '';
  const found = structuredPatch('', '', from.text, to.text, '', '', { context: 3, maxEditLength: MAX_CHANGES });
  const hunks = found ? found.hunks : [wholeText(from.text, to.text)];
  const head = `diff -u -N ${from.path} ${to.path}\n--- ${from.path}\t${time}\n+++ ${to.path}\t${time}\n`;
  return head + hunks.map(hunkText).join('');
}

interface Hunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  readonly lines: readonly string[];
}

function hunkText({ oldStart, oldLines, newStart, newLines, lines }: Hunk): string {
  return `@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@\n${lines.map((line) => `${line}\n`).join('')}`;
}

/** One line is not counted; none stands behind the line before. */
function range(start: number, count: number): string {
  if (count === 1) return String(start);
  return `${count === 0 ? start - 1 : start},${count}`;
}

function wholeText(from: string, to: string): Hunk {
  const [old, now] = [linesOf(from), linesOf(to)];
  const lines = [...old.map((line) => `-${line}`), ...now.map((line) => `+${line}`)];
  return { oldStart: 1, oldLines: old.length, newStart: 1, newLines: now.length, lines };
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
