/** What `kubectl create` says of the object that it made: a sentence, its name, or all of it. Follows cli-runtime/pkg/genericclioptions/print_flags.go. */
import { resourceOf } from '../../engine/index.ts';
import { type CommandLine, flag } from '../command-line.ts';
import { type DryRun, dryRunSuffix } from '../dry-run.ts';
import { asGoValue } from '../go-values/go-value.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { Output } from '../kubectl-run.ts';
import { objectPrinter } from '../printers/output-format.ts';
import { shownName } from '../resource-args.ts';
import type { AnyDraft } from './any-draft.ts';

/** Of commands that print an object when they have changed it. */
export const OUTPUT_FLAGS = {
  output: 'value',
  template: 'value',
  'allow-missing-template-keys': 'switch',
} as const;

export function printCreated(object: AnyDraft, line: CommandLine, dryRun: DryRun, output: Output): void {
  printDone(object, `created${dryRunSuffix(dryRun)}`, line, output);
}

/** The same for other verbs: `done` is what has happened to the object. */
export function printDone(object: AnyDraft, done: string, line: CommandLine, output: Output): void {
  const name = shownName(resourceOf(object.kind), object.metadata.name ?? '');
  const format = flag(line, 'output') ?? '';
  const template = flag(line, 'template') ?? '';
  if (format === '' && template === '') output.out(`${name} ${done}\n`);
  else if (format === 'name') output.out(`${name}\n`);
  else printObject(object, line, output);
}

/** All of an object, or of a list, by `-o` and `--template`. */
export function printObject(object: object, line: CommandLine, output: Output): void {
  const format = flag(line, 'output') ?? '';
  if (format === 'json') return output.out(`${JSON.stringify(object, null, 4)}\n`);
  if (format === 'wide' || format.startsWith('custom-columns')) throw new KubectlError(unknownFormat(format));
  const allowMissingKeys = flag(line, 'allow-missing-template-keys') !== 'false';
  const template = flag(line, 'template') ?? '';
  const print = objectPrinter({ output: format, template, allowMissingKeys, noHeaders: false }, unknownFormat);
  const { text, error } = print(asGoValue(object));
  output.out(text);
  if (error !== undefined) throw new KubectlError(error.endsWith('\n') ? `error: ${error}` : `error: ${error}\n`);
}

function unknownFormat(format: string): string {
  return `error: unable to match a printer suitable for the output format "${format}", allowed formats are: go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,yaml\n`;
}
