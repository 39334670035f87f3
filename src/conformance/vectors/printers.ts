/** The area of kubectl's tables: the cells of one object, or the whole text of a list. */
import { type Kind, millisOf, type Obj, resourceOf } from '../../engine/index.ts';
import { columnsOf, resourceTable, type TableOptions } from '../../kubectl/printers/resource-table.ts';
import type { AreaPlayer } from './area.ts';

interface Given {
  readonly kind: Kind;
  readonly now: string;
  readonly object?: unknown;
  readonly items?: readonly unknown[];
  readonly options?: TableOptions;
}

/** The cases leave out what Go would fill with zero values. */
function whole(object: unknown): Obj {
  return { spec: {}, status: {}, ...(object as object) } as Obj;
}

export const printers: AreaPlayer = (given, file) => {
  const { kind, now, object, items, options = {} } = given as Given;
  const at = millisOf(now);
  if (items) return { text: resourceTable(resourceOf(kind), items.map(whole), options, at) };
  const row = (wide: boolean): unknown[] => columnsOf(kind, wide).map((column) => column.cell(whole(object), at));
  return { cells: typed(row(false), file, kind, false), wideCells: typed(row(true), file, kind, true) };
};

/** The server sends counts as numbers; what it prints is the same. */
function typed(cells: readonly unknown[], file: unknown, kind: Kind, wide: boolean): readonly unknown[] {
  const { columns } = file as { columns: Readonly<Record<Kind, readonly { name: string; priority: number }[]>> };
  const shown = columns[kind].filter(({ priority }) => wide || priority === 0);
  return cells.map((cell, i) => (NUMBERS.has(shown[i]?.name ?? '') ? numbered(kind, cell) : cell));
}

const NUMBERS: ReadonlySet<string> = new Set([
  'Desired',
  'Current',
  'Ready',
  'Up-to-date',
  'Available',
  'Revision',
  'Count',
]);

function numbered(kind: Kind, cell: unknown): unknown {
  return kind !== 'Pod' && /^-?[0-9]+$/.test(String(cell)) ? Number(cell) : cell;
}
