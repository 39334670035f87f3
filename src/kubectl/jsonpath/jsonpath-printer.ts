/** `-o jsonpath=`: what it prints, and how it complains. Follows cli-runtime/pkg/printers/jsonpath.go. */
import { goQuote, goSyntax } from '../go-values/go-text.ts';
import type { GoValue } from '../go-values/go-value.ts';
import type { JsonPath } from './jsonpath.ts';
import { JsonPathError } from './jsonpath-error.ts';

export function printJsonPath(
  path: JsonPath,
  template: string,
  object: GoValue,
  asJson: boolean,
): { readonly text: string; readonly error?: string } {
  try {
    return { text: asJson ? path.printJson(object) : path.print(object) };
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    const details = [
      `Error executing template: ${error.message}. Printing more information for debugging the template:`,
      `\ttemplate was:\n\t\t${template}`,
      `\tobject given to jsonpath engine was:\n\t\t${goSyntax(object)}\n\n`,
    ];
    return { text: '', error: `error executing jsonpath ${goQuote(template)}: ${details.join('\n')}\n` };
  }
}
