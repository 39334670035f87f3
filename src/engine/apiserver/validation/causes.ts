/** Builders of field errors, worded as apimachinery/pkg/util/validation/field (§7.3). */
import { goJson } from '../decode/go-json.ts';
import { quoted } from '../errors.ts';
import type { StatusCause } from '../status.ts';

/** A value that Go prints as JSON: anything but plain strings, numbers and booleans, named string types included. */
export interface AsJson {
  readonly json: string;
}
export type BadValue = string | number | boolean | AsJson;

/** For values of Go's named string types, structs, maps, slices and pointers. */
export function asJson(value: unknown): AsJson {
  return { json: goJson(value) };
}

function shown(value: BadValue): string {
  if (typeof value === 'string') return quoted(value);
  return typeof value === 'object' ? value.json : String(value);
}

function withDetail(head: string, detail: string): string {
  return detail === '' ? head : `${head}: ${detail}`;
}

export function required(field: string, detail = ''): StatusCause {
  return { field, reason: 'FieldValueRequired', message: withDetail('Required value', detail) };
}

export function invalidValue(field: string, value: BadValue, detail: string): StatusCause {
  return { field, reason: 'FieldValueInvalid', message: withDetail(`Invalid value: ${shown(value)}`, detail) };
}

/** One field error for each message of a name rule. */
export function invalidValues(field: string, value: string, messages: readonly string[]): StatusCause[] {
  return messages.map((message) => invalidValue(field, value, message));
}

/** The supported values appear in the order given: Go sorts some lists and not others. */
export function notSupported(field: string, value: BadValue, supported: readonly string[]): StatusCause {
  const detail = `supported values: ${supported.map(quoted).join(', ')}`;
  return { field, reason: 'FieldValueNotSupported', message: withDetail(`Unsupported value: ${shown(value)}`, detail) };
}

export function forbiddenField(field: string, detail: string): StatusCause {
  return { field, reason: 'FieldValueForbidden', message: withDetail('Forbidden', detail) };
}

export function duplicate(field: string, value: BadValue, detail = ''): StatusCause {
  return { field, reason: 'FieldValueDuplicate', message: withDetail(`Duplicate value: ${shown(value)}`, detail) };
}

export function valueNotFound(field: string, value: BadValue, detail = ''): StatusCause {
  return { field, reason: 'FieldValueNotFound', message: withDetail(`Not found: ${shown(value)}`, detail) };
}

/** The limit is in bytes. */
export function tooLong(field: string, limit: number): StatusCause {
  return { field, reason: 'FieldValueTooLong', message: `Too long: may not be more than ${limit} bytes` };
}

export function nonnegative(field: string, value: number): StatusCause[] {
  return value < 0 ? [invalidValue(field, value, 'must be greater than or equal to 0')] : [];
}
