/** Arithmetic on lists of amounts by resource name. Follows k8s.io/apiserver/pkg/quota/v1/resources.go. */
import type { ResourceList } from './meta.ts';
import { Quantity } from './quantity.ts';

export function amountIn(list: ResourceList | undefined, name: string): Quantity | undefined {
  const text = list && Object.hasOwn(list, name) ? list[name] : undefined;
  return text === undefined ? undefined : Quantity.parse(String(text));
}

/** The names of all lists, sorted, each once. */
export function namesOf(...lists: readonly (ResourceList | undefined)[]): readonly string[] {
  return [...new Set(lists.flatMap((list) => Object.keys(list ?? {})))].sort();
}

function combined(
  names: readonly string[],
  amountOf: (name: string) => Quantity | string | undefined,
): Readonly<Record<string, string>> {
  const result: Record<string, string> = {};
  for (const name of names) {
    const amount = amountOf(name);
    if (amount !== undefined) result[name] = amount.toString();
  }
  return result;
}

export function addLists(a: ResourceList | undefined, b: ResourceList | undefined): ResourceList {
  return combined(namesOf(a, b), (name) => {
    const [left, right] = [amountIn(a, name), amountIn(b, name)];
    return left && right ? left.add(right) : (left ?? right);
  });
}

/** The larger amount of each name. */
export function maxLists(a: ResourceList | undefined, b: ResourceList | undefined): ResourceList {
  return combined(namesOf(a, b), (name) => {
    const [left, right] = [amountIn(a, name), amountIn(b, name)];
    return left && right ? (right.cmp(left) > 0 ? right : left) : (left ?? right);
  });
}

/** What `a` has more than `b`, and never less than nothing. */
export function subtractLists(a: ResourceList, b: ResourceList): ResourceList {
  return combined(namesOf(a, b), (name) => {
    const [left, right] = [amountIn(a, name), amountIn(b, name)];
    if (!left) return '0';
    const rest = right ? left.sub(right) : left;
    return rest.sign < 0 ? '0' : rest;
  });
}

export function withoutZeros(list: ResourceList): ResourceList {
  return combined(namesOf(list), (name) => {
    const amount = amountIn(list, name);
    return amount?.sign === 0 ? undefined : amount;
  });
}

/** Only those names. */
export function maskList(list: ResourceList | undefined, names: readonly string[]): ResourceList {
  return combined([...names].sort(), (name) => amountIn(list, name));
}

/** The names, sorted, of which `list` holds more than `limits` allows. */
export function exceededNames(list: ResourceList, limits: ResourceList | undefined): readonly string[] {
  return namesOf(list).filter((name) => {
    const [amount, limit] = [amountIn(list, name), amountIn(limits, name)];
    return amount !== undefined && limit !== undefined && amount.cmp(limit) > 0;
  });
}

/** The same names with the same amounts, however they are written. */
export function sameLists(a: ResourceList | undefined, b: ResourceList | undefined): boolean {
  return namesOf(a, b).every((name) => {
    const [left, right] = [amountIn(a, name), amountIn(b, name)];
    return left !== undefined && right !== undefined && left.cmp(right) === 0;
  });
}
