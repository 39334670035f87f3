/** What `kubectl create` says of the object that it made: a sentence, its name, or all of it. Follows cli-runtime/pkg/genericclioptions/print_flags.go. */
import { resourceOf } from '../../engine/index.ts';
import { type CommandLine, flag } from '../command-line.ts';
import { type DryRun, dryRunSuffix } from '../dry-run.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { Output } from '../kubectl-run.ts';
import { yamlOf } from '../printers/yaml-output.ts';
import { shownName } from '../resource-args.ts';
import type { AnyDraft } from './any-draft.ts';

export function printCreated(object: AnyDraft, line: CommandLine, dryRun: DryRun, output: Output): void {
  printDone(object, `created${dryRunSuffix(dryRun)}`, line, output);
}

/** The same for other verbs: `done` is what has happened to the object. */
export function printDone(object: AnyDraft, done: string, line: CommandLine, output: Output): void {
  const name = shownName(resourceOf(object.kind), object.metadata.name ?? '');
  const format = flag(line, 'output') ?? '';
  if (format === '') output.out(`${name} ${done}\n`);
  else if (format === 'name') output.out(`${name}\n`);
  else if (format === 'yaml') output.out(yamlOf(object));
  else if (format === 'json') output.out(`${JSON.stringify(object, null, 4)}\n`);
  else throw new KubectlError(unknownFormat(format));
}

function unknownFormat(format: string): string {
  return `error: unable to match a printer suitable for the output format "${format}", allowed formats are: go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,name,template,templatefile,yaml\n`;
}
