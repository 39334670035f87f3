/**
 * What a container's probes find, and when. The course is computed from the moment of its start, so a healthy
 * container costs no ticks. Follows pkg/kubelet/prober/worker.go.
 */
import type { Container, Probe } from '../model/core.ts';
import type { ImageBehaviour } from '../store/records.ts';
import type { Millis } from '../time/millis.ts';

/** How long until the kubelet has noticed that a container runs, and probes it. */
const FIRST_PROBE: Millis = 1000;
/**
 * So many failures in a row are told. An event source has this many events of one object to give before its spam
 * filter sets in, so hardly a later one would be stored; and a Pod that is never ready does not keep a cluster busy.
 */
const TOLD = 25;

type ProbeName = 'Startup' | 'Liveness' | 'Readiness';

/** Ticks `from` up to, not including, `to` fail. */
interface FailingTicks {
  readonly name: ProbeName;
  readonly probe: Probe;
  readonly base: Millis;
  readonly period: Millis;
  readonly from: number;
  readonly to: number;
}

export interface ProbeCourse {
  /** When it counts as started: at once, or when its startup probe succeeds. Absent: never. */
  readonly started?: Millis;
  readonly ready?: Millis;
  /** When it is ready no longer, because it hangs. */
  readonly unready?: Millis;
  readonly kill?: { readonly at: Millis; readonly name: 'startup' | 'liveness'; readonly probe: Probe };
  readonly failing: readonly FailingTicks[];
}

const NONE: readonly FailingTicks[] = [];

export function courseOf(spec: Container | undefined, behaviour: ImageBehaviour, startedAt: Millis): ProbeCourse {
  const { readyAfter, neverReady, unhealthyAfter } = behaviour;
  const serves = neverReady ? Number.POSITIVE_INFINITY : startedAt + readyAfter;
  const { startupProbe, livenessProbe, readinessProbe } = spec ?? {};
  if (!startupProbe && !livenessProbe && !readinessProbe) {
    return { started: startedAt, ready: finite(serves), failing: NONE };
  }
  const hangs = unhealthyAfter === undefined ? Number.POSITIVE_INFINITY : startedAt + unhealthyAfter;
  const failing: FailingTicks[] = [];
  let started = startedAt;
  if (startupProbe) {
    const ticks = ticksOf(startupProbe, startedAt, startedAt + FIRST_PROBE);
    const success = serving(ticks, serves, hangs).from;
    const { failureThreshold } = thresholds(startupProbe);
    failing.push({ name: 'Startup', probe: startupProbe, ...ticks, from: 0, to: Math.min(success, failureThreshold) });
    if (success >= failureThreshold) {
      return { kill: { at: timeOf(ticks, failureThreshold - 1), name: 'startup', probe: startupProbe }, failing };
    }
    started = timeOf(ticks, success);
  }
  const earliest = startupProbe ? started : startedAt + FIRST_PROBE;
  const course = { started, failing };
  const kill =
    livenessProbe && livenessKill(livenessProbe, ticksOf(livenessProbe, startedAt, earliest), hangs, failing);
  if (!readinessProbe) return { ...course, ready: startupProbe ? started : finite(serves), kill };
  const ticks = ticksOf(readinessProbe, startedAt, earliest);
  return { ...course, ...readiness(readinessProbe, ticks, serving(ticks, serves, hangs), failing), kill };
}

interface Ticks {
  readonly base: Millis;
  readonly period: Millis;
}

const finite = (at: Millis): Millis | undefined => (Number.isFinite(at) ? at : undefined);
const timeOf = ({ base, period }: Ticks, tick: number): Millis => base + tick * period;
const tickFrom = ({ base, period }: Ticks, at: Millis): number => Math.max(0, Math.ceil((at - base) / period));

function ticksOf({ initialDelaySeconds = 0, periodSeconds = 10 }: Probe, startedAt: Millis, earliest: Millis): Ticks {
  return { base: Math.max(startedAt + initialDelaySeconds * 1000, earliest), period: periodSeconds * 1000 };
}

function thresholds({ failureThreshold = 3, successThreshold = 1 }: Probe) {
  return { failureThreshold, successThreshold };
}

/** The ticks that succeed: none when it hangs before it serves. */
function serving(ticks: Ticks, serves: Millis, hangs: Millis): { readonly from: number; readonly to: number } {
  const from = tickFrom(ticks, serves);
  const to = tickFrom(ticks, hangs);
  return from < to ? { from, to } : { from: Number.POSITIVE_INFINITY, to: Number.POSITIVE_INFINITY };
}

function livenessKill(probe: Probe, ticks: Ticks, hangs: Millis, failing: FailingTicks[]): ProbeCourse['kill'] {
  const from = tickFrom(ticks, hangs);
  if (!Number.isFinite(from)) return undefined;
  const { failureThreshold } = thresholds(probe);
  failing.push({ name: 'Liveness', probe, ...ticks, from, to: from + failureThreshold });
  return { at: timeOf(ticks, from + failureThreshold - 1), name: 'liveness', probe };
}

function readiness(
  probe: Probe,
  ticks: Ticks,
  { from, to }: { readonly from: number; readonly to: number },
  failing: FailingTicks[],
): Pick<ProbeCourse, 'ready' | 'unready'> {
  const { failureThreshold, successThreshold } = thresholds(probe);
  failing.push({ name: 'Readiness', probe, ...ticks, from: 0, to: Math.min(from, TOLD) });
  if (Number.isFinite(to)) failing.push({ name: 'Readiness', probe, ...ticks, from: to, to: to + TOLD });
  const ready = from + successThreshold - 1;
  if (ready >= to) return {};
  return { ready: finite(timeOf(ticks, ready)), unready: finite(timeOf(ticks, to + failureThreshold - 1)) };
}

/** When a probe next fails after `at`, as far as that is told. */
export function nextFailure({ failing }: ProbeCourse, at: Millis): Millis | undefined {
  let next: Millis | undefined;
  for (const ticks of failing) {
    const tick = Math.max(ticks.from, tickFrom(ticks, at + 1));
    if (tick >= ticks.to) continue;
    const time = timeOf(ticks, tick);
    if (next === undefined || time < next) next = time;
  }
  return next;
}

/** What is said of the probes that fail at this very moment. */
export function failuresAt({ failing }: ProbeCourse, at: Millis): readonly string[] {
  const texts: string[] = [];
  for (const ticks of failing) {
    const tick = tickFrom(ticks, at);
    if (timeOf(ticks, tick) !== at || tick < ticks.from || tick >= ticks.to) continue;
    texts.push(`${ticks.name} probe failed: ${output(ticks.probe)}`);
  }
  return texts;
}

/** What the prober hands on; a command that fails without a word gives nothing (pkg/probe). */
function output({ httpGet, tcpSocket, grpc }: Probe): string {
  if (httpGet) return 'HTTP probe failed with statuscode: 503';
  if (tcpSocket) return `dial tcp :${tcpSocket.port}: connect: connection refused`;
  return grpc ? 'service unhealthy (responded with "NOT_SERVING")' : '';
}
