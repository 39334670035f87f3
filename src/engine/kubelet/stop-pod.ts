/** A Pod is to end: its containers get their signal, and then it goes (§14). Follows SyncTerminatingPod in kubelet.go. */
import type { ReconcileContext } from '../client/controller.ts';
import type { Pod } from '../model/core.ts';
import { objectKey } from '../model/kinds.ts';
import type { Machine, PodRun, Verdict } from '../store/records.ts';
import type { Millis } from '../time/millis.ts';
import { outcomeOf } from './container-order.ts';
import { failedBy } from './pod-status.ts';
import { putStatus, say, speak, statusNow } from './report.ts';
import { terminateTime } from './rules.ts';
import { graceOf, hurried, killingEvents, stopContainers, withEnded } from './termination.ts';

export function forget(key: string, ctx: ReconcileContext): void {
  ctx.records.put('podRun', key, undefined);
  ctx.queue.cancelDelayed(key);
}

interface StopOptions {
  readonly verdict?: Verdict;
  /** Milliseconds; the Pod's own time when absent. */
  readonly grace?: Millis;
}

/** Tells the containers of a Pod to stop; answers when they will have. */
export function stopPod(pod: Pod, machine: Machine, ctx: ReconcileContext, options: StopOptions = {}): Millis {
  const key = objectKey(pod.metadata);
  const run = ctx.records.get('podRun', key);
  if (!run) return ctx.now;
  if (run.stopping) return run.stopping.until;
  const { verdict, grace = graceOf(pod) } = options;
  const order = { now: ctx.now, grace, terminate: terminateTime(pod, ctx) };
  const stopping = stopContainers(run, verdict ? { ...order, verdict } : order);
  ctx.records.put('podRun', key, stopping);
  speak(killingEvents(run), machine, pod, ctx);
  ctx.queue.cancelDelayed(key);
  queueNext(key, stopping, ctx);
  return stopping.stopping?.until ?? ctx.now;
}

function queueNext(key: string, run: PodRun, ctx: ReconcileContext): void {
  let next = run.stopping?.until ?? ctx.now;
  for (const { until } of run.containers) if (until !== undefined) next = Math.min(next, until);
  ctx.queue.addAfter(key, next - ctx.now);
}

/** The Pod was deleted. */
export function terminate(key: string, pod: Pod, machine: Machine, ctx: ReconcileContext): void {
  const grace = (pod.metadata.deletionGracePeriodSeconds ?? 0) * 1000;
  const run = ctx.records.get('podRun', key);
  if (run?.stopping) return goOnStopping(key, pod, machine, ctx, hurried(run, grace, ctx.now));
  // What ran before the machine booted is gone.
  const killing = run && run.boots === machine.boots ? killingEvents(run) : [];
  if (killing.length === 0) return removed(key, pod, machine, ctx);
  stopPod(pod, machine, ctx, { grace });
  say(pod, undefined, killing, ctx);
}

/** Some of the containers have ended, or all of them. */
export function goOnStopping(key: string, pod: Pod, machine: Machine, ctx: ReconcileContext, run: PodRun): void {
  const { stopping } = run;
  if (stopping && stopping.until <= ctx.now) {
    if (pod.metadata.deletionTimestamp) return removed(key, pod, machine, ctx);
    return finish(key, pod, withEnded(run, ctx.now, terminateTime(pod, ctx), true), machine, ctx);
  }
  const next = withEnded(run, ctx.now, terminateTime(pod, ctx));
  const ended = next.containers.some((one, i) => one !== run.containers[i]);
  if (ended) putStatus(pod, statusNow(pod, next, machine, ctx), ctx);
  ctx.records.put('podRun', key, ended ? next : run);
  queueNext(key, next, ctx);
}

function removed(key: string, pod: Pod, machine: Machine, ctx: ReconcileContext): void {
  ctx.because(`${machine.name} has stopped ${pod.metadata.name}`);
  forget(key, ctx);
  ctx.api.delete('Pod', pod.metadata, { gracePeriodSeconds: 0, preconditions: { uid: pod.metadata.uid } });
}

/** All containers have ended for good, though nobody deleted the Pod: it has succeeded or failed. */
export function finish(key: string, pod: Pod, run: PodRun, machine: Machine, ctx: ReconcileContext): void {
  const verdict = run.stopping?.verdict;
  const phase = verdict ? 'Failed' : (outcomeOf(run) ?? 'Failed');
  const status = statusNow(pod, run, machine, ctx, phase);
  forget(key, ctx);
  putStatus(pod, verdict ? failedBy(pod, status, verdict, ctx.now) : status, ctx);
  ctx.because(`${pod.metadata.name} on ${machine.name} has ended: ${verdict?.reason ?? phase}`);
}
