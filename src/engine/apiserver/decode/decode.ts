/**
 * From JSON to an object of a Go type, as the API server's decoder does it (§7.5): checks types with Go's texts, reports unknown
 * fields, drops zero values as Go's encoder would, and writes quantities and times canonically. What is canonical
 * already is returned as it is, so an unchanged part keeps its identity.
 * Follows sigs.k8s.io/json and the UnmarshalJSON methods of apimachinery.
 */
import { corruptByte } from '../../../lib/base64.ts';
import { Quantity, QuantityError } from '../../model/quantity.ts';
import type { FieldValidation } from '../strategy.ts';
import type { Field, GoType, ListType, MapType, ScalarType, StructType } from './go-types.ts';
import { isJsonObject, type JsonObject, rawProblem } from './json-value.ts';
import { readTime } from './time-text.ts';
import { isZero, writtenZeros, zero, zeroStruct } from './zero-values.ts';

/** Go refuses deeper JSON too, only later; raw parts are the only ones whose depth the types do not bound. */
const deepestRaw = 500;

/** The message is the text that follows `cannot be handled as a KIND: `. */
export class DecodeProblem extends Error {
  constructor(
    message: string,
    /** What is said instead when the object came about by a patch, which goes through another converter. */
    readonly inPatch: string = message,
    /** The only trouble is what a strict decoder says of it: unknown fields. */
    readonly strict?: readonly string[],
  ) {
    super(message);
  }
}

interface Walk {
  /** Names of the fields on the way, and indices. */
  readonly path: (string | number)[];
  /** The innermost struct that a field was looked up in. */
  readonly structs: string[];
  /** Go goes on after a type error and reports the first. */
  typeError?: DecodeProblem;
  readonly unknown: string[];
}

/**
 * Throws DecodeProblem. `stored`: an object of this type that is stored; what `json` has of it, as the same values, is
 * of the right type and is not walked again. A patch leaves most of an object as it was.
 */
export function decodeAs(type: StructType, json: unknown, mode: FieldValidation, stored?: unknown): unknown {
  const walk: Walk = { path: [], structs: [], unknown: [] };
  const value = decodeStruct(type, json, walk, stored);
  if (walk.typeError) throw walk.typeError;
  if (mode === 'Strict' && walk.unknown.length > 0) {
    const fields = walk.unknown.map((field) => `unknown field "${field}"`);
    const message = `strict decoding error: ${fields.join(', ')}`;
    throw new DecodeProblem(message, message, fields);
  }
  return value;
}

function decodeValue(type: GoType, json: unknown, walk: Walk): unknown {
  switch (type.kind) {
    case 'struct':
      return decodeStruct(type, json, walk);
    case 'list':
      return decodeList(type, json, walk);
    case 'map':
      return decodeMap(type, json, walk);
    default:
      return decodeScalar(type, json, walk);
  }
}

function decodeStruct(type: StructType, json: unknown, walk: Walk, stored?: unknown): JsonObject {
  if (!isJsonObject(json)) {
    if (json !== null && json !== undefined) mistype(type, json, walk);
    return zeroStruct(type);
  }
  const known = isJsonObject(stored) ? stored : NOTHING_STORED;
  const decoded = new Map<string, unknown>();
  let changed = false;
  walk.structs.push(type.name);
  // Clients send sorted keys, so the first problem in that order is the one that is reported.
  for (const key of Object.keys(json).sort()) {
    walk.path.push(key);
    const field = type.fields.get(key);
    if (!field) walk.unknown.push(shownPath(walk.path));
    else if (isPart(json[key]) && json[key] === known[key]) decoded.set(key, json[key]);
    else {
      const value = decodeField(field, json[key], walk, known[key]);
      if (value !== undefined) decoded.set(key, value);
      if (value !== json[key]) changed = true;
    }
    if (!field || !decoded.has(key)) changed = true;
    walk.path.pop();
  }
  walk.structs.pop();
  const missing = writtenZeros(type).filter(([name]) => !decoded.has(name));
  if (!changed && missing.length === 0) return json;
  const kept = Object.keys(json).filter((key) => decoded.has(key));
  return Object.fromEntries([...kept.map((key) => [key, decoded.get(key)] as const), ...missing]);
}

const NOTHING_STORED: JsonObject = {};

const isPart = (json: unknown): boolean => typeof json === 'object' && json !== null;

/** Undefined: Go would not write the field. */
function decodeField(field: Field, json: unknown, walk: Walk, stored: unknown): unknown {
  const { type } = field;
  if (json === undefined || (json === null && field.pointer)) return undefined;
  const value = type.kind === 'struct' ? decodeStruct(type, json, walk, stored) : decodeValue(type, json, walk);
  return !field.pointer && !field.always && isZero(type, value) ? undefined : value;
}

function decodeList(type: ListType, json: unknown, walk: Walk): unknown {
  if (!Array.isArray(json)) {
    if (json !== null) mistype(type, json, walk);
    return zero(type);
  }
  const items: unknown[] = [];
  let changed = false;
  for (let i = 0; i < json.length; i += 1) {
    walk.path.push(i);
    const item = json[i] === null || json[i] === undefined ? zero(type.item) : decodeValue(type.item, json[i], walk);
    walk.path.pop();
    if (item !== json[i]) changed = true;
    items.push(item);
  }
  return changed ? items : json;
}

function decodeMap(type: MapType, json: unknown, walk: Walk): unknown {
  if (!isJsonObject(json)) {
    if (json !== null) mistype(type, json, walk);
    return zero(type);
  }
  const decoded = new Map<string, unknown>();
  let changed = false;
  for (const key of Object.keys(json).sort()) {
    const item =
      json[key] === null || json[key] === undefined ? zero(type.item) : decodeValue(type.item, json[key], walk);
    if (item !== json[key]) changed = true;
    decoded.set(key, item);
  }
  // fromEntries makes `__proto__` an ordinary key, which assignment would not.
  return changed ? Object.fromEntries(Object.keys(json).map((key) => [key, decoded.get(key)])) : json;
}

function decodeScalar(type: ScalarType, json: unknown, walk: Walk): unknown {
  switch (type.kind) {
    case 'raw':
      return decodeRaw(json);
    case 'quantity':
      return decodeQuantity(json);
    case 'intOrString':
      if (typeof json === 'string' || isInteger(json, 31)) return json;
      if (json !== null) throw typeProblem(type, json, walk);
      return 0;
    case 'time':
      return decodeTime(type, json, walk);
    case 'int32':
    case 'int64':
      if (isInteger(json, type.kind === 'int32' ? 31 : 63)) return json;
      break;
    case 'bool':
      if (typeof json === 'boolean') return json;
      break;
    case 'bytes':
      if (typeof json === 'string') return decodeBytes(json);
      break;
    case 'string':
      if (typeof json === 'string') return json;
      break;
  }
  if (json !== null) mistype(type, json, walk);
  return zero(type);
}

/** Bytes stay in base64; text that is none is refused in the words of Go's decoder. */
function decodeBytes(base64: string): string {
  const at = corruptByte(base64);
  if (at !== undefined) throw new DecodeProblem(`illegal base64 data at input byte ${at}`);
  return base64;
}

function isInteger(json: unknown, bits: number): json is number {
  return typeof json === 'number' && Number.isInteger(json) && json >= -(2 ** bits) && json < 2 ** bits;
}

function decodeQuantity(json: unknown): string {
  if (json === null) return '0';
  const text = typeof json === 'string' || typeof json === 'number' ? String(json) : '';
  try {
    return Quantity.parse(text.trim()).toString();
  } catch (error) {
    if (error instanceof QuantityError) throw new DecodeProblem(error.message);
    throw error;
  }
}

function decodeTime(type: ScalarType, json: unknown, walk: Walk): string {
  if (json === null) return '';
  if (typeof json !== 'string') throw typeProblem(type, json, walk);
  const read = readTime(json);
  if ('problem' in read) throw new DecodeProblem(read.problem);
  return read.time;
}

function decodeRaw(json: unknown): unknown {
  const problem = rawProblem(json, deepestRaw);
  if (problem) throw new DecodeProblem(problem);
  return json;
}

function mistype(type: GoType, json: unknown, walk: Walk): void {
  walk.typeError ??= typeProblem(type, json, walk);
}

function typeProblem(type: GoType, json: unknown, walk: Walk): DecodeProblem {
  const struct = walk.structs.at(-1);
  const fields = walk.path.filter((step) => typeof step === 'string');
  const place = struct === undefined ? 'Go value' : `Go struct field ${struct}.${fields.join('.')}`;
  const message = `json: cannot unmarshal ${jsonKind(type, json)} into ${place} of type ${type.go}`;
  return new DecodeProblem(message, type.kind === 'intOrString' ? message : converterText(type, json));
}

/** Follows fromUnstructured in apimachinery/pkg/runtime/converter.go. */
function converterText(type: GoType, json: unknown): string {
  switch (type.kind) {
    case 'struct':
      return `cannot restore struct from: ${unstructuredKind(json)}`;
    case 'list':
      return `cannot restore slice from ${unstructuredKind(json)}`;
    case 'map':
      return `cannot restore map from ${unstructuredKind(json)}`;
    default:
      return `unrecognized type: ${type.kind}`;
  }
}

function unstructuredKind(json: unknown): string {
  if (Array.isArray(json)) return 'slice';
  if (typeof json === 'number') return Number.isInteger(json) ? 'int64' : 'float64';
  return typeof json === 'object' ? 'map' : typeof json === 'boolean' ? 'bool' : 'string';
}

function jsonKind(type: GoType, json: unknown): string {
  if (Array.isArray(json)) return 'array';
  if (typeof json === 'boolean') return 'bool';
  if (typeof json === 'string') return 'string';
  if (typeof json !== 'number') return 'object';
  const wantsInteger = type.kind === 'int32' || type.kind === 'int64' || type.kind === 'intOrString';
  return wantsInteger ? `number ${json}` : 'number';
}

function shownPath(path: readonly (string | number)[]): string {
  let shown = '';
  for (const step of path) {
    if (typeof step === 'number') shown += `[${step}]`;
    else shown += shown === '' ? step : `.${step}`;
  }
  return shown;
}
