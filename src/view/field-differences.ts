/** Which fields of two versions of an object differ. */

/** A field that differs, with its value on each side; absent where it does not stand. */
export interface FieldDifference {
  /** `spec.template.spec.containers[app].image`; items of a list by their name or type, else by their place. */
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface FieldDifferences {
  readonly fields: readonly FieldDifference[];
  /** How many more differ than are listed. */
  readonly more: number;
}

/** At most `most` fields are listed. Parts that the versions share cost nothing. */
export function fieldDifferences(before: unknown, after: unknown, most: number): FieldDifferences {
  const fields: FieldDifference[] = [];
  let found = 0;
  descend('', before, after, (field) => {
    found += 1;
    if (found <= most) fields.push(field);
  });
  return { fields, more: Math.max(0, found - most) };
}

type Fields = Readonly<Record<string, unknown>>;

/** Follows each write, whatever it changed. */
const NOISE: ReadonlySet<string> = new Set(['metadata.resourceVersion', 'metadata.managedFields']);
/** What tells the items of a list apart, as in a strategic merge patch. */
const NAMES = ['name', 'type', 'key', 'uid'] as const;

function descend(path: string, before: unknown, after: unknown, on: (field: FieldDifference) => void): void {
  if (before === after || NOISE.has(path)) return;
  if (Array.isArray(before) && Array.isArray(after)) {
    const [left, right] = itemsOf(before, after);
    for (const [item, was] of left) descend(`${path}[${item}]`, was, right.get(item), on);
    for (const [item, is] of right) if (!left.has(item)) descend(`${path}[${item}]`, undefined, is, on);
  } else if (isObject(before) && isObject(after)) {
    for (const key of Object.keys(before)) descend(pathTo(path, key), before[key], after[key], on);
    for (const key of Object.keys(after)) if (!(key in before)) descend(pathTo(path, key), undefined, after[key], on);
  } else on({ path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) });
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pathTo(path: string, key: string): string {
  if (/[./]/.test(key)) return `${path}["${key}"]`;
  return path === '' ? key : `${path}.${key}`;
}

type Items = ReadonlyMap<string | number, unknown>;

/** The items of two lists by what pairs them: a name that all have and none shares, else their place. */
function itemsOf(before: readonly unknown[], after: readonly unknown[]): readonly [Items, Items] {
  for (const name of NAMES) {
    const [left, right] = [byName(before, name), byName(after, name)];
    if (left && right) return [left, right];
  }
  return [new Map(before.entries()), new Map(after.entries())];
}

function byName(list: readonly unknown[], name: (typeof NAMES)[number]): Items | undefined {
  const items = new Map<string, unknown>();
  for (const item of list) {
    const value = isObject(item) ? item[name] : undefined;
    if (typeof value !== 'string' || items.has(value)) return undefined;
    items.set(value, item);
  }
  return items;
}
