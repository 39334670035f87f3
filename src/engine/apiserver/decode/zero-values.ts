/** Go's zero values, and which of them its encoder writes. */
import type { GoType, StructType } from './go-types.ts';
import { isJsonObject, type JsonObject } from './json-value.ts';

/** Whether Go leaves the value out where it may. Structs, and quantities, which are structs, are always written. */
export function isZero(type: GoType, value: unknown): boolean {
  switch (type.kind) {
    case 'list':
      return Array.isArray(value) && value.length === 0;
    case 'map':
      return isJsonObject(value) && Object.keys(value).length === 0;
    case 'string':
    case 'bytes':
    case 'time':
      return value === '';
    case 'bool':
      return value === false;
    case 'int32':
    case 'int64':
      return value === 0;
    default:
      return false;
  }
}

const zeroFields = new WeakMap<StructType, readonly (readonly [string, unknown])[]>();

/** What Go writes of a struct's fields even when none was given. */
export function writtenZeros(type: StructType): readonly (readonly [string, unknown])[] {
  const known = zeroFields.get(type);
  if (known) return known;
  const zeros: (readonly [string, unknown])[] = [];
  for (const { name, type: fieldType, pointer, always } of type.fields.values()) {
    const written = always || fieldType.kind === 'struct' || fieldType.kind === 'quantity';
    if (written && !pointer && fieldType.kind !== 'time' && fieldType.kind !== 'raw')
      zeros.push([name, zero(fieldType)]);
  }
  zeroFields.set(type, zeros);
  return zeros;
}

export function zeroStruct(type: StructType): JsonObject {
  return Object.fromEntries(writtenZeros(type));
}

export function zero(type: GoType): unknown {
  switch (type.kind) {
    case 'struct':
      return zeroStruct(type);
    case 'list':
      return [];
    case 'map':
      return {};
    case 'bool':
      return false;
    case 'int32':
    case 'int64':
    case 'intOrString':
      return 0;
    case 'quantity':
      return '0';
    case 'raw':
      return null;
    default:
      return '';
  }
}
