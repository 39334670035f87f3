import { describe, expect, it } from 'vitest';
import { UndecodableError } from '../decode/refusal.ts';
import type { StatusCause } from '../status.ts';
import { configMapStrategy, secretStrategy } from './config.ts';

const texts = (causes: readonly StatusCause[]) => causes.map(({ field, message }) => `${field}: ${message}`);
const metadata = { name: 'a', namespace: 'default', resourceVersion: '1' };

describe('ConfigMaps', () => {
  const stored = (json: object) =>
    configMapStrategy.decode({ metadata, ...json }, 'Strict') as Parameters<typeof configMapStrategy.validateUpdate>[1];

  it('refuses keys that are no file names, twice the same key, and more than a mebibyte', () => {
    expect(
      texts(configMapStrategy.validateCreate(stored({ data: { '..': '', k: '' }, binaryData: { k: 'YQ==' } }))),
    ).toEqual([
      'data[..]: Invalid value: "..": must not be \'..\'',
      'data[k]: Invalid value: "k": duplicate of key present in binaryData',
    ]);
    expect(texts(configMapStrategy.validateCreate(stored({ data: { k: 'x'.repeat(1024 * 1024 + 1) } })))).toEqual([
      '[]: Too long: may not be more than 1048576 bytes',
    ]);
  });

  it('stays as it is once it is immutable', () => {
    const old = stored({ data: { k: 'v' }, immutable: true });
    expect(texts(configMapStrategy.validateUpdate({ ...old, data: { k: 'w' }, immutable: undefined }, old))).toEqual([
      'immutable: Forbidden: field is immutable when `immutable` is set',
      'data: Forbidden: field is immutable when `immutable` is set',
    ]);
    expect(
      configMapStrategy.validateUpdate({ ...old, metadata: { ...old.metadata, labels: { a: 'b' } } }, old),
    ).toEqual([]);
  });
});

describe('Secrets', () => {
  const decoded = (json: object) =>
    secretStrategy.applyDefaults(secretStrategy.decode({ metadata, ...json }, 'Strict'));

  it('are opaque, and take plain text on top of their data', () => {
    const draft = decoded({ data: { a: 'YQ==', b: 'Yg==' }, stringData: { b: 'ü' } });
    expect(draft).toEqual({ ...draft, type: 'Opaque', data: { a: 'YQ==', b: 'w7w=' } });
    expect(draft).not.toHaveProperty('stringData');
  });

  it('hold what their type needs, in base64, and keep their type', () => {
    expect(
      texts(secretStrategy.validateCreate(decoded({ type: 'kubernetes.io/tls', data: { 'tls.crt': '' } }))),
    ).toEqual(['data[tls.key]: Required value']);
    expect(() => decoded({ data: { a: 'no base64' } })).toThrow(UndecodableError);
    const old = decoded({}) as Parameters<typeof secretStrategy.validateUpdate>[1];
    expect(texts(secretStrategy.validateUpdate({ ...old, type: 'other' }, old))).toEqual([
      'type: Invalid value: "other": field is immutable',
    ]);
  });
});
