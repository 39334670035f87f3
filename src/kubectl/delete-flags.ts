/** The flags of kubectl delete and what they forbid each other. Follows Complete and Validate in pkg/cmd/delete/delete.go. */
import type { DeleteOptions, Millis } from '../engine/index.ts';
import { type CommandLine, flag, isOn } from './command-line.ts';
import { type DryRun, dryRunOf } from './dry-run.ts';
import { durationFlag } from './duration.ts';
import { KubectlError, UsageError } from './kubectl-error.ts';

export interface DeleteFlags {
  readonly options: DeleteOptions;
  readonly dryRun: DryRun;
  readonly ignoreNotFound: boolean;
  readonly wait: boolean;
  /** 0: as long as it takes. */
  readonly timeout: Millis;
  readonly output: string;
  /** Said before anything is deleted. */
  readonly warning: string;
}

const IMMEDIATE =
  'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n';

const DEPRECATED =
  'warning: --cascade=false is deprecated (boolean value) and can be replaced with --cascade=orphan.\n';

export function readDeleteFlags(line: CommandLine): DeleteFlags {
  const propagationPolicy = policyOf(line);
  const force = isOn(line, 'force');
  const grace = graceOf(line, force);
  const selected = Boolean(flag(line, 'selector')) || Boolean(flag(line, 'field-selector')) || isOn(line, 'all');
  const output = flag(line, 'output') ?? '';
  const dryRun = dryRunOf(line);
  if (output !== '' && output !== 'name') {
    refuse(`unexpected -o output mode: ${output}. We only support '-o name'`);
  }
  if (grace > 0 && force) refuse('--force and --grace-period greater than 0 cannot be specified together');
  return {
    options: { propagationPolicy, ...(grace < 0 ? {} : { gracePeriodSeconds: grace }) },
    dryRun,
    ignoreNotFound: flag(line, 'ignore-not-found') === undefined ? selected : isOn(line, 'ignore-not-found'),
    wait: flag(line, 'wait') !== 'false',
    timeout: durationFlag('timeout', flag(line, 'timeout') ?? '0'),
    output,
    warning: `${flag(line, 'cascade') === 'false' ? DEPRECATED : ''}${force && grace === 0 ? IMMEDIATE : ''}`,
  };
}

function refuse(text: string): never {
  throw new KubectlError(`error: ${text}\n`);
}

const POLICIES: Readonly<Record<string, DeleteOptions['propagationPolicy']>> = {
  background: 'Background',
  foreground: 'Foreground',
  orphan: 'Orphan',
  // How a flag without a value reads: the default.
  true: 'Background',
  false: 'Orphan',
};

function policyOf(line: CommandLine): DeleteOptions['propagationPolicy'] {
  const cascade = flag(line, 'cascade') ?? 'background';
  return (
    POLICIES[cascade] ?? refuse(`invalid cascade value (${cascade}). Must be "background", "foreground", or "orphan"`)
  );
}

/** Seconds; -1 leaves it to the object. Without --force nothing is killed at once: the kubelet still has a say. */
function graceOf(line: CommandLine, force: boolean): number {
  const text = flag(line, 'grace-period') ?? '-1';
  if (!/^[-+]?\d+$/.test(text)) {
    throw new UsageError(
      `invalid argument "${text}" for "--grace-period" flag: strconv.ParseInt: parsing "${text}": invalid syntax`,
    );
  }
  const grace = Number(text);
  if (isOn(line, 'now')) {
    if (grace !== -1) refuse('--now and --grace-period cannot be specified together');
    return 1;
  }
  if (grace === 0 && !force) return 1;
  return force && grace < 0 ? 0 : grace;
}
