import { describe, expect, it } from 'vitest';
import { ApiError } from '../status.ts';
import { strategies } from '../strategies.ts';
import { metadataProblem } from './client-metadata.ts';
import { refusedPatch } from './refusal.ts';

function refusal(object: unknown): unknown {
  try {
    return strategies.DaemonSet.decode(object, 'Strict');
  } catch (error) {
    return error;
  }
}

function textOf(error: unknown): string {
  return error instanceof ApiError ? error.status.message : '';
}

describe('§7.5 refusals of patches', () => {
  it('§7.5 shows what is left of a strategic patch as Go prints it', () => {
    const body = { spec: { priorityClassName: null } };
    const error = refusal({ spec: { template: { spec: { containers: [{ imagee: 'x' }] } } } });
    expect(textOf(refusedPatch(error, 'strategic', body, {}))).toBe(
      ' "" is invalid: patch: Invalid value: "map[spec:map[priorityClassName:<nil>]]": strict decoding error: unknown field "spec.template.spec.containers[0].imagee"',
    );
  });

  it('§7.5 shows what came out of another patch', () => {
    const error = refusal({ spec: { minReadySeconds: 'x' } });
    const text = textOf(refusedPatch(error, 'merge', {}, { spec: { minReadySeconds: 'x' } }));
    expect(text).toContain(
      'patch: Invalid value: "{\\"spec\\":{\\"minReadySeconds\\":\\"x\\"}}": json: cannot unmarshal',
    );
  });

  it('§7.5 leaves other errors alone', () => {
    const error = new Error('x');
    expect(refusedPatch(error, 'merge', {}, {})).toBe(error);
  });

  it('§7.3 tells a client what is wrong with metadata alone', () => {
    expect(metadataProblem({ kind: 'Any', metadata: { labels: { a: 1 } }, spec: 5 })).toBe(
      'json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string',
    );
    expect(metadataProblem({ metadata: { labels: { a: null } } })).toBeUndefined();
  });
});
