/** JSON merge patch (RFC 7386) as the library of the API server applies it: json-patch v4, merge.go. */
export type Fields = Readonly<Record<string, unknown>>;
/** An object under construction. */
export type Draft = Record<string, unknown>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Assigns a member; plain assignment of `__proto__` would not make one. */
export function put(object: Draft, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  else object[key] = value;
}

/** The object's own member; what it inherits is none. */
export function member(object: Fields, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** null removes a field, objects are merged, everything else replaces. */
export function applyMergePatch(current: unknown, patch: unknown): unknown {
  if (!isFields(current)) return withoutNulls(patch);
  if (!isFields(patch)) return patch;
  const result: Draft = { ...current };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else put(result, key, Object.hasOwn(result, key) ? applyMergePatch(result[key], value) : withoutNulls(value));
  }
  return result;
}

/** What is new carries no nulls into the object, in lists neither where objects stand in them. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isFields(value)) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutNulls(inner)]));
}
