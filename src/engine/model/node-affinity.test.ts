import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Affinity, Node, NodeSelectorTerm } from './core.ts';
import {
  compilePreferredNodeScore,
  compileRequiredNodeAffinity,
  matchRequiredNodeAffinity,
  readsNodeFields,
  requiredNodeAffinityError,
} from './node-affinity.ts';

function node(name: string, labels: Record<string, string> = {}): Node {
  const metadata = { name, labels, uid: name, resourceVersion: '1', creationTimestamp: '2026-07-01T12:00:00Z' };
  return { apiVersion: 'v1', kind: 'Node', metadata, spec: {}, status: {} };
}

function required(...nodeSelectorTerms: NodeSelectorTerm[]): Affinity {
  return { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } };
}

const matches = (affinity: Affinity, on: Node) => compileRequiredNodeAffinity(undefined, affinity)(on);
const expression = (key: string, operator: string, ...values: string[]) =>
  required({ matchExpressions: [values.length > 0 ? { key, operator, values } : { key, operator }] });

describe('required node affinity', () => {
  it('§3.2 nodeSelector and affinity must both match', () => {
    const both = compileRequiredNodeAffinity({ os: 'linux' }, expression('disk', 'In', 'ssd'));
    expect(both(node('a', { os: 'linux', disk: 'ssd' }))).toBe(true);
    expect(both(node('a', { os: 'linux' }))).toBe(false);
    expect(both(node('a', { disk: 'ssd' }))).toBe(false);
    expect(compileRequiredNodeAffinity(undefined, undefined)(node('a'))).toBe(true);
  });

  it.each([
    ['In', ['8'], false, true],
    ['NotIn', ['8'], true, false],
    ['Exists', [], false, true],
    ['DoesNotExist', [], true, false],
    ['Gt', ['7'], false, true],
    ['Lt', ['7'], false, false],
  ])('§3.2 %s with the label absent and present', (operator, values, absent, present) => {
    const affinity = expression('cpus', operator, ...values);
    expect(matches(affinity, node('a'))).toBe(absent);
    expect(matches(affinity, node('a', { cpus: '8' }))).toBe(present);
  });

  it('§3.2 terms are alternatives; what stands in one term must all match', () => {
    const name = { key: 'metadata.name', operator: 'In', values: ['a'] };
    const affinity = required(
      { matchExpressions: [{ key: 'disk', operator: 'Exists' }], matchFields: [name] },
      { matchExpressions: [{ key: 'zone', operator: 'Exists' }] },
    );
    expect(matches(affinity, node('a', { disk: 'ssd' }))).toBe(true);
    expect(matches(affinity, node('b', { disk: 'ssd' }))).toBe(false);
    expect(matches(affinity, node('b', { zone: '1' }))).toBe(true);
  });

  it('§3.2 an empty term matches nothing, and neither does a selector without usable terms', () => {
    expect(matches(required({}), node('a'))).toBe(false);
    expect(matches(required(), node('a'))).toBe(false);
    expect(matches(required({ matchExpressions: [], matchFields: [] }), node('a'))).toBe(false);
  });

  it('§3.2 a term that cannot be parsed is an error only when no other term matches', () => {
    const bad = { matchExpressions: [{ key: 'disk', operator: 'Near', values: ['ssd'] }] };
    const good = { matchExpressions: [{ key: 'zone', operator: 'Exists' }] };
    const text =
      'nodeSelectorTerms[0].matchExpressions[0].operator: Unsupported value: "Near": supported values: "In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"';
    const affinity = required(bad, good);
    expect(matchRequiredNodeAffinity(undefined, affinity, node('a', { zone: '1' }))).toEqual({ match: true });
    expect(matchRequiredNodeAffinity(undefined, affinity, node('a'))).toEqual({ match: false, error: text });
    expect(requiredNodeAffinityError(affinity)).toBe(text);
  });

  it('§3.2 a name field takes In or NotIn with one value', () => {
    const fields = (operator: string, ...values: string[]) =>
      requiredNodeAffinityError(required({ matchFields: [{ key: 'metadata.name', operator, values }] }));
    expect(fields('In', 'a')).toBeUndefined();
    expect(fields('In', 'a', 'b')).toBe(
      'nodeSelectorTerms[0].matchFields[0].values: Invalid value: ["a","b"]: must have one element',
    );
    expect(fields('Exists')).toBe(
      'nodeSelectorTerms[0].matchFields[0].operator: Unsupported value: "Exists": supported values: "In", "NotIn"',
    );
  });

  it('§3.2 the compiled form agrees with the one that tells errors', () => {
    const key = fc.constantFrom('disk', 'cpus', '-bad');
    const operator = fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt', 'Near');
    const values = fc.array(fc.constantFrom('ssd', '4', '8', ''), { maxLength: 2 });
    const label = fc.record({ key, operator, values });
    const field = fc.record({
      key: fc.constant('metadata.name'),
      operator,
      values: fc.array(fc.constantFrom('a', 'b')),
    });
    const term = fc.record(
      { matchExpressions: fc.array(label, { maxLength: 2 }), matchFields: fc.array(field, { maxLength: 1 }) },
      { requiredKeys: [] },
    );
    const labels = fc.dictionary(fc.constantFrom('disk', 'cpus'), fc.constantFrom('ssd', '4', '8', ''));
    fc.assert(
      fc.property(fc.array(term, { maxLength: 3 }), labels, fc.constantFrom('a', 'b'), (terms, given, name) => {
        const affinity = required(...terms);
        const on = node(name, given);
        expect(matches(affinity, on)).toBe(matchRequiredNodeAffinity(undefined, affinity, on).match);
        if (!readsNodeFields(affinity)) expect(matches(affinity, node('c', given))).toBe(matches(affinity, on));
      }),
    );
  });
});

describe('preferred node affinity', () => {
  const prefers = (weight: number, key: string) => ({
    weight,
    preference: { matchExpressions: [{ key, operator: 'Exists' }] },
  });

  it('§3.2 adds up the weights of the terms that match', () => {
    const score = compilePreferredNodeScore([prefers(10, 'disk'), prefers(5, 'zone'), { weight: 1, preference: {} }]);
    expect(score(node('a', { disk: 'ssd', zone: '1' }))).toBe(15);
    expect(score(node('a', { zone: '1' }))).toBe(5);
    expect(score(node('a'))).toBe(0);
  });

  it('§3.2 cannot be used when a term with weight cannot be parsed', () => {
    const bad = { matchExpressions: [{ key: 'disk', operator: 'In' }] };
    const text =
      "[1].matchExpressions[0].values: Invalid value: null: for 'in', 'notin' operators, values set can't be empty";
    expect(() => compilePreferredNodeScore([prefers(1, 'zone'), { weight: 1, preference: bad }])).toThrow(text);
    expect(compilePreferredNodeScore([{ weight: 0, preference: bad }])(node('a'))).toBe(0);
  });
});
