/** Cells as text: columns as wide as their widest cell and `gap` blanks apart, as kubectl's tab writer sets them. */
export function printTable(rows: readonly (readonly string[])[], gap = 3): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  }
  return rows
    .map((row) => row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd((widths[i] ?? 0) + gap))).join(''))
    .map((line) => `${line}\n`)
    .join('');
}
