/** The flags of kubectl drain. Follows NewCmdDrain and Complete in kubectl's pkg/cmd/drain/drain.go. */
import { type Millis, type ParsedSelector, parseSelector, SelectorError } from '../../engine/index.ts';
import { type CommandLine, type FlagSpec, flag, isOn } from '../command-line.ts';
import { type DryRun, dryRunOf } from '../dry-run.ts';
import { durationFlag } from '../duration.ts';
import { KubectlError, UsageError } from '../kubectl-error.ts';

export const drainFlags: FlagSpec = {
  force: 'switch',
  'ignore-daemonsets': 'switch',
  'delete-emptydir-data': 'switch',
  'grace-period': 'value',
  timeout: 'value',
  'disable-eviction': 'switch',
  'pod-selector': 'value',
  selector: 'value',
  'skip-wait-for-delete-timeout': 'value',
  'chunk-size': 'value',
  'dry-run': 'optional',
};

export interface DrainOptions {
  readonly force: boolean;
  readonly ignoreDaemonSets: boolean;
  readonly deleteEmptyDirData: boolean;
  readonly disableEviction: boolean;
  /** Seconds; negative: each Pod's own. */
  readonly gracePeriod: number;
  /** 0: without end. */
  readonly timeout: Millis;
  readonly podSelector?: ParsedSelector;
  /** Seconds; 0: waits for every Pod. */
  readonly skipWaitForDelete: number;
  readonly dryRun: DryRun;
}

export function drainOptions(line: CommandLine): DrainOptions {
  whole(line, 'chunk-size', 500); // lists come whole here; the flag is only read
  return {
    force: isOn(line, 'force'),
    ignoreDaemonSets: isOn(line, 'ignore-daemonsets'),
    deleteEmptyDirData: isOn(line, 'delete-emptydir-data'),
    disableEviction: isOn(line, 'disable-eviction'),
    gracePeriod: whole(line, 'grace-period', -1),
    timeout: durationFlag('timeout', flag(line, 'timeout') ?? '0'),
    podSelector: podSelector(flag(line, 'pod-selector')),
    skipWaitForDelete: whole(line, 'skip-wait-for-delete-timeout', 0),
    dryRun: dryRunOf(line),
  };
}

function whole(line: CommandLine, name: string, otherwise: number): number {
  const text = flag(line, name);
  if (text === undefined) return otherwise;
  if (/^[-+]?\d+$/.test(text)) return Number(text);
  throw new UsageError(
    `invalid argument "${text}" for "--${name}" flag: strconv.ParseInt: parsing "${text}": invalid syntax`,
  );
}

function podSelector(text: string | undefined): ParsedSelector | undefined {
  if (!text) return undefined;
  try {
    return parseSelector(text);
  } catch (error) {
    if (!(error instanceof SelectorError)) throw error;
    throw new KubectlError('error: --pod-selector=<pod_selector> must be a valid label selector\n');
  }
}
