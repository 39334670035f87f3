/** A value in a template's hands: Go's reflect.Value, as far as JSON needs it. */
import { type GoValue, isMap, isSlice, kindOf, numberOf, typeName } from '../go-values/go-value.ts';

export interface Held {
  readonly value: GoValue;
  /** Still inside the `interface {}` of the map or list that it came from. */
  readonly boxed: boolean;
}

/** Undefined is the invalid value, printed as `<no value>`: a key that is not there, or a null taken out of its box. */
export type MaybeHeld = Held | undefined;

export const NIL: Held = { value: null, boxed: true };

export function held(value: GoValue): Held {
  return { value, boxed: false };
}

export function boxed(value: GoValue): Held {
  return { value, boxed: true };
}

export function unboxed(one: MaybeHeld): MaybeHeld {
  if (!one?.boxed) return one;
  return one.value === null ? undefined : held(one.value);
}

export function typeOf({ value, boxed: inBox }: Held): string {
  return inBox ? 'interface {}' : typeName(value);
}

/** Whether a value counts as true: not the zero of its type, and not empty. */
export function isTrue(one: MaybeHeld): boolean {
  const value = unboxed(one)?.value ?? null;
  if (isSlice(value)) return value.length > 0;
  if (isMap(value)) return Object.keys(value).length > 0;
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return Boolean(value);
  return numberOf(value) !== 0;
}

export function isText(value: GoValue): value is string {
  return kindOf(value) === 'string';
}
