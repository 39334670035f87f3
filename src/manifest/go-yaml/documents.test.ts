/** What Go's decoders answered (apimachinery v0.37.2, go.yaml.in/yaml/v2 v2.4.4); the reader was held against them on thousands of broken texts. */
import { describe, expect, it } from 'vitest';
import { readDocuments } from './documents.ts';

function read(text: string): { readonly documents: readonly unknown[]; readonly error?: string } {
  const documents: unknown[] = [];
  try {
    for (const value of readDocuments(text)) documents.push(value);
    return { documents };
  } catch (error) {
    return { documents, error: error instanceof Error ? error.message : String(error) };
  }
}

const YAML = 'error converting YAML to JSON: yaml: ';

describe('go-yaml', () => {
  it.each([
    ['a: 1\n b: 2\n', 'line 2: mapping values are not allowed in this context'],
    ['a:\n  b: 1\n c: 2\n', 'line 2: did not find expected key'],
    ['a: b: c\n', 'mapping values are not allowed in this context'],
    ['a:\n\tb: 1\n', 'line 2: found character that cannot start any token'],
    ['a: [1, 2\n', "line 1: did not find expected ',' or ']'"],
    ['a: {b: 1\nc: 2\n', "line 1: did not find expected ',' or '}'"],
    ['a: "x\n', 'line 2: found unexpected end of stream'],
    ['a: "\\q"\n', 'found unknown escape character'],
    ['a\nb: 1\n', 'line 2: mapping values are not allowed in this context'],
    ['a: 1\nb\nc: 2\n', "line 3: could not find expected ':'"],
    ['- a\nb: c\n', "line 1: did not find expected '-' indicator"],
    ['a: @b\n', 'found character that cannot start any token'],
    ['a: *b\n', "unknown anchor 'b' referenced"],
    ['a: |x\n', 'did not find expected comment or line break'],
    ['%FOO\n', 'found unknown directive name'],
    ['? [k]\n: v\n', 'invalid map key: []interface {}{"k"}'],
  ])('%j', (text, problem) => {
    expect(read(text)).toEqual({ documents: [], error: `${YAML}${problem}` });
  });

  it('lines count from the last separator, which counts when nothing stands before it', () => {
    expect(read('a: 1\n---\nb: [\n')).toEqual({
      documents: [{ a: 1 }],
      error: `${YAML}line 1: did not find expected node content`,
    });
    expect(read('---\nb: [\n').error).toBe(`${YAML}line 2: did not find expected node content`);
    expect(read('a: 1\n--- b\n').error).toBe('invalid Yaml document separator: b');
  });

  it('YAML 1.1: words, numbers, dates, merges; the last of equal keys wins', () => {
    const text =
      'yes: on\nn: 0777\no: 0o17\nx: 0x1F\nu: 1_000\nd: 2001-01-01\nt: 1:30\nf: .5\nv: 1e3\ns: !!str 12\nb: !!int "3"\na: 1\na: 2\nm: &m {k: 1}\nr: {<<: *m, l: 2}\n';
    expect(read(text).documents).toEqual([
      {
        true: true,
        false: 511,
        o: 15,
        x: 31,
        u: 1000,
        d: '2001-01-01',
        t: '1:30',
        f: 0.5,
        v: 1000,
        s: '12',
        b: 3,
        a: 2,
        m: { k: 1 },
        r: { k: 1, l: 2 },
      },
    ]);
  });

  it('scalars of all styles', () => {
    const text =
      "l: |\n  a\n   b\n\nf: >-\n  a\n  b\n\n  c\np: a\n  b\n\n  c\nq: 'it''s\n  so'\nd: \"a\\\n  b \\x41\\n\"\nk: |+\n  a\n\n";
    expect(read(text).documents).toEqual([
      { l: 'a\n b\n', f: 'a b\nc', p: 'a b\nc', q: "it's so", d: 'ab A\n', k: 'a\n\n' },
    ]);
  });
});

describe('JSON', () => {
  it.each([
    ['{"a": ', 'unexpected EOF'],
    ['{"a" 1}', "json: offset 6: invalid character '1' after object key"],
    ['{"a": [1 2}', "json: offset 10: invalid character '2' after array element"],
    ['{"a": "\\q"}', "json: offset 9: invalid character 'q' in string escape code"],
    ['{"a": tru, ]', "json: offset 10: invalid character ',' in literal true (expecting 'e')"],
    ['{"é": [01 }', "json: offset 10: invalid character '1' after array element"],
  ])('%j', (text, error) => {
    expect(read(text)).toEqual({ documents: [], error });
  });

  it('values one behind another; what is no JSON may still be YAML', () => {
    expect(read('{"a": 1}\n{"b": 2}\n').documents).toEqual([{ a: 1 }, { b: 2 }]);
    expect(read('{"a": 1}\n---\nb: 2\n').documents).toEqual([{ a: 1 }, { b: 2 }]);
    expect(read('{a: 1, b: [x, y]}').documents).toEqual([{ a: 1, b: ['x', true] }]);
    expect(read('{"a":1}{"b":2}{"c" 3}')).toEqual({
      documents: [{ a: 1 }, { b: 2 }],
      error: "invalid character '3' after object key",
    });
  });
});
