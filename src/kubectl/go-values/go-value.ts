/**
 * JSON as Go's decoders hold it: whole numbers are int64, others float64, objects are maps. Only numbers that an
 * expression itself writes, or the bytes of a text, carry a type of their own.
 */
export class GoNumber {
  constructor(
    readonly type: 'int' | 'uint8' | 'float64',
    readonly value: number,
  ) {}
}

export type GoMap = { readonly [key: string]: GoValue };
export type GoValue = null | boolean | number | string | GoNumber | readonly GoValue[] | GoMap;
export type GoKind = 'nil' | 'bool' | 'int' | 'uint' | 'float' | 'string' | 'slice' | 'map';

/** The object as it comes over the wire: fields that are undefined are not sent. */
export function asGoValue(object: unknown): GoValue {
  return JSON.parse(JSON.stringify(object) ?? 'null');
}

export function isSlice(value: GoValue | undefined): value is readonly GoValue[] {
  return Array.isArray(value);
}

export function isMap(value: GoValue | undefined): value is GoMap {
  return typeof value === 'object' && value !== null && !isSlice(value) && !(value instanceof GoNumber);
}

export function kindOf(value: GoValue): GoKind {
  if (value === null) return 'nil';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < 2 ** 63 ? 'int' : 'float';
  if (isSlice(value)) return 'slice';
  if (isMap(value)) return 'map';
  return value.type === 'float64' ? 'float' : value.type === 'uint8' ? 'uint' : 'int';
}

/** The type as `%T` and reflect print it. */
export function typeName(value: GoValue): string {
  if (value instanceof GoNumber) return value.type;
  const names = {
    nil: '<nil>',
    bool: 'bool',
    int: 'int64',
    uint: 'uint8',
    float: 'float64',
    string: 'string',
  } as const;
  const kind = kindOf(value);
  if (kind === 'slice') return '[]interface {}';
  return kind === 'map' ? 'map[string]interface {}' : names[kind];
}

export function numberOf(value: number | GoNumber): number {
  return typeof value === 'number' ? value : value.value;
}

/** A field that the map has itself; undefined when it has none. */
export function entryOf(map: GoMap, key: string): GoValue | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

/** The keys in the order in which Go prints maps. */
export function sortedKeys(map: GoMap): readonly string[] {
  return Object.keys(map).sort();
}

/** The bytes of a text as Go sees them when it walks through one. */
export function bytesOf(text: string): readonly GoNumber[] {
  return [...new TextEncoder().encode(text)].map((byte) => new GoNumber('uint8', byte));
}
