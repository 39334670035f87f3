/** What kubectl explain prints. Follows kubectl's pkg/explain/v2/templates/plaintext.tmpl. */
import type { ResourceInfo } from '../../engine/index.ts';
import { KubectlError } from '../kubectl-error.ts';
import { aboutType, elementOf, type FieldType, fieldsOf } from './types.ts';
import { wordWrap } from './word-wrap.ts';

export interface ExplainOptions {
  readonly recursive: boolean;
  /** 0 for all the way down. */
  readonly maxDepth: number;
}

/** Throws KubectlError for a field that is not there: it names the last one. */
export function explainText(resource: ResourceInfo, path: readonly string[], options: ExplainOptions): string {
  const { group, kind, version } = resource;
  const head = `${group === '' ? '' : `GROUP:      ${group}\n`}KIND:       ${kind}\nVERSION:    ${version}\n\n`;
  const field = fieldAt(kind, path);
  const shown = field ? `FIELD: ${field.name} <${field.type}>\n${longValues(field)}\n\n` : '';
  const type = field ? elementOf(field.type) : kind;
  const about = [field?.about ?? '', aboutType(type) ?? ''].filter((text) => text !== '');
  const description = indented(
    wordWrap(about.length === 0 ? '<empty>' : about.map((text) => `${text}\n`).join(''), 76),
    4,
  );
  const fields = fieldList(type, 1, options, []);
  return `${head}${shown}DESCRIPTION:\n${description}\n${fields === '' ? '' : `FIELDS:\n${fields}`}\n`;
}

function fieldAt(kind: string, path: readonly string[]): FieldType | undefined {
  let [type, field]: [string, FieldType | undefined] = [kind, undefined];
  for (const name of path) {
    field = fieldsOf(type).find((one) => one.name === name);
    if (!field) throw new KubectlError(`error: field "${path.at(-1)}" does not exist\n`);
    type = elementOf(field.type);
  }
  return field;
}

function fieldList(type: string, level: number, options: ExplainOptions, above: readonly string[]): string {
  if (above.includes(type)) return '';
  return fieldsOf(type)
    .map((field) => {
      const deeper = options.recursive && (options.maxDepth === 0 || level < options.maxDepth);
      const below = deeper ? fieldList(elementOf(field.type), level + 1, options, [...above, type]) : '';
      return fieldDetail(field, level, options.recursive) + below;
    })
    .join('');
}

function fieldDetail(field: FieldType, level: number, short: boolean): string {
  const indent = level * 2;
  const first = `${' '.repeat(indent)}${field.name}\t<${field.type}>${field.required ? ' -required-' : ''}`;
  const line = `${first}${shortValues(field, indent)}\n`;
  if (short) return line;
  const about = field.about === '' ? '<no description>' : field.about;
  return `${line}${indented(wordWrap(about, 78 - indent), indent + 2)}\n\n`;
}

const SHOWN_VALUES = 4;

function shortValues({ values }: FieldType, indent: number): string {
  if (values.length === 0) return '';
  const more = values.length > SHOWN_VALUES ? ', ....' : '';
  return `\n${' '.repeat(indent)}enum: ${values.slice(0, SHOWN_VALUES).map(quotedEmpty).join(', ')}${more}`;
}

function longValues({ values }: FieldType): string {
  return values.length === 0 ? '' : `ENUM:${values.map((value) => `\n    ${quotedEmpty(value)}`).join('')}`;
}

function quotedEmpty(value: string): string {
  return value === '' ? '""' : value;
}

function indented(text: string, by: number): string {
  const blanks = ' '.repeat(by);
  return text
    .split('\n')
    .map((line) => blanks + line)
    .join('\n');
}
