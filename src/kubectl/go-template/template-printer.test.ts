import { describe, expect, it } from 'vitest';
import { asGoValue } from '../go-values/go-value.ts';
import { parseTemplate, printTemplate } from './template-printer.ts';

const pods = asGoValue({
  kind: 'List',
  items: [
    { metadata: { name: 'a', labels: { y: '2', x: '1' } }, n: 3, none: null },
    { metadata: { name: 'b' }, n: 1.5 },
  ],
});

const print = (template: string, allowMissingKeys = true) =>
  printTemplate(parseTemplate(template), pods, allowMissingKeys);
const text = (template: string): string => print(template).text;

describe('text/template', () => {
  it('ranges with variables, else, break and continue; maps by their keys', () => {
    expect(text('{{range $i, $p := .items}}{{$i}}={{$p.metadata.name}};{{end}}')).toBe('0=a;1=b;');
    expect(text('{{range $k, $v := (index .items 0).metadata.labels}}{{$k}}{{$v}}{{end}}')).toBe('x1y2');
    expect(text('{{range .nothing}}x{{else}}none{{end}}')).toBe('none');
    expect(
      text('{{range .items}}{{if eq .metadata.name "a"}}{{continue}}{{end}}{{.metadata.name}}{{break}}{{end}}'),
    ).toBe('b');
  });

  it('prints <no value> for what is missing or null', () => {
    expect(text('{{.a.b}} {{(index .items 0).none}}')).toBe('<no value> <no value>');
    expect(text('{{print .a}} {{exists .items 0 "none"}}')).toBe('<nil> false');
  });

  it('trims, comments, pipes and formats', () => {
    expect(text('a \n{{- /* c */ -}}\n {{ .kind | printf "%-6s|%q" "x" -}}  b')).toBe('ax     |"List"b');
    expect(text('{{printf "%d %s" "x" 5}}{{len .items}}')).toBe('%!d(string=x) %!s(int=5)2');
  });

  it('takes else if and else with as nested', () => {
    expect(text('{{if .x}}1{{else if .kind}}2{{else}}3{{end}}')).toBe('2');
    expect(text('{{with .x}}1{{else with .kind}}{{.}}{{end}}')).toBe('List');
  });

  it('says where it failed, on both streams, behind what it had printed', () => {
    const { text: out, error } = print('ab\n{{.kind.name}}');
    const message =
      'template: output:2:7: executing "output" at <.kind.name>: can\'t evaluate field name in type interface {}';
    expect(error).toBe(`error executing template "ab\\n{{.kind.name}}": ${message}`);
    expect(out).toMatch(/^ab\nError executing template: template: output:2:7: /);
    expect(print('{{.x}}', false).error).toContain('at <.x>: map has no entry for key "x"');
  });

  it('refuses to parse with the line and the token', () => {
    expect(() => parseTemplate('{{foo}}')).toThrow('template: output:1: function "foo" not defined');
    expect(() => parseTemplate('a\n{{if .x}}')).toThrow('template: output:2: unexpected EOF');
    expect(() => parseTemplate('{{end}}')).toThrow('template: output:1: unexpected {{end}}');
  });
});
