import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertFieldSelector, fieldSelectorMatches, fieldSelectorText, parseFieldSelector } from './field-selector.ts';
import { selectableFields } from './selectable-fields.ts';

describe('field selectors', () => {
  it('§15 all terms must match, and an absent field is empty', () => {
    const selector = parseFieldSelector('spec.nodeName=node-1,status.phase!=Running');
    expect(fieldSelectorMatches(selector, { 'spec.nodeName': 'node-1', 'status.phase': 'Pending' })).toBe(true);
    expect(fieldSelectorMatches(selector, { 'spec.nodeName': 'node-1', 'status.phase': 'Running' })).toBe(false);
    expect(fieldSelectorMatches(parseFieldSelector('spec.nodeName='), {})).toBe(true);
    expect(fieldSelectorMatches(parseFieldSelector('constructor!='), {})).toBe(false);
  });

  it('§15 writes terms in the order of their texts, with values escaped', () => {
    expect(fieldSelectorText(parseFieldSelector('b==2,a=x\\,y\\=z'))).toBe('a=x\\,y\\=z,b=2');
  });

  it.each([
    ['name', "invalid selector: 'name'; can't understand 'name'"],
    ['a=b=c', 'invalid field selector: unescaped character in value: 61'],
    ['a=b\\c', 'invalid field selector: invalid escape sequence: \\c'],
    ['a=b\\', 'invalid field selector: invalid escape sequence: \\'],
  ])('§15 refuses %s as the API server does', (text, message) => {
    expect(() => parseFieldSelector(text)).toThrow(message);
  });

  it('§15 each kind offers its own fields', () => {
    const onNode = parseFieldSelector('spec.nodeName=node-1');
    expect(fieldSelectorText(convertFieldSelector(onNode, 'Pod'))).toBe('spec.nodeName=node-1');
    expect(() => convertFieldSelector(onNode, 'Node')).toThrow('field label not supported: spec.nodeName');
    const known = '"spec.nodeName" is not a known field selector: only "metadata.name", "metadata.namespace"';
    expect(() => convertFieldSelector(onNode, 'DaemonSet')).toThrow(known);
    const old = parseFieldSelector('spec.host=node-1');
    expect(fieldSelectorText(convertFieldSelector(old, 'Pod'))).toBe('spec.nodeName=node-1');
  });

  it('§15 a node answers to spec.unschedulable before anyone has set it', () => {
    const metadata = { name: 'node-1', uid: 'u', resourceVersion: '1', creationTimestamp: '2026-07-01T12:00:00Z' };
    const fields = selectableFields('Node', { apiVersion: 'v1', kind: 'Node', metadata, spec: {}, status: {} });
    expect(fieldSelectorMatches(parseFieldSelector('spec.unschedulable=false'), fields)).toBe(true);
    expect(fieldSelectorMatches(parseFieldSelector('spec.unschedulable=true'), fields)).toBe(false);
  });

  it('§15 any value survives being written and read', () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (value, equal) => {
        const selector = [{ field: 'f', equal, value }];
        expect(parseFieldSelector(fieldSelectorText(selector))).toEqual(selector);
      }),
    );
  });
});
