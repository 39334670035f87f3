/** What templates can call: Go's own functions, and kubectl's `exists` and `base64decode`. Follows text/template/funcs.go. */
import {
  bytesOf,
  entryOf,
  GoNumber,
  type GoValue,
  isMap,
  isSlice,
  kindOf,
  numberOf,
  typeName,
} from '../go-values/go-value.ts';
import { equalsAny, isLess } from './compare.ts';
import { sprint, sprintf } from './format.ts';
import { boxed, type Held, held, isText, isTrue, type MaybeHeld, NIL, unboxed } from './held.ts';
import { TemplateError } from './template-error.ts';

/** `value` may be invalid, `any` not, and `string` must be a text. */
export type ArgType = 'value' | 'any' | 'string';

export interface TemplateFunction {
  readonly fixed: readonly ArgType[];
  /** The type of any number of further arguments. */
  readonly rest?: ArgType;
  /** Throws TemplateError. */
  call(args: readonly MaybeHeld[]): MaybeHeld;
}

const values = (args: readonly MaybeHeld[]): readonly GoValue[] => args.map((arg) => arg?.value ?? null);

function comparison(test: (a: MaybeHeld, b: MaybeHeld) => boolean): TemplateFunction {
  return { fixed: ['value', 'value'], call: ([a, b]) => held(test(a, b)) };
}

function escaper(escaped: (text: string) => string): TemplateFunction {
  return { fixed: [], rest: 'any', call: (args) => held(escaped(printed(args))) };
}

/** What an escaper is given as text: a null is none, as where values are printed. */
function printed(args: readonly MaybeHeld[]): string {
  return sprint(values(args).map((value) => value ?? '<no value>'));
}

const HTML: Readonly<Record<string, string>> = {
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\0': '\ufffd',
};

function queryEscape(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}

export const functions: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  // These two stop at the argument that decides, so they are carried out where arguments are.
  ['and', { fixed: ['value'], rest: 'value', call: (args) => args.at(-1) }],
  ['or', { fixed: ['value'], rest: 'value', call: (args) => args.at(-1) }],
  ['not', { fixed: ['value'], call: ([arg]) => held(!isTrue(arg)) }],
  ['eq', { fixed: ['value'], rest: 'value', call: ([first, ...others]) => held(equalsAny(first, others)) }],
  ['ne', comparison((a, b) => !equalsAny(a, [b]))],
  ['lt', comparison(isLess)],
  ['le', comparison((a, b) => isLess(a, b) || equalsAny(a, [b]))],
  ['gt', comparison((a, b) => !(isLess(a, b) || equalsAny(a, [b])))],
  ['ge', comparison((a, b) => !isLess(a, b))],
  ['len', { fixed: ['value'], call: ([arg]) => held(new GoNumber('int', lengthOf(arg))) }],
  ['index', { fixed: ['value'], rest: 'value', call: ([item, ...at]) => index(item, at) }],
  ['slice', { fixed: ['value'], rest: 'value', call: ([item, ...at]) => slice(item, at) }],
  ['print', { fixed: [], rest: 'any', call: (args) => held(sprint(values(args))) }],
  [
    'println',
    {
      fixed: [],
      rest: 'any',
      call: (args) =>
        held(
          `${values(args)
            .map((value) => sprint([value]))
            .join(' ')}\n`,
        ),
    },
  ],
  [
    'printf',
    {
      fixed: ['string'],
      rest: 'any',
      call: ([format, ...args]) => held(sprintf(String(format?.value ?? ''), values(args))),
    },
  ],
  ['html', escaper((text) => text.replace(/["'&<>\0]/g, (char) => HTML[char] ?? char))],
  ['urlquery', escaper(queryEscape)],
  ['exists', { fixed: ['any'], rest: 'any', call: ([item, ...at]) => held(exists(item, at)) }],
  ['base64decode', { fixed: ['string'], call: ([text]) => held(base64decode(String(text?.value ?? ''))) }],
]);

function lengthOf(arg: MaybeHeld): number {
  if (!arg) throw new TemplateError('reflect: call of reflect.Value.Type on zero Value');
  const { value } = arg;
  if (value === null) throw new TemplateError('len of nil pointer');
  if (isSlice(value)) return value.length;
  if (isMap(value)) return Object.keys(value).length;
  if (typeof value === 'string') return bytesOf(value).length;
  throw new TemplateError(`len of type ${typeName(value)}`);
}

function indexNumber(at: MaybeHeld, capacity: number): number {
  const found = unboxed(at);
  if (!found) throw new TemplateError('cannot index slice/array with nil');
  const number = wholeNumber(found);
  if (number === undefined) throw new TemplateError(`cannot index slice/array with type ${typeName(found.value)}`);
  if (number < 0 || number > capacity) throw new TemplateError(`index out of range: ${number}`);
  return number;
}

function wholeNumber({ value }: Held): number | undefined {
  const kind = kindOf(value);
  if (kind !== 'int' && kind !== 'uint') return undefined;
  return typeof value === 'number' || value instanceof GoNumber ? numberOf(value) : undefined;
}

function index(start: MaybeHeld, indexes: readonly MaybeHeld[]): MaybeHeld {
  let item = unboxed(start);
  if (!item) throw new TemplateError('index of untyped nil');
  for (const at of indexes) {
    const value: GoValue = item.value;
    if (value === null) throw new TemplateError('index of nil pointer');
    if (isSlice(value) || typeof value === 'string') {
      const kind: string = typeof value === 'string' ? 'string' : 'slice';
      const items: readonly GoValue[] = typeof value === 'string' ? bytesOf(value) : value;
      const found: GoValue | undefined = items[indexNumber(at, items.length)];
      if (found === undefined) throw new TemplateError(`reflect: ${kind} index out of range`);
      item = kind === 'string' ? held(found) : boxed(found);
    } else if (isMap(value)) {
      const key = unboxed(at);
      if (!key) throw new TemplateError('value is nil; should be of type string');
      if (!isText(key.value)) throw new TemplateError(`value has type ${typeName(key.value)}; should be string`);
      item = boxed(entryOf(value, key.value) ?? null);
    } else throw new TemplateError(`can't index item of type ${typeName(value)}`);
  }
  return item;
}

function slice(start: MaybeHeld, indexes: readonly MaybeHeld[]): MaybeHeld {
  const item = unboxed(start);
  if (!item) throw new TemplateError('slice of untyped nil');
  if (indexes.length > 3) throw new TemplateError(`too many slice indexes: ${indexes.length}`);
  const { value } = item;
  if (!isSlice(value) && typeof value !== 'string') {
    throw new TemplateError(`can't slice item of type ${typeName(value)}`);
  }
  if (typeof value === 'string' && indexes.length === 3) throw new TemplateError('cannot 3-index slice a string');
  const { length } = typeof value === 'string' ? bytesOf(value) : value;
  const [from = 0, to = length, capacity = length] = indexes.map((at) => indexNumber(at, length));
  if (from > to) throw new TemplateError(`invalid slice index: ${from} > ${to}`);
  if (to > capacity) throw new TemplateError(`invalid slice index: ${to} > ${capacity}`);
  if (typeof value !== 'string') return held(value.slice(from, to));
  return held(new TextDecoder().decode(new TextEncoder().encode(value).slice(from, to)));
}

/** Whether `index` would find something. Follows exists in cli-runtime/pkg/printers/jsonpath.go. */
function exists(start: MaybeHeld, indexes: readonly MaybeHeld[]): boolean {
  let value: GoValue = start?.value ?? null;
  for (const at of indexes) {
    const key: Held = unboxed(at) ?? NIL;
    if (isSlice(value) || typeof value === 'string') {
      const items: readonly GoValue[] = typeof value === 'string' ? bytesOf(value) : value;
      const number = wholeNumber(key);
      if (number === undefined || number < 0 || number >= items.length) return false;
      value = items[number] ?? null;
    } else if (isMap(value)) {
      const name = key.value ?? '';
      if (!isText(name)) return false;
      value = entryOf(value, name) ?? null;
    } else return false;
  }
  return value !== null;
}

function base64decode(text: string): string {
  const plain = text.replace(/[\r\n]/g, '');
  const incomplete = plain.length % 4;
  const strange = /[^A-Za-z0-9+/]/.exec(plain.replace(/={1,2}$/, ''))?.index;
  const wrong = strange ?? (incomplete === 0 ? -1 : plain.length - incomplete);
  if (wrong >= 0) throw new TemplateError(`base64 decode failed: illegal base64 data at input byte ${wrong}`);
  const bytes = Uint8Array.from(atob(plain), (char) => char.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}
