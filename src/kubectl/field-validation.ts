import { type CommandLine, flag } from './command-line.ts';
import { KubectlError } from './kubectl-error.ts';

/** What `--validate` asks of the server. Follows GetValidationDirective in kubectl's pkg/cmd/util/helpers.go. */
export function validationOf(line: CommandLine): { readonly fieldValidation: 'Strict' | 'Warn' | 'Ignore' } {
  const value = flag(line, 'validate') ?? 'true';
  if (value === 'strict' || /^(1|t|T|true|TRUE|True)$/.test(value)) return { fieldValidation: 'Strict' };
  if (value === 'ignore' || /^(0|f|F|false|FALSE|False)$/.test(value)) return { fieldValidation: 'Ignore' };
  if (value === 'warn') return { fieldValidation: 'Warn' };
  throw new KubectlError(
    `error: invalid - validate option "${value}"; must be one of: strict (or true), warn, ignore (or false)\n`,
  );
}
