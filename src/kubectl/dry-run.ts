/** `--dry-run`. Follows GetDryRunStrategy in kubectl's pkg/cmd/util/helpers.go. */
import { type CommandLine, flag } from './command-line.ts';
import { KubectlError } from './kubectl-error.ts';

/** What the flag is when no value is given. */
const BARE = 'unchanged';

export type DryRun = 'none' | 'client' | 'server';

/** The flag was a boolean once, and still may be. */
export function dryRunOf(line: CommandLine): DryRun {
  const value = flag(line, 'dry-run');
  if (value === undefined || value === 'none' || /^(0|f|F|false|FALSE|False)$/.test(value)) return 'none';
  if (value === 'client' || value === 'server') return value;
  if (value === BARE) return 'client';
  if (/^(1|t|T|true|TRUE|True)$/.test(value)) return 'client';
  throw new KubectlError(`error: Invalid dry-run value (${value}). Must be "none", "server", or "client".\n`);
}

export function dryRunSuffix(dryRun: DryRun): string {
  if (dryRun === 'none') return '';
  return dryRun === 'server' ? ' (server dry run)' : ' (dry run)';
}
