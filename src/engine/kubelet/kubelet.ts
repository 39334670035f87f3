/**
 * Every machine's kubelet (§14): takes up the Pods bound to it, moves their containers along and reports. One
 * actor plays them all; a key is a Pod, and each kubelet only ever touches the Pods of its own node.
 */

import { deepEqual } from '../../lib/deep-equal.ts';
import type { Controller, HandlerContext, ReconcileContext } from '../client/controller.ts';
import type { Pod } from '../model/core.ts';
import { objectKey } from '../model/kinds.ts';
import { isTerminal } from '../model/pods.ts';
import type { ContainerRun, ImageBehaviour, Machine, PodRun } from '../store/records.ts';
import { draw } from '../time/draw.ts';
import { type Millis, millisOf } from '../time/millis.ts';
import { behaviourOf, jitteredPull } from '../world/images.ts';
import { nodeIp } from './node-object.ts';
import { reportedStatus } from './pod-status.ts';
import { advance, type Said, type StageRules, startPulling } from './stages.ts';

function wake(pod: Pod, ctx: HandlerContext): void {
  if (pod.spec.nodeName) ctx.queue.add(objectKey(pod.metadata));
}

export const kubelet: Controller = {
  name: 'kubelet',
  events: {
    Pod: {
      added: wake,
      updated(old, pod, ctx) {
        // Its own status reports come back as updates; only what others decide concerns it.
        const decided = old.spec !== pod.spec || old.metadata.deletionTimestamp !== pod.metadata.deletionTimestamp;
        if (decided) wake(pod, ctx);
      },
      deleted: wake,
    },
  },
  reconcile(key, ctx) {
    const pod = ctx.live.get('Pod', key);
    const run = ctx.records.get('podRun', key);
    const seen = ctx.caches.get('Pod', key);
    if (!pod || (run && run.uid !== pod.metadata.uid)) {
      if (run) forget(key, ctx);
      if (!pod) return;
    }
    if (!seen || seen.metadata.uid !== pod.metadata.uid || !pod.spec.nodeName || isTerminal(pod)) return;
    const machine = ctx.records.get('machine', pod.spec.nodeName);
    if (machine?.kubelet !== 'running') return;
    // What a kubelet acts on is what it has seen; what it reports goes on top of what stands.
    if (seen.metadata.deletionTimestamp) return terminate(key, pod, machine, ctx);
    moveOn(key, pod, machine, ctx);
  },
};

function forget(key: string, ctx: ReconcileContext): void {
  ctx.records.put('podRun', key, undefined);
  ctx.queue.cancelDelayed(key);
}

function moveOn(key: string, pod: Pod, machine: Machine, ctx: ReconcileContext): void {
  const before = ctx.records.get('podRun', key);
  const said: Said[] = [];
  let run: PodRun;
  if (!before || before.uid !== pod.metadata.uid) run = takeUp(pod, machine, ctx, said);
  else run = { ...before, containers: before.containers.map((one) => advanced(one, pod, ctx, said)) };
  const due = nextDue(run);
  if (due !== undefined) ctx.queue.addAfter(key, due - ctx.now);
  ctx.records.put('podRun', key, before && deepEqual(before, run) ? before : run);
  report(pod, run, machine, ctx);
  if (isUp(run) && before && !isUp(before)) ctx.because(`${pod.metadata.name} is Ready on ${machine.name}`);
  else say(pod, said, ctx);
  speak(said, machine, pod, ctx);
}

const isUp = (run: PodRun): boolean => run.containers.every(({ stage }) => stage === 'ready');

function takeUp(pod: Pod, machine: Machine, ctx: ReconcileContext, said: Said[]): PodRun {
  const containers = pod.spec.containers.map(({ name, image, imagePullPolicy }) => {
    const present =
      imagePullPolicy !== 'Always' && ctx.records.get('mark', `image|${machine.name}|${image}`) !== undefined;
    const rules = rulesOf(pod, image, ctx);
    const { run, events } = startPulling({ name, image }, present ? { ...rules, pull: 0 } : rules);
    said.push(...events);
    return run;
  });
  const { uid, name } = pod.metadata;
  return { pod: name, uid, node: machine.name, containers, since: ctx.now };
}

function advanced(run: ContainerRun, pod: Pod, ctx: ReconcileContext, said: Said[]): ContainerRun {
  if (run.until === undefined || run.until > ctx.now) return run;
  const rules = rulesOf(pod, run.image, ctx);
  const next = advance(run, { ...rules, pull: run.stage === 'pulling' ? run.until - run.since : rules.pull });
  if (run.stage === 'pulling' && next.run.stage === 'running') {
    ctx.records.put('mark', `image|${pod.spec.nodeName}|${run.image}`, {});
  }
  said.push(...next.events);
  return next.run;
}

function rulesOf(pod: Pod, image: string, ctx: ReconcileContext): StageRules {
  const { name, namespace, uid } = pod.metadata;
  const behaviour: ImageBehaviour = behaviourOf(ctx.records, image);
  const pull = jitteredPull(ctx.records, behaviour.pull, draw(ctx.seed, 'pull', uid));
  return { behaviour, pull, now: ctx.now, podName: `${name}_${namespace}(${uid})` };
}

function nextDue(run: PodRun): Millis | undefined {
  let due: Millis | undefined;
  for (const { until } of run.containers) if (until !== undefined && (due === undefined || until < due)) due = until;
  return due;
}

function report(pod: Pod, run: PodRun, machine: Machine, ctx: ReconcileContext): void {
  const ip = nodeIp(machine.index);
  const podIp = pod.spec.hostNetwork ? ip : podAddress(machine, pod, ctx);
  const status = reportedStatus(pod, run, { ip, podIp }, ctx.now);
  ctx.api.update('Pod', { ...pod, status }, { subresource: 'status' });
}

/** Addresses of a node's range; a Pod keeps its own, and any free-looking one is as good as another. */
function podAddress(machine: Machine, pod: Pod, ctx: ReconcileContext): string {
  if (pod.status.podIP) return pod.status.podIP;
  const last = 2 + Math.floor(draw(ctx.seed, 'pod-ip', pod.metadata.uid) * 252);
  return `10.${244 + Math.floor(machine.index / 256)}.${machine.index % 256}.${last}`;
}

/** The Pod is to go: its containers get their signal, and have the grace period to end (§14). */
function terminate(key: string, pod: Pod, machine: Machine, ctx: ReconcileContext): void {
  const run = ctx.records.get('podRun', key);
  const up = run?.containers.filter(({ stage }) => stage === 'running' || stage === 'ready') ?? [];
  const deadline = millisOf(pod.metadata.deletionTimestamp ?? '') + 999; // the API keeps whole seconds only
  if (run && !run.stopping && up.length > 0) {
    const slowest = Math.max(...up.map(({ image }) => behaviourOf(ctx.records, image).terminate));
    const until = Math.min(ctx.now + slowest, Math.max(ctx.now, deadline));
    ctx.queue.cancelDelayed(key);
    ctx.queue.addAfter(key, until - ctx.now);
    ctx.records.put('podRun', key, { ...run, stopping: { at: ctx.now, until } });
    const said = up.map(
      ({ name }): Said => ({ type: 'Normal', reason: 'Killing', message: `Stopping container ${name}` }),
    );
    say(pod, said, ctx);
    speak(said, machine, pod, ctx);
    return;
  }
  if (run?.stopping && run.stopping.until > ctx.now && deadline > ctx.now) {
    ctx.queue.addAfter(key, Math.min(run.stopping.until, deadline) - ctx.now);
    return;
  }
  ctx.because(`${machine.name} has stopped ${pod.metadata.name}`);
  forget(key, ctx);
  ctx.api.delete('Pod', pod.metadata, { gracePeriodSeconds: 0, preconditions: { uid: pod.metadata.uid } });
}

function speak(said: readonly Said[], machine: Machine, pod: Pod, ctx: ReconcileContext): void {
  for (const { type, reason, message } of said) ctx.recorderAt(machine.name).event(pod, type, reason, message);
}

const CAPTIONS: { readonly [reason: string]: (pod: string, node: string) => string } = {
  Pulling: (pod, node) => `${node} pulls the image of ${pod}`,
  Started: (pod, node) => `${node} started ${pod}`,
  Failed: (pod, node) => `${node} cannot pull the image of ${pod}`,
  BackOff: (pod, node) => `${node} waits before it tries ${pod} again`,
  Killing: (pod, node) => `${node} stops ${pod}`,
};

/** The caption tells the last thing that happened. */
function say(pod: Pod, said: readonly Said[], ctx: ReconcileContext): void {
  const { name } = pod.metadata;
  const node = pod.spec.nodeName ?? '';
  for (let i = said.length - 1; i >= 0; i -= 1) {
    const caption = CAPTIONS[said[i]?.reason ?? ''];
    if (caption) return ctx.because(caption(name, node));
  }
  ctx.because(`${node} reports on ${name}`);
}
