/** `-o go-template=`: what it prints, and how it complains. Follows cli-runtime/pkg/printers/template.go. */
import { goJson } from '../go-values/go-json.ts';
import { goQuote, goText } from '../go-values/go-text.ts';
import type { GoValue } from '../go-values/go-value.ts';
import { Execution } from './execute.ts';
import type { TemplateNode } from './node.ts';
import { parseTree } from './parser.ts';
import { TemplateError } from './template-error.ts';

export interface ParsedTemplate {
  readonly text: string;
  readonly nodes: readonly TemplateNode[];
}

/** Throws TemplateError. */
export function parseTemplate(text: string): ParsedTemplate {
  return { text, nodes: parseTree(text) };
}

/** An error is told twice: with all details behind what was printed so far, and in short. */
export function printTemplate(
  { text: template, nodes }: ParsedTemplate,
  object: GoValue,
  allowMissingKeys: boolean,
): { readonly text: string; readonly error?: string } {
  const execution = new Execution(template, allowMissingKeys);
  try {
    execution.run(nodes, object);
    return { text: execution.text };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const details = [
      `Error executing template: ${error.message}. Printing more information for debugging the template:`,
      `\ttemplate was:\n\t\t${template}`,
      `\traw data was:\n\t\t${goJson(object)}`,
      `\tobject given to template engine was:\n\t\t${goText(object)}\n\n`,
    ];
    return {
      text: execution.text + details.join('\n'),
      error: `error executing template ${goQuote(template)}: ${error.message}`,
    };
  }
}
