/** Cells as text, as kubectl's tab writer sets them: columns as wide as their widest cell. Follows liggitt/tabwriter. */

/** A column that is followed by another takes at least this much, blanks included. */
const MIN_WIDTH = 6;

/** `gap`: the blanks after the widest cell of a column. The last cell of a row is not padded. */
export function printTable(rows: readonly (readonly string[])[], gap = 3, minWidth = MIN_WIDTH): string {
  return growingTable(gap, minWidth)(rows);
}

/** A table whose rows come bit by bit: a column that was wide once stays so. */
export function growingTable(gap = 3, minWidth = MIN_WIDTH): (rows: readonly (readonly string[])[]) => string {
  const widths: number[] = [];
  return (rows) => {
    for (const row of rows) {
      // What no tab ends makes no column wider.
      for (const [i, cell] of row.slice(0, -1).entries()) {
        widths[i] = Math.max(widths[i] ?? minWidth, lengthOf(cell) + gap);
      }
    }
    return rows
      .map((row) => row.map((cell, i) => (i === row.length - 1 ? cell : padded(cell, widths[i] ?? 0))).join(''))
      .map((line) => `${line}\n`)
      .join('');
  };
}

/** In characters, not in UTF-16 units. */
function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - lengthOf(cell)));
}
