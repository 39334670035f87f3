import { describe, expect, it } from 'vitest';
import {
  byteLength,
  isConfigMapKey,
  isDNS1123Label,
  isDNS1123Subdomain,
  isQualifiedName,
  isRelaxedEnvVarName,
  isValidLabelValue,
  isValidPercent,
  isValidPortName,
  nameIsDNSSubdomain,
} from './names.ts';

describe('§7.5 names', () => {
  it('§7.4 takes dotted lower-case names of up to 253 bytes', () => {
    expect(isDNS1123Subdomain('web.v1')).toEqual([]);
    expect(isDNS1123Subdomain('a'.repeat(253))).toEqual([]);
    expect(isDNS1123Subdomain('a'.repeat(254))).toEqual(['must be no more than 253 characters']);
    expect(isDNS1123Subdomain('My_DS')[0]).toMatch(/^a lowercase RFC 1123 subdomain must consist of/);
  });

  it('§7.5 says of a container name with dots just that', () => {
    expect(isDNS1123Label('path.to')).toEqual(['must not contain dots']);
    expect(isDNS1123Label('a'.repeat(64))).toEqual(['must be no more than 63 characters']);
  });

  it('§7.5 lets a generateName end in a dash', () => {
    expect(nameIsDNSSubdomain('web-', true)).toEqual([]);
    expect(nameIsDNSSubdomain('web-', false)).toHaveLength(1);
  });

  it('§7.5 names the part of a label key that is wrong', () => {
    expect(isQualifiedName('example.com/name')).toEqual([]);
    expect(isQualifiedName('/')).toHaveLength(3);
    expect(isQualifiedName('a/b/c')[0]).toMatch(/^a valid label key must consist of .* prefix and '\/'/);
    expect(isQualifiedName(`${'a'.repeat(254)}/b`)).toEqual(['prefix part must be no more than 253 bytes']);
  });

  it('§7.5 answers the same when asked twice', () => {
    expect(isQualifiedName('tier')).toEqual(isQualifiedName('tier'));
    expect(isValidLabelValue('a b')).toEqual(isValidLabelValue('a b'));
    expect(isValidLabelValue('a b')).toHaveLength(1);
  });

  it('§7.5 counts label values in bytes', () => {
    expect(isValidLabelValue('')).toEqual([]);
    expect(isValidLabelValue('é'.repeat(32))[0]).toBe('must be no more than 63 bytes');
    expect(byteLength('aé€😀')).toBe(1 + 2 + 3 + 4);
  });

  it('§7.5 keeps keys of files from climbing', () => {
    expect(isConfigMapKey('..data')).toEqual(["must not start with '..'"]);
    expect(isConfigMapKey('..')).toEqual(["must not be '..'"]);
  });

  it('§7.5 takes any printable environment variable name without =', () => {
    expect(isRelaxedEnvVarName('1 a-b')).toEqual([]);
    expect(isRelaxedEnvVarName('A=B')).toHaveLength(1);
    expect(isRelaxedEnvVarName('é')).toHaveLength(1);
    expect(isRelaxedEnvVarName('')).toEqual(['environment variable name must be non-empty']);
  });

  it('§7.5 lists everything that is wrong with a port name', () => {
    expect(isValidPortName('--')).toEqual([
      'must contain at least one letter (a-z)',
      'must not contain consecutive hyphens',
      'must not begin or end with a hyphen',
    ]);
  });

  it('§7.4 knows whole percentages only', () => {
    expect(isValidPercent('007%')).toEqual([]);
    expect(isValidPercent('1.5%')[0]).toContain("(e.g. '1%',  or '93%', regex");
  });
});
