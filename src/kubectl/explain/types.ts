/**
 * The types of the kinds that the playground serves: their fields, what must be there, and Kubernetes' own words for
 * them. Taken from k8s.io/api and k8s.io/apimachinery v0.37.2 (Apache-2.0), by the rules of kube-openapi.
 */
import data from './types.json' with { type: 'json' };

export interface FieldType {
  readonly name: string;
  /** As explain shows it: `string`, `[]Container`, `map[string]Quantity`. */
  readonly type: string;
  readonly about: string;
  readonly required: boolean;
  readonly values: readonly string[];
}

interface TypeRow {
  readonly about: string;
  readonly fields?: Readonly<Record<string, readonly unknown[]>>;
}

const rows = data as unknown as Readonly<Record<string, TypeRow>>;

/** The type inside lists and maps. */
export function elementOf(type: string): string {
  return type.replace(/^(?:\[\]|map\[string\])+/, '');
}

/** Undefined for what has no name of its own, such as a text. */
export function aboutType(name: string): string | undefined {
  return Object.hasOwn(rows, name) ? rows[name]?.about : undefined;
}

/** By name; empty for a type without fields. */
export function fieldsOf(name: string): readonly FieldType[] {
  const fields = Object.hasOwn(rows, name) ? rows[name]?.fields : undefined;
  return Object.entries(fields ?? {}).map(([field, row]) => fieldType(field, row));
}

function fieldType(name: string, [type, about, required, values]: readonly unknown[]): FieldType {
  return {
    name,
    type: String(type),
    about: String(about),
    required: required === 1,
    values: Array.isArray(values) ? values.map(String) : [],
  };
}
