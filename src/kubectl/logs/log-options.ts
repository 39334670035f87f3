/** The flags of kubectl logs. Follows Complete and Validate in kubectl's pkg/cmd/logs/logs.go. */
import { type Millis, millisOf } from '../../engine/index.ts';
import { type CommandLine, flag, isOn } from '../command-line.ts';
import { parseDuration } from '../duration.ts';
import { KubectlError, usageError } from '../kubectl-error.ts';

export interface LogOptions {
  /** The Pod, or TYPE/NAME; '' with a selector. */
  readonly object: string;
  readonly container: string;
  readonly allContainers: boolean;
  readonly allPods: boolean;
  readonly previous: boolean;
  readonly follow: boolean;
  readonly timestamps: boolean;
  readonly prefix: boolean;
  readonly ignoreErrors: boolean;
  /** Undefined: all lines. */
  readonly tail: number | undefined;
  readonly limitBytes: number | undefined;
  /** Only lines from then on. */
  readonly since: Millis | undefined;
}

const NEEDED =
  "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command";
const SELECTED_TAIL = 10;

export function logOptions(line: CommandLine, now: Millis): LogOptions {
  const selects = Boolean(flag(line, 'selector'));
  const [object = '', inline] = line.words;
  if (line.words.length > 2 || (object === '' && !selects)) throw usageError('logs', NEEDED);
  if (line.words.length === 1 && selects) throw usageError('logs', 'only a selector (-l) or a POD name is allowed');
  const since = sinceOf(line, now);
  const named = flag(line, 'container');
  const container = inline ?? named ?? '';
  const allContainers = isOn(line, 'all-containers');
  if (allContainers && container !== '') {
    throw fail(`--all-containers=true should not be specified with container name ${container}`);
  }
  if (named !== undefined && inline !== undefined) throw fail('only one of -c or an inline [CONTAINER] arg is allowed');
  const limitBytes = Number(flag(line, 'limit-bytes') ?? 0);
  if (limitBytes < 0) throw fail('--limit-bytes must be greater than 0');
  if (since === 'negative') throw fail('--since must be greater than 0');
  const asked = flag(line, 'tail');
  const tail = asked === undefined ? (selects ? SELECTED_TAIL : -1) : Number(asked);
  if (tail < -1) throw fail('--tail must be greater than or equal to -1');
  const allPods = isOn(line, 'all-pods');
  return {
    object,
    container,
    allContainers,
    allPods,
    previous: isOn(line, 'previous'),
    follow: isOn(line, 'follow'),
    timestamps: isOn(line, 'timestamps'),
    prefix: allPods || isOn(line, 'prefix'),
    ignoreErrors: isOn(line, 'ignore-errors'),
    tail: tail === -1 ? undefined : tail,
    limitBytes: limitBytes === 0 ? undefined : limitBytes,
    since,
  };
}

function sinceOf(line: CommandLine, now: Millis): Millis | 'negative' | undefined {
  const time = flag(line, 'since-time') ?? '';
  const span = parseDuration(flag(line, 'since') ?? '0s') ?? 0;
  if (time !== '' && !/^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/.test(time)) {
    throw fail(`parsing time "${time}" as "2006-01-02T15:04:05Z07:00": cannot parse "${time}" as "2006"`);
  }
  if (time !== '' && span !== 0) throw fail('at most one of `sinceTime` or `sinceSeconds` may be specified');
  if (time !== '') return millisOf(time);
  const seconds = Math.round(span / 1000);
  if (seconds < 0) return 'negative';
  return span === 0 ? undefined : now - seconds * 1000;
}

function fail(text: string): KubectlError {
  return new KubectlError(`error: ${text}\n`);
}
