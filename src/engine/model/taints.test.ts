import { describe, expect, it } from 'vitest';
import type { Toleration } from './core.ts';
import { evictsPods, findUntoleratedTaint, repelsPods, tolerates } from './taints.ts';

const taint = { key: 'team', value: 'db', effect: 'NoSchedule' };

describe('tolerations', () => {
  it.each<[string, Toleration, boolean]>([
    ['Exists asks for no value', { key: 'team', operator: 'Exists' }, true],
    ['no operator means Equal', { key: 'team', value: 'db' }, true],
    ['Equal compares the value', { key: 'team', operator: 'Equal', value: 'web' }, false],
    ['another effect does not help', { key: 'team', operator: 'Exists', effect: 'NoExecute' }, false],
    ['another key does not help', { key: 'zone', operator: 'Exists' }, false],
    ['Exists without key tolerates everything', { operator: 'Exists' }, true],
    ['an unknown operator tolerates nothing', { key: 'team', operator: 'Like', value: 'db' }, false],
  ])('§3.3 %s', (_rule, toleration, expected) => {
    expect(tolerates(toleration, taint)).toBe(expected);
  });

  it('§21.4 an empty key with an equal value tolerates any key with that value', () => {
    expect(tolerates({ operator: 'Equal', value: 'db' }, taint)).toBe(true);
  });

  it('§3.3 Gt and Lt are off unless their feature gate is on, and read only plain integers', () => {
    const level = (value: string) => ({ key: 'level', value, effect: 'NoSchedule' });
    const above: Toleration = { key: 'level', operator: 'Gt', value: '6' };
    expect(tolerates(above, level('7'))).toBe(false);
    expect(tolerates(above, level('7'), true)).toBe(true);
    expect(tolerates(above, level('6'), true)).toBe(false);
    expect(tolerates(above, level('007'), true)).toBe(false);
    expect(tolerates(above, level('9223372036854775808'), true)).toBe(false);
    expect(tolerates({ key: 'level', operator: 'Lt', value: '+9' }, level('7'), true)).toBe(false);
  });

  it('§3.1 finds the first taint that counts and nothing tolerates', () => {
    const taints = [{ key: 'a', effect: 'PreferNoSchedule' }, taint, { key: 'b', effect: 'NoExecute' }];
    expect(findUntoleratedTaint([], taints, repelsPods)).toBe(taints[1]);
    expect(findUntoleratedTaint([], taints, evictsPods)).toBe(taints[2]);
    expect(findUntoleratedTaint([{ operator: 'Exists' }], taints, repelsPods)).toBeUndefined();
  });
});
