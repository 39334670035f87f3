/** `--sort-by`: objects in the order of one field. Follows kubectl/pkg/cmd/get/sorter.go. */
import { Quantity, QuantityError } from '../../engine/index.ts';
import { goQuote } from '../go-values/go-text.ts';
import { type GoValue, kindOf, typeName } from '../go-values/go-value.ts';
import { JsonPath } from '../jsonpath/jsonpath.ts';
import { JsonPathError } from '../jsonpath/jsonpath-error.ts';
import { relaxedExpression } from '../jsonpath/relaxed-expression.ts';
import { goSort } from './go-sort.ts';

/** The objects have no order by this field: kubectl gives up in the middle, with an exit code of its own. */
export class UnsortableError extends Error {
  constructor(
    message: string,
    readonly exitCode: number,
  ) {
    super(message);
  }
}

interface Key {
  readonly value: GoValue;
  readonly quantity?: Quantity;
}

interface Keyed<T> {
  readonly item: T;
  /** Undefined where the object has no such field. */
  readonly key: Key | undefined;
}

/** As SortObjects, for objects that are printed as they are. Throws JsonPathError and UnsortableError. */
export function sortObjects<T>(items: readonly T[], expression: string, read: (item: T) => GoValue): readonly T[] {
  const field = relaxedExpression(expression);
  const path = JsonPath.parse(field);
  const keyed: Keyed<T>[] = [];
  for (const item of items) {
    try {
      keyed.push({ item, key: keyOf(path, read(item)) });
    } catch (error) {
      // Upstream looks for one object that has the field, and at all the others only when it compares them.
      if (!(error instanceof JsonPathError) || keyed.every(({ key }) => key === undefined)) throw error;
      throw new UnsortableError(`Failed to get i values using ${field} (${error.message})`, 255);
    }
  }
  if (keyed.every(({ key }) => key === undefined)) throw missingField(field);
  return sorted(keyed, field, '*unstructured.Unstructured');
}

/** As TableSorter, for the rows of a table. Throws JsonPathError and UnsortableError. */
export function sortRows<T>(rows: readonly T[], expression: string, read: (row: T) => GoValue): readonly T[] {
  const field = relaxedOrAsWritten(expression);
  const path = told('sorting error: ', '', () => JsonPath.parse(field));
  const [before, after] = [
    `Failed to get values for [][]reflect.Value(nil) using ${field} (&errors.errorString{s:`,
    '})',
  ];
  const keyed = rows.map((item) => {
    const value = read(item);
    return { item, key: told(before, after, () => keyOf(path, value), goQuote) };
  });
  if (rows.length > 0 && keyed.every(({ key }) => key === undefined)) throw missingField(field);
  return sorted(keyed, field, '[][][]reflect.Value');
}

function relaxedOrAsWritten(expression: string): string {
  try {
    return relaxedExpression(expression);
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    return expression;
  }
}

function told<R>(before: string, after: string, act: () => R, shown = (message: string) => message): R {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    throw new JsonPathError(`${before}${shown(error.message)}${after}`);
  }
}

function missingField(field: string): JsonPathError {
  return new JsonPathError(`couldn't find any field with path ${goQuote(field)} in the list of objects`);
}

function keyOf(path: JsonPath, value: GoValue): Key | undefined {
  const [first = []] = path.find(value);
  const [found] = first;
  return first.length === 0 ? undefined : { value: found ?? null, quantity: quantityOf(found ?? null) };
}

function quantityOf(value: GoValue): Quantity | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    return Quantity.parse(value);
  } catch (error) {
    if (!(error instanceof QuantityError)) throw error;
    return undefined;
  }
}

/** What lacks the field comes first; of two that lack it, either may come before the other. */
function sorted<T>(keyed: readonly Keyed<T>[], field: string, holder: string): readonly T[] {
  const less = (a: Keyed<T>, b: Keyed<T>): boolean => {
    if (!a.key) return true;
    if (!b.key) return false;
    const { less: answer, problem } = isLess(a.key, b.key);
    if (problem === undefined) return answer;
    throw new UnsortableError(`Field ${field} in ${holder} is an unsortable type: interface, err: ${problem}`, 1);
  };
  return goSort(keyed, less).map(({ item }) => item);
}

function isLess(a: Key, b: Key): { readonly less: boolean; readonly problem?: string } {
  if (a.value === null || b.value === null) return { less: a.value === null && b.value !== null };
  const [kind, other] = [kindOf(a.value), kindOf(b.value)];
  if (kind === 'bool' || kind === 'slice' || kind === 'map') {
    return { less: false, problem: `unsortable type: ${typeName(a.value)}` };
  }
  if (kind !== other) return { less: false, problem: 'unsortable interface: interface' };
  if (a.quantity && b.quantity) return { less: a.quantity.cmp(b.quantity) < 0 };
  return { less: a.value < b.value };
}
