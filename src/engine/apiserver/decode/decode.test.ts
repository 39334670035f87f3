import { describe, expect, it } from 'vitest';
import { DecodeProblem, decodeAs } from './decode.ts';
import { structNames, structType } from './go-types.ts';

const decode = (json: unknown, mode: 'Ignore' | 'Strict' = 'Strict') => decodeAs(structType('Pod'), json, mode);

function problemOf(json: unknown): string {
  try {
    decode(json);
  } catch (error) {
    if (error instanceof DecodeProblem) return error.message;
    throw error;
  }
  return '';
}

describe('§7.5 decoding', () => {
  it('§7.5 has tables without dangling names', () => {
    for (const name of structNames) expect(structType(name).name).toBe(name);
  });

  it('§7.5 names every unknown field with its path, in the order of sorted keys', () => {
    const pod = { spec: { containers: [{ name: 'a', img: 'x' }], replica: 1 } };
    expect(problemOf(pod)).toBe(
      'strict decoding error: unknown field "spec.containers[0].img", unknown field "spec.replica"',
    );
    expect(decode(pod, 'Ignore')).toMatchObject({ spec: { containers: [{ name: 'a', resources: {} }] } });
  });

  it('§7.5 reports the first type error, and a bad quantity before it', () => {
    const typed = { metadata: { labels: { a: 5 } }, spec: { hostNetwork: 'true' } };
    expect(problemOf(typed)).toBe(
      'json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string',
    );
    const quantity = { ...typed, spec: { containers: [{ resources: { limits: { cpu: '1x' } } }] } };
    expect(problemOf(quantity)).toMatch(/^quantities must match/);
  });

  it('§7.5 shows numbers that do not fit and the names of Go types', () => {
    expect(problemOf({ spec: { priority: 1.5 } })).toBe(
      'json: cannot unmarshal number 1.5 into Go struct field PodSpec.spec.priority of type int32',
    );
    expect(problemOf({ spec: { restartPolicy: 1 } })).toBe(
      'json: cannot unmarshal number into Go struct field PodSpec.spec.restartPolicy of type v1.RestartPolicy',
    );
    expect(problemOf({ spec: { containers: {} } })).toContain('cannot unmarshal object into');
    expect(problemOf({ spec: { priority: Number.NaN } })).toContain('number NaN');
  });

  it('§7.5 reads times as Go does', () => {
    const at = (creationTimestamp: unknown) => ({ metadata: { creationTimestamp } });
    expect(decode(at('2026-07-01T12:00:00.5+02:00'))).toMatchObject(at('2026-07-01T10:00:00Z'));
    expect(problemOf(at('yesterday'))).toBe(
      'parsing time "yesterday" as "2006-01-02T15:04:05Z07:00": cannot parse "yesterday" as "2006"',
    );
    expect(problemOf(at('2026-02-30T00:00:00Z'))).toContain('day out of range');
    expect(problemOf(at('2026-02-01T00:00:00+99:99'))).toContain('out of range');
  });

  it('§7.5 drops zero values that Go would not write, and writes those that it does', () => {
    const decoded = decode({ spec: { hostNetwork: false, tolerations: [], containers: [{ name: '', args: null }] } });
    expect(decoded).toEqual({ metadata: {}, spec: { containers: [{ name: '', resources: {} }] }, status: {} });
  });

  it('§7.5 returns what is canonical as it is', () => {
    const pod = decode({ metadata: { name: 'a' }, spec: { containers: [{ name: 'a', image: 'b' }] } });
    expect(decode(pod)).toBe(pod);
  });

  it('§7.5 treats hostile keys as data', () => {
    const labels: unknown = JSON.parse('{"__proto__":"x","constructor":null}');
    const decoded = decode({ metadata: { labels } }) as { metadata: { labels: object } };
    expect(Object.keys(decoded.metadata.labels)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(decoded.metadata.labels)).toBe(Object.prototype);
    expect(problemOf(JSON.parse('{"__proto__":{"a":1}}'))).toContain('unknown field "__proto__"');
  });

  it('§7.5 refuses bottomless and foreign raw data', () => {
    let deep: unknown = 1;
    for (let i = 0; i < 2000; i += 1) deep = [deep];
    const revision = structType('ControllerRevision');
    expect(() => decodeAs(revision, { data: deep }, 'Strict')).toThrow('exceeded max depth');
    expect(() => decodeAs(revision, { data: { a: Number.NaN } }, 'Strict')).toThrow(DecodeProblem);
  });
});
