/** Building blocks of defaulting: unchanged parts keep their identity, so defaulting what has its defaults costs no copy. */

/** The object with those members that it lacks; itself when it has them all. An empty text counts as lacking, as in Go. */
export function fill<T extends object>(object: T, defaults: Partial<T>): T {
  let filled: T | undefined;
  for (const name in defaults) {
    const value = object[name];
    if (value !== undefined && value !== '') continue;
    filled ??= { ...object };
    filled[name] = defaults[name] as T[Extract<keyof T, string>];
  }
  return filled ?? object;
}

/** The object with one member changed; itself when the member is that already. */
export function withMember<T extends object, K extends keyof T>(object: T, name: K, value: T[K]): T {
  return object[name] === value ? object : { ...object, [name]: value };
}

/** The list with each item mapped; itself when no item changed. */
export function mapItems<T>(items: readonly T[], map: (item: T) => T): readonly T[] {
  let mapped: T[] | undefined;
  for (const [i, item] of items.entries()) {
    const next = map(item);
    if (next === item) continue;
    mapped ??= [...items];
    mapped[i] = next;
  }
  return mapped ?? items;
}

/** The same function, answering for an object that it has seen from a cache; objects are immutable. */
export function memoised<T extends object, R>(compute: (value: T) => R): (value: T) => R {
  const known = new WeakMap<T, { readonly result: R }>();
  return (value) => {
    const hit = known.get(value);
    if (hit) return hit.result;
    const result = compute(value);
    known.set(value, { result });
    return result;
  };
}
