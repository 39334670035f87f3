/** Moves the containers of a Pod along (§14). Follows SyncPod in pkg/kubelet/kuberuntime/kuberuntime_manager.go. */
import { deepEqual } from '../../lib/deep-equal.ts';
import type { ReconcileContext } from '../client/controller.ts';
import type { Pod } from '../model/core.ts';
import type { ContainerRun, Machine, PodRun } from '../store/records.ts';
import type { Millis } from '../time/millis.ts';
import { admit } from './admit.ts';
import { itsTurn, mapRuns, newRuns, outcomeOf } from './container-order.ts';
import { newPodRun, nextRun, withContainers, withoutPullError } from './next-run.ts';
import { putStatus, say, speak, statusNow } from './report.ts';
import { presence, rulesOf } from './rules.ts';
import { normal, type Said } from './said.ts';
import { advance, isUp, killContainer } from './stages.ts';
import { finish, stopPod } from './stop-pod.ts';

/** `before`: what its kubelet knows of the Pod so far. */
export function moveOn(
  key: string,
  pod: Pod,
  before: PodRun | undefined,
  machine: Machine,
  ctx: ReconcileContext,
): void {
  const said: Said[] = [];
  if (!before && !admit(pod, machine, ctx)) return;
  const known = before ? rebooted(before, machine, pod, ctx.now, said) : takenUp(pod, machine, ctx.now);
  const run = advanced(known, pod, machine, ctx, said);
  const outcome = outcomeOf(run);
  if (outcome !== undefined && !run.containers.some(isUp)) {
    speak(said, machine, pod, ctx);
    return finish(key, pod, run, machine, ctx);
  }
  keep(key, run, before, ctx);
  putStatus(pod, statusNow(pod, run, machine, ctx), ctx);
  if (isServing(run) && before && !isServing(before)) ctx.because(`${pod.metadata.name} is Ready on ${machine.name}`);
  else say(pod, run, said, ctx);
  speak(said, machine, pod, ctx);
  // The main containers are through: sidecars have nobody left to serve.
  if (outcome !== undefined) stopPod(pod, machine, ctx);
}

/** Cut off from the API server, containers live on, and their kubelet looks after them. */
export function moveOnUnheard(key: string, pod: Pod, run: PodRun, machine: Machine, ctx: ReconcileContext): void {
  keep(key, advanced(run, pod, machine, ctx, []), run, ctx);
}

function keep(key: string, run: PodRun, before: PodRun | undefined, ctx: ReconcileContext): void {
  let due: Millis | undefined;
  for (const { until } of run.containers) if (until !== undefined && (due === undefined || until < due)) due = until;
  if (due !== undefined) ctx.queue.addAfter(key, due - ctx.now);
  ctx.records.put('podRun', key, before && deepEqual(before, run) ? before : run);
}

const isServing = ({ containers }: PodRun): boolean =>
  containers.every(({ role, stage }) => role === 'init' || stage === 'ready');

function takenUp(pod: Pod, { name: node, boots }: Machine, now: Millis): PodRun {
  const { uid, name } = pod.metadata;
  return newPodRun({ pod: name, uid, node, since: now, boots }, newRuns(pod.spec, now));
}

/** After the machine lost its power the sandbox is gone, and with it every container: they all begin anew. */
function rebooted(run: PodRun, machine: Machine, pod: Pod, now: Millis, said: Said[]): PodRun {
  if (run.boots === machine.boots) return run;
  const never = pod.spec.restartPolicy === 'Never';
  const containers = run.containers.map((one): ContainerRun => {
    const lost = { exitCode: 255, reason: 'Unknown', startedAt: one.startedAt ?? now, at: now };
    const lastEnd = isUp(one) ? lost : one.lastEnd;
    const stage = never && one.startedAt !== undefined ? 'done' : 'waiting';
    const next = { stage, since: now, until: undefined, failures: 0, backingOff: false, lastEnd } as const;
    return nextRun(withoutPullError(one), next);
  });
  const begun = run.containers.some(({ startedAt }) => startedAt !== undefined);
  if (begun && !never) said.push(normal('SandboxChanged', 'Pod sandbox changed, it will be killed and re-created.'));
  const { pod: name, uid, node, since, stopping } = run;
  return { pod: name, uid, node, containers, since, boots: machine.boots, stopping };
}

function advanced(run: PodRun, pod: Pod, machine: Machine, ctx: ReconcileContext, said: Said[]): PodRun {
  const moved = mapRuns(run.containers, (one) => {
    if (one.until !== undefined && one.until <= ctx.now) return stepped(one, pod, machine, ctx, said);
    return isUp(one) && one.stage !== 'killing' ? redefined(one, pod, machine, ctx, said) : one;
  });
  const turn = itsTurn(moved);
  const containers =
    turn.size === 0 ? moved : mapRuns(moved, (one) => (turn.has(one) ? stepped(one, pod, machine, ctx, said) : one));
  return containers === run.containers ? run : withContainers(run, containers);
}

function stepped(run: ContainerRun, pod: Pod, machine: Machine, ctx: ReconcileContext, said: Said[]): ContainerRun {
  const rules = rulesOf(run, pod, machine, ctx);
  const next = advance(run, rules);
  for (const event of next.events) said.push(event);
  if (run.stage === 'pulling' && !rules.present && isUp(next.run)) {
    ctx.records.put('mark', presence(machine.name, next.run.image), {});
  }
  return next.run;
}

/** A container whose image was changed in the running Pod is ended and started with the new one. */
function redefined(run: ContainerRun, pod: Pod, machine: Machine, ctx: ReconcileContext, said: Said[]): ContainerRun {
  const containers = run.role ? pod.spec.initContainers : pod.spec.containers;
  if (run.role === 'init' || !containers?.some(({ name, image }) => name === run.name && image !== run.image))
    return run;
  const { run: killing, events } = killContainer(run, 'definition changed', rulesOf(run, pod, machine, ctx));
  said.push(...events);
  return killing;
}
