/**
 * Go's text/tabwriter: cells end with tabs, and neighbouring lines that have a cell in a column share its width.
 * Follows github.com/liggitt/tabwriter.
 */
export interface TabSettings {
  /** A column takes at least this much, blanks included. */
  readonly minWidth: number;
  /** Blanks behind the widest cell. */
  readonly padding: number;
  /** A column that was wide once stays so, also below lines that have no such cell. */
  readonly rememberWidths: boolean;
}

/** Those of kubectl get. */
const TABLE: TabSettings = { minWidth: 6, padding: 3, rememberWidths: true };

export function tabbedText(text: string, settings = TABLE): string {
  return new TabWriter(text, settings).write();
}

class TabWriter {
  private readonly lines: readonly (readonly string[])[];
  private readonly remembered: number[] = [];
  private readonly out: string[] = [];

  constructor(
    text: string,
    private readonly settings: TabSettings,
  ) {
    this.lines = text.split('\n').map((line) => line.split('\t'));
  }

  write(): string {
    this.format(0, this.lines.length, []);
    return this.out.join('\n');
  }

  /** Sets the lines from `first` to before `last`, of whose columns `widths` are known. */
  private format(first: number, last: number, widths: readonly number[]): void {
    const column = widths.length;
    // The last cell of a line is ended by no tab and belongs to no column.
    const has = (i: number): boolean => i < last && column < (this.lines[i]?.length ?? 0) - 1;
    let done = first;
    for (let i = first; i < last; i += 1) {
      if (!has(i)) continue;
      this.writeLines(done, i, widths);
      let end = i;
      let width = this.settings.minWidth;
      for (; has(end); end += 1) {
        width = Math.max(width, lengthOf(this.lines[end]?.[column] ?? '') + this.settings.padding);
      }
      if (this.settings.rememberWidths) {
        width = Math.max(width, this.remembered[column] ?? 0);
        this.remembered[column] = width;
      }
      this.format(i, end, [...widths, width]);
      done = end;
      i = end - 1;
    }
    this.writeLines(done, last, widths);
  }

  private writeLines(first: number, last: number, widths: readonly number[]): void {
    for (const line of this.lines.slice(first, last)) {
      this.out.push(line.map((cell, i) => (i < line.length - 1 ? padded(cell, widths[i] ?? 0) : cell)).join(''));
    }
  }
}

function lengthOf(cell: string): number {
  return [...cell].length;
}

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - lengthOf(cell)));
}
