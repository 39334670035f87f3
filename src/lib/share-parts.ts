/**
 * `value` with every part that equals the same part of `like` replaced by it: what was copied on its way (through
 * storage, say) is one object again with what stands here already. Returns `like` itself when nothing differs.
 * For JSON-like values.
 */
export function shareParts<T>(value: T, like: unknown): T {
  if (value === like || !isObject(value) || !isObject(like)) return value;
  if (Array.isArray(value) && Array.isArray(like)) {
    const shared = value.map((part, i) => shareParts(part, like[i]));
    const same = shared.length === like.length && shared.every((part, i) => part === like[i]);
    return (same ? like : shared) as T;
  }
  if (Array.isArray(value) || Array.isArray(like)) return value;
  const shared: Record<string, unknown> = {};
  const keys = Object.keys(value);
  let same = keys.length === Object.keys(like).length;
  for (const key of keys) {
    shared[key] = shareParts(value[key], like[key]);
    if (shared[key] !== like[key] || !Object.hasOwn(like, key)) same = false;
  }
  return (same ? like : shared) as T;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
