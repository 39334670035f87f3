import { describe, expect, it } from 'vitest';
import { asGoValue } from '../go-values/go-value.ts';
import { JsonPath } from './jsonpath.ts';
import { printJsonPath } from './jsonpath-printer.ts';

const thing = asGoValue({
  kind: 'Thing',
  spec: {
    few: [{ name: 'a', v: 1 }, { name: 'b' }, null, { name: 'c', v: null }],
    tiny: 0.00001,
    ratio: 1.5,
    note: '<a> & "b"',
    none: [],
  },
});

const print = (template: string): string => JsonPath.parse(template).print(thing);

describe('client-go jsonpath', () => {
  it('ranges over nulls too, and finds the end of a range that has nothing', () => {
    expect(print('{range .spec.few[*]}[{.name}={.v}]{end}')).toBe('[a=1][b=][=][c=null]');
    expect(print('{range .spec.none[*]}{range .x}y{end}z{end}after')).toBe('after');
  });

  it('goes on behind an unfinished range with the whole object', () => {
    expect(print('{range .spec.few[0:2]}{.name}{.kind}')).toBe('abThing');
  });

  it('counts an error in an existence filter as found when it left something behind', () => {
    expect(print('{.spec.few[?(nonsense)].name}')).toBe('a b c');
    expect(print('{.spec.few[?(@.v)].name}')).toBe('a c');
  });

  it('compares whole numbers with whole numbers only', () => {
    expect(() => print('{.spec.few[?(@.v==1.0)].name}')).toThrow('incompatible types for comparison');
  });

  it('prints floats as %v does, and maps as JSON that HTML could hold', () => {
    expect(print('{.spec.tiny} {.spec.ratio}')).toBe('1e-05 1.5');
    expect(JsonPath.parse('{.spec}').print({ spec: { b: '<&>', a: null } })).toBe(
      '{"a":null,"b":"\\u003c\\u0026\\u003e"}',
    );
  });

  it('shows the object as Go source when it fails', () => {
    const template = '{.a[1]}';
    const { text, error } = printJsonPath(JsonPath.parse(template), template, { a: [true], b: null }, false);
    expect(text).toBe('');
    expect(error).toBe(
      'error executing jsonpath "{.a[1]}": Error executing template: array index out of bounds: index 1, length 1. ' +
        'Printing more information for debugging the template:\n\ttemplate was:\n\t\t{.a[1]}\n' +
        '\tobject given to jsonpath engine was:\n\t\t' +
        'map[string]interface {}{"a":[]interface {}{true}, "b":interface {}(nil)}\n\n\n',
    );
  });
});
