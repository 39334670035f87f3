/**
 * The table of `kubectl get` for objects of one kind. Follows TablePrinter in
 * cli-runtime/pkg/printers/tableprinter.go.
 */
import type { Kind, Labels, Millis, Obj, ResourceInfo } from '../../engine/index.ts';
import type { Column } from './column.ts';
import { columns } from './columns.ts';
import { printTable } from './table.ts';

export interface TableOptions {
  readonly wide?: boolean;
  /** A first column with the namespace. */
  readonly withNamespace?: boolean;
  /** Names as `daemonset.apps/web`, when tables of several kinds follow each other. */
  readonly withKind?: boolean;
  readonly showLabels?: boolean;
  /** A column for each of these labels. */
  readonly labelColumns?: readonly string[];
  readonly noHeaders?: boolean;
}

const NONE = '<none>';

/** The kind's columns, plain or wide. */
export function columnsOf<K extends Kind>(kind: K, wide: boolean): readonly Column<K>[] {
  return (columns[kind] as readonly Column<K>[]).filter((column) => wide || !column.wide);
}

export function resourceTable(
  resource: Pick<ResourceInfo, 'kind' | 'group' | 'singular'>,
  objects: readonly Obj[],
  options: TableOptions,
  now: Millis,
): string {
  const { header, rows } = tableRows(resource, objects, options, now);
  return printTable([...(options.noHeaders ? [] : [header]), ...rows]);
}

export interface TableRows {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function tableRows(
  { kind, group, singular }: Pick<ResourceInfo, 'kind' | 'group' | 'singular'>,
  objects: readonly Obj[],
  options: TableOptions,
  now: Millis,
): TableRows {
  const { withNamespace, withKind, showLabels, labelColumns = [] } = options;
  const shown = columnsOf(kind, options.wide ?? false);
  const prefix = withKind ? `${group === '' ? singular : `${singular}.${group}`}/` : '';
  // Events keep their names in a wide column, far from the first.
  const nameColumn = shown.findIndex(({ name }) => name === 'NAME');
  const rows = objects.map((object) => {
    const { namespace = '', labels = {} } = object.metadata;
    const cells = shown.map((column) => column.cell(object as Obj<typeof kind>, now));
    const own = labelColumns.map((key) => labels[key] ?? '');
    const named = cells.map((cell, i) => (i === nameColumn ? `${prefix}${cell}` : cell));
    return [...(withNamespace ? [namespace] : []), ...named, ...own, ...(showLabels ? [labelsText(labels)] : [])];
  });
  const header = [
    ...(withNamespace ? ['NAMESPACE'] : []),
    ...shown.map(({ name }) => name),
    ...labelColumns.map(labelHeader),
    ...(showLabels ? ['LABELS'] : []),
  ];
  return { header, rows: rows.map((row) => row.map(oneLine)) };
}

/** The part behind the slash, in capitals. */
function labelHeader(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1).toUpperCase();
}

/** Only the first line of a cell fits into a row. */
function oneLine(cell: string): string {
  const end = cell.search(/[\f\n\r]/);
  return end < 0 ? cell : `${cell.slice(0, end)}...`;
}

export function labelsText(labels: Labels | undefined): string {
  const entries = Object.entries(labels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? NONE : entries.map(([key, value]) => `${key}=${value}`).join(',');
}
