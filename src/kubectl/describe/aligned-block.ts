/** Indented names and values, the values of neighbouring lines set in one column: Go's tab writer with padding 2. */
export type Line =
  | { readonly indent: number; readonly name: string; readonly value: string }
  /** A line without a value ends the column. */
  | { readonly indent: number; readonly text: string };

/** `raw` leaves the tabs in, as kubectl does where it forgets the tab writer. */
export function alignedBlock(lines: readonly Line[], raw = false): string {
  let block: { readonly head: string; readonly value: string }[] = [];
  let out = '';
  const flush = (): void => {
    const width = Math.max(0, ...block.map(({ head }) => head.length)) + 2;
    for (const { head, value } of block) out += raw ? `${head}\t${value}\n` : `${head.padEnd(width)}${value}\n`;
    block = [];
  };
  for (const line of lines) {
    const blanks = ' '.repeat(line.indent * 2);
    if ('text' in line) {
      flush();
      out += `${blanks}${line.text}\n`;
    } else block.push({ head: `${blanks}${line.name}`, value: line.value });
  }
  flush();
  return out;
}
