/** `-o custom-columns=NAME:.metadata.name,…`. Follows kubectl/pkg/cmd/get/customcolumn.go. */
import { goText } from '../go-values/go-text.ts';
import { type GoValue, isMap, isSlice } from '../go-values/go-value.ts';
import { JsonPath } from '../jsonpath/jsonpath.ts';
import { JsonPathError } from '../jsonpath/jsonpath-error.ts';
import { relaxedExpression } from '../jsonpath/relaxed-expression.ts';
import { tabbedText } from './tab-writer.ts';

export interface CustomColumn {
  readonly header: string;
  readonly path: string;
}

/** Throws JsonPathError. */
export function parseCustomColumns(spec: string): readonly CustomColumn[] {
  if (spec === '') throw new JsonPathError('custom-columns format specified but no custom columns given');
  return spec.split(',').map((part) => {
    const colon = part.indexOf(':');
    if (colon < 0) {
      throw new JsonPathError(`unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`);
    }
    return { header: part.slice(0, colon), path: relaxedExpression(part.slice(colon + 1)) };
  });
}

/** What was printed before something went wrong is printed nevertheless. */
export interface CustomColumnsText {
  readonly text: string;
  readonly error?: JsonPathError;
}

/** One line for each item of a list, or for the one object. */
export function printCustomColumns(
  columns: readonly CustomColumn[],
  object: GoValue,
  noHeaders = false,
): CustomColumnsText {
  const rows = noHeaders ? [] : [columns.map(({ header }) => header)];
  try {
    const paths = columns.map(({ path }) => JsonPath.parse(path));
    const items = isMap(object) && isSlice(object.items) ? object.items : [object];
    for (const item of items) rows.push(paths.map((path) => cell(path, item)));
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    return { text: textOf(rows), error };
  }
  return { text: textOf(rows) };
}

function textOf(rows: readonly (readonly string[])[]): string {
  return tabbedText(rows.map((row) => `${row.join('\t')}\n`).join(''));
}

function cell(path: JsonPath, item: GoValue): string {
  const found = path.find(item);
  const texts = found.flat().map((value) => escapeTerminal(goText(value ?? null)));
  return (found[0]?.length ? texts : ['<none>', ...texts]).join(',');
}

function escapeTerminal(text: string): string {
  return text.replaceAll('\x1b', '^[').replaceAll('\r', '\\r');
}
