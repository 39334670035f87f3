import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GoType, structType } from './decode/go-types.ts';
import { ApiError } from './status.ts';
import { strategies } from './strategies.ts';

/** Values of a Go type as users might write them: mostly right, with hostile ones strewn in. */
function valuesOf(type: GoType, depth: number): fc.Arbitrary<unknown> {
  const right = rightValues(type, depth);
  return depth === 0 ? right : fc.oneof({ weight: 60, arbitrary: right }, { weight: 1, arbitrary: junk });
}

const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 1e300, '1E9999', '2026-07-01T00:00:00+99:99', undefined),
  fc.constant(JSON.parse('{"__proto__":{"polluted":1},"constructor":1}')),
);
const words = fc.constantFrom(
  '',
  'a',
  'web',
  'OnDelete',
  'Always',
  'In',
  'Exists',
  'NoExecute',
  'TCP',
  '..',
  '/x',
  'a b',
);
const amounts = fc.constantFrom<string | number>('1', '100m', '-1', '0.5Ki', '1n', '1E999', 5, 0.1, '-11000Ti');
const keys = fc.constantFrom('a', 'cpu', 'memory', 'example.com/gpu', 'hugepages-2Mi', '__proto__', 'toString', 'a b');

function rightValues(type: GoType, depth: number): fc.Arbitrary<unknown> {
  switch (type.kind) {
    case 'struct': {
      if (depth > 9) return fc.constant({});
      const fields = [...type.fields.values()];
      return fc.subarray(fields, { maxLength: Math.min(fields.length, 8) }).chain((some) => {
        return fc.record(Object.fromEntries(some.map((field) => [field.name, valuesOf(field.type, depth + 1)])));
      });
    }
    case 'list':
      return fc.array(valuesOf(type.item, depth + 1), { maxLength: 3 });
    case 'map':
      return fc.dictionary(keys, valuesOf(type.item, depth + 1), { maxKeys: 3 });
    case 'bool':
      return fc.boolean();
    case 'int32':
    case 'int64':
      return fc.integer({ min: -2, max: 70000 });
    case 'quantity':
      return amounts;
    case 'intOrString':
      return fc.constantFrom<string | number>(1, 0, 'http', '50%', '');
    case 'time':
      return fc.constantFrom('2026-07-01T00:00:00Z', '2026-07-01T00:00:00+02:00');
    case 'raw':
      return fc.jsonValue();
    default:
      return fc.oneof(words, fc.string());
  }
}

function decoded<T>(decode: () => T): T | undefined {
  try {
    return decode();
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}

describe('§7 every kind', () => {
  for (const strategy of Object.values(strategies)) {
    const { kind, apiVersion } = strategy.resource;
    // A shared signature: the kinds' own types do not matter here.
    const handle = strategy as (typeof strategies)['Pod'];

    it(`§7 takes any ${kind} or refuses it clearly, the same when done twice`, () => {
      fc.assert(
        fc.property(valuesOf(structType(kind), 0), (value) => {
          const draft = decoded(() => handle.decode({ ...Object(value), kind, apiVersion }, 'Strict'));
          expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
          if (!draft) return;
          expect(handle.decode(draft, 'Strict')).toBe(draft);
          const full = handle.applyDefaults(draft);
          expect(handle.applyDefaults(full)).toBe(full);
          expect(handle.decode(full, 'Strict')).toBe(full);
          const prepared = handle.prepareForCreate(full);
          for (const { field, message } of handle.validateCreate(prepared)) expect(field && message).toBeTruthy();
          handle.warnings(prepared);
          const old = prepared as ReturnType<typeof handle.prepareForUpdate>;
          expect(handle.prepareForUpdate(old, old)).toBe(old);
          handle.validateUpdate({ ...old, metadata: { ...old.metadata }, spec: { ...old.spec } }, old);
        }),
        { numRuns: 150 },
      );
    });

    it(`§7 refuses what is no ${kind} at all`, () => {
      for (const value of [null, 5, 'x', [], undefined]) expect(() => handle.decode(value, 'Ignore')).toThrow(ApiError);
      expect(() => handle.decode({ kind: 'Other' }, 'Ignore')).toThrow(ApiError);
      expect(() => handle.decode({ apiVersion: 'x/v2' }, 'Ignore')).toThrow('does not match the expected API version');
    });
  }
});
