/** Takes a Pod on, or rejects it (§14). Follows canAdmitPod and rejectPod in pkg/kubelet/kubelet.go. */
import type { ReconcileContext } from '../client/controller.ts';
import type { Pod } from '../model/core.ts';
import { objectKey } from '../model/kinds.ts';
import { isTerminal } from '../model/pods.ts';
import type { Machine } from '../store/records.ts';
import { timestamp } from '../time/millis.ts';
import { checkPredicates, type Rejection, rejectionOf, rejectionUnderPressure, type Shortage } from './admission.ts';
import { isCritical } from './critical.ts';
import { PREEMPTED, podsToPreempt } from './preemption.ts';
import { stopPod } from './stop-pod.ts';

/** False when the Pod is not taken on: it was rejected, or waits until others have made room. */
export function admit(pod: Pod, machine: Machine, ctx: ReconcileContext): boolean {
  const pressed = rejectionUnderPressure(pod, machine.pressure ?? []);
  if (pressed) return reject(pod, pressed, ctx, machine);
  const node = ctx.live.get('Node', machine.name);
  if (!node) return true; // a kubelet without its Node goes by what it once registered
  const others = podsTaken(pod, machine.name, ctx);
  const found = checkPredicates(pod, node, others);
  if (found.shortages.length === 0 || !isCritical(pod)) {
    const rejection = rejectionOf(found);
    return rejection ? reject(pod, rejection, ctx, machine) : true;
  }
  // Want of resources is no reason to reject a critical Pod, as long as there is no other reason.
  const [failed] = found.failed;
  if (failed) return reject(pod, failed, ctx, machine);
  return makeRoom(pod, others, found.shortages, machine, ctx);
}

/** The Pods of this node that its kubelet has taken already. */
export function podsTaken(except: Pod | undefined, node: string, ctx: ReconcileContext): readonly Pod[] {
  const taken: Pod[] = [];
  for (const [key, pod] of ctx.live.byIndex('Pod', 'node', node)) {
    if (pod.metadata.uid === except?.metadata.uid || isTerminal(pod)) continue;
    if (ctx.records.get('podRun', key)?.uid === pod.metadata.uid) taken.push(pod);
  }
  return taken;
}

/** The Pod as the API server keeps it says that it failed; it will never run. */
function reject(pod: Pod, { reason, message }: Rejection, ctx: ReconcileContext, machine: Machine): false {
  ctx.because(`${machine.name} rejects ${pod.metadata.name}: ${reason}`);
  ctx.recorderAt(machine.name).event(pod, 'Warning', reason, message);
  const status = {
    ...pod.status,
    observedGeneration: pod.metadata.generation,
    phase: 'Failed',
    reason,
    message: `Pod was rejected: ${message}`,
    startTime: pod.status.startTime ?? timestamp(ctx.now),
  };
  ctx.api.update('Pod', { ...pod, status }, { subresource: 'status' });
  return false;
}

/** Ends lesser Pods; the critical one comes back to the queue when they are gone. */
function makeRoom(
  pod: Pod,
  others: readonly Pod[],
  shortages: readonly Shortage[],
  machine: Machine,
  ctx: ReconcileContext,
): boolean {
  const key = objectKey(pod.metadata);
  const going = others
    .map((other) => ctx.records.get('podRun', objectKey(other.metadata))?.stopping)
    .filter((stopping) => stopping?.verdict?.reason === PREEMPTED.reason);
  if (going.length > 0) {
    ctx.queue.addAfter(key, Math.max(...going.map((stopping) => stopping?.until ?? ctx.now)) - ctx.now);
    return false;
  }
  const found = podsToPreempt(pod, others, shortages);
  if ('error' in found) {
    const message = `Unexpected error while attempting to recover from admission failure: ${found.error}`;
    return reject(pod, { reason: 'UnexpectedAdmissionError', message }, ctx, machine);
  }
  ctx.because(`${machine.name} makes room for ${pod.metadata.name}`);
  let last = ctx.now;
  for (const victim of found.victims) {
    ctx.recorderAt(machine.name).event(victim, 'Warning', PREEMPTED.reason, PREEMPTED.message);
    last = Math.max(last, stopPod(victim, machine, ctx, { verdict: PREEMPTED }));
  }
  ctx.queue.addAfter(key, last - ctx.now);
  return false;
}
