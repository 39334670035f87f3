/** Which printer `-o` and `--template` mean. Follows PrintFlags.ToPrinter in kubectl/pkg/cmd/get/get_flags.go. */

import { TemplateError } from '../go-template/template-error.ts';
import { parseTemplate, printTemplate } from '../go-template/template-printer.ts';
import { goJson } from '../go-values/go-json.ts';
import { goQuote } from '../go-values/go-text.ts';
import { type GoValue, isMap, isSlice } from '../go-values/go-value.ts';
import { JsonPath } from '../jsonpath/jsonpath.ts';
import { JsonPathError } from '../jsonpath/jsonpath-error.ts';
import { printJsonPath } from '../jsonpath/jsonpath-printer.ts';
import { KubectlError } from '../kubectl-error.ts';
import { parseCustomColumns, printCustomColumns } from './custom-columns.ts';
import { kyamlOf } from './kyaml-output.ts';
import type { Printed } from './printed.ts';
import { yamlOf } from './yaml-output.ts';

export interface OutputOptions {
  /** The value of `-o`; empty when there is none. */
  readonly output: string;
  /** The value of `--template`; empty when there is none. */
  readonly template: string;
  readonly allowMissingKeys: boolean;
  readonly noHeaders: boolean;
}

export type ObjectPrinter = (object: GoValue) => Printed;

const JSONPATH = ['jsonpath', 'jsonpath-file', 'jsonpath-as-json'];
const GO_TEMPLATE = ['template', 'go-template', 'go-template-file', 'templatefile'];
const COLUMNS = ['custom-columns', 'custom-columns-file'];
const ALLOWED = [...JSONPATH, ...GO_TEMPLATE, ...COLUMNS, 'json', 'kyaml', 'name', 'wide', 'yaml'].sort();

/** Whether the server's table is printed rather than the objects. */
export function isHumanReadable({ output, template }: OutputOptions): boolean {
  return (output === '' && template === '') || output === 'wide';
}

/** Throws KubectlError for an unknown format and for expressions that cannot be read. */
export function objectPrinter(options: OutputOptions, unknown = unknownFormat): ObjectPrinter {
  const output = options.output === '' ? 'go-template' : options.output;
  const jsonpath = templateOf(output, options.template, JSONPATH);
  if (jsonpath) return jsonPathPrinter(jsonpath, options.allowMissingKeys);
  const template = templateOf(output, options.template, GO_TEMPLATE);
  if (template) return goTemplatePrinter(template, options.allowMissingKeys);
  const simple = SIMPLE[output.toLowerCase()];
  if (simple) return (object) => ({ text: simple(object) });
  const columns = templateOf(output, options.template, COLUMNS);
  if (columns) return columnsPrinter(columns, options.noHeaders);
  if (output === 'name') return (object) => ({ text: namesOf(object) });
  throw new KubectlError(unknown(output));
}

function unknownFormat(output: string): string {
  return `error: unable to match a printer suitable for the output format ${goQuote(output)}, allowed formats are: ${ALLOWED.join(',')}\n`;
}

const SIMPLE: Readonly<Record<string, (object: GoValue) => string>> = {
  json: (object) => `${goJson(object, 4)}\n`,
  kyaml: kyamlOf,
  yaml: yamlOf,
};

interface Template {
  readonly format: string;
  readonly text: string;
}

/** `format=text`, or the format alone, with its text in `--template`. */
function templateOf(output: string, template: string, formats: readonly string[]): Template | undefined {
  if (template !== '') return formats.includes(output) ? { format: output, text: template } : undefined;
  const format = formats.find((name) => output === name || output.startsWith(`${name}=`));
  return format === undefined ? undefined : { format, text: output.slice(format.length + 1) };
}

function needText({ format, text }: Template, fileFormats: readonly string[]): string {
  if (text === '') throw new KubectlError('error: template format specified but no template given\n');
  if (fileFormats.includes(format)) {
    throw new KubectlError(`error: error reading --template ${text}, open ${text}: no such file or directory\n`);
  }
  return text;
}

function jsonPathPrinter(template: Template, allowMissingKeys: boolean): ObjectPrinter {
  const text = needText(template, ['jsonpath-file']);
  try {
    const path = JsonPath.parse(text, { allowMissingKeys });
    return (object) => printJsonPath(path, text, object, template.format === 'jsonpath-as-json');
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    throw new KubectlError(`error: error parsing jsonpath ${text}, ${error.message}\n`);
  }
}

function goTemplatePrinter(template: Template, allowMissingKeys: boolean): ObjectPrinter {
  const text = needText(template, ['go-template-file', 'templatefile']);
  try {
    const parsed = parseTemplate(text);
    return (object) => printTemplate(parsed, object, allowMissingKeys);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new KubectlError(`error: error parsing template ${text}, ${error.message}\n`);
  }
}

function columnsPrinter({ format, text }: Template, noHeaders: boolean): ObjectPrinter {
  if (format === 'custom-columns-file' && text !== '') {
    throw new KubectlError(`error: error reading template ${text}, open ${text}: no such file or directory\n`);
  }
  try {
    const columns = parseCustomColumns(text);
    return (object) => {
      const { text: table, error } = printCustomColumns(columns, object, noHeaders);
      return { text: table, error: error?.message };
    };
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    throw new KubectlError(`error: ${error.message}\n`);
  }
}

/** `daemonset.apps/web`, one line an object. Follows cli-runtime/pkg/printers/name.go. */
function namesOf(object: GoValue): string {
  if (!isMap(object)) return '';
  if (isSlice(object.items)) return object.items.map(namesOf).join('');
  const { apiVersion, kind, metadata } = object;
  const [group = '', version] = String(apiVersion).split('/');
  const name = isMap(metadata) ? metadata.name : '';
  return `${String(kind).toLowerCase()}${version === undefined ? '' : `.${group}`}/${name}\n`;
}
