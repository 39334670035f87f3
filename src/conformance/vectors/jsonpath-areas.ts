/** The area of kubectl's output expressions: JSONPath, columns and sorting. */
import { asGoValue, type GoValue, isMap, isSlice } from '../../kubectl/go-values/go-value.ts';
import { JsonPath } from '../../kubectl/jsonpath/jsonpath.ts';
import { relaxedExpression } from '../../kubectl/jsonpath/relaxed-expression.ts';
import { parseCustomColumns, printCustomColumns } from '../../kubectl/printers/custom-columns.ts';
import { sortObjects } from '../../kubectl/printers/sort-objects.ts';
import type { AreaPlayer } from './area.ts';

interface Given {
  readonly mode: string;
  readonly expression: string;
  readonly document?: string;
  readonly allowMissingKeys?: boolean;
}

const jsonpath: AreaPlayer = (given, { documents }) => {
  const { mode, expression, document = '', allowMissingKeys = true } = given as Given;
  const held = asGoValue((documents as Readonly<Record<string, unknown>>)[document] ?? null);
  if (mode === 'relaxed') return { text: relaxedExpression(expression) };
  if (mode === 'sort-by') return { names: sortObjects(itemsOf(held), expression, (item) => item).map(nameOf) };
  if (mode === 'custom-columns') {
    return inStages(
      () => parseCustomColumns(expression),
      (columns) => {
        const { text, error } = printCustomColumns(columns, held, true);
        if (error) throw error;
        return text;
      },
    );
  }
  return inStages(
    () => JsonPath.parse(expression, { allowMissingKeys }),
    (path) => (mode === 'jsonpath' ? path.print(held) : path.printJson(held)),
  );
};

/** An error says in which of the two stages it came up. */
function inStages<T>(parse: () => T, execute: (parsed: T) => string): unknown {
  let stage = 'parse';
  try {
    const parsed = parse();
    stage = 'execute';
    return { text: execute(parsed) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error), stage };
  }
}

function itemsOf(list: GoValue): readonly GoValue[] {
  return isMap(list) && isSlice(list.items) ? list.items : [];
}

function nameOf(item: GoValue): unknown {
  return isMap(item) && isMap(item.metadata) ? item.metadata.name : undefined;
}

export const jsonpathAreas: Readonly<Record<string, AreaPlayer>> = { jsonpath };
