/**
 * Go's text/tabwriter: cells end with tabs, and neighbouring lines that have a cell in a column share its width.
 * With kubectl describe's settings: no least width, two blanks behind the widest cell.
 */

const PADDING = 2;

export function tabulate(text: string): string {
  const lines = text.split('\n').map((line) => line.split('\t'));
  const out: string[] = [];
  format(lines, 0, lines.length, [], out);
  return out.join('\n');
}

/** Sets the lines from `first` to before `last`, of whose columns `widths` are known. */
function format(
  lines: readonly (readonly string[])[],
  first: number,
  last: number,
  widths: readonly number[],
  out: string[],
): void {
  const column = widths.length;
  // The last cell of a line is ended by no tab and belongs to no column.
  const has = (i: number): boolean => column < (lines[i]?.length ?? 0) - 1;
  let done = first;
  for (let i = first; i < last; i += 1) {
    if (!has(i)) continue;
    writeLines(lines.slice(done, i), widths, out);
    let end = i;
    let width = 0;
    for (; end < last && has(end); end += 1) {
      width = Math.max(width, [...(lines[end]?.[column] ?? '')].length + PADDING);
    }
    format(lines, i, end, [...widths, width], out);
    done = end;
    i = end - 1;
  }
  writeLines(lines.slice(done, last), widths, out);
}

function writeLines(lines: readonly (readonly string[])[], widths: readonly number[], out: string[]): void {
  for (const line of lines) {
    out.push(line.map((cell, i) => (i < line.length - 1 ? padded(cell, widths[i] ?? 0) : cell)).join(''));
  }
}

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - [...cell].length));
}
