/** What a kubelet tells the API server of its Pods, and what it says about them. */
import type { ReconcileContext } from '../client/controller.ts';
import type { Pod, PodStatus } from '../model/core.ts';
import type { Machine, PodRun } from '../store/records.ts';
import { draw } from '../time/draw.ts';
import { captionOf } from './captions.ts';
import { nodeIp } from './node-object.ts';
import { hasSandbox, reportedStatus } from './pod-status.ts';
import type { Said } from './said.ts';

export function statusNow(pod: Pod, run: PodRun, machine: Machine, ctx: ReconcileContext, ended?: string): PodStatus {
  const ip = nodeIp(machine.index);
  return reportedStatus(pod, run, { ip, podIp: podIp(ip, pod, run, machine, ctx) }, ctx.now, ended);
}

const STATUS = { subresource: 'status' } as const;

export function putStatus(pod: Pod, status: PodStatus, ctx: ReconcileContext): void {
  const { apiVersion, kind, metadata, spec } = pod;
  ctx.api.update('Pod', { apiVersion, kind, metadata, spec, status }, STATUS);
}

/** The Pod's network comes with its sandbox. */
function podIp(nodeIp: string, pod: Pod, run: PodRun, machine: Machine, ctx: ReconcileContext): string | undefined {
  if (!hasSandbox(run)) return undefined;
  return pod.spec.hostNetwork ? nodeIp : podAddress(machine, pod, ctx);
}

/** Addresses of a node's range; a Pod keeps its own, and any free-looking one is as good as another. */
function podAddress(machine: Machine, pod: Pod, ctx: ReconcileContext): string {
  if (pod.status.podIP) return pod.status.podIP;
  const last = 2 + Math.floor(draw(ctx.seed, 'pod-ip', pod.metadata.uid) * 252);
  return `10.${244 + Math.floor(machine.index / 256)}.${machine.index % 256}.${last}`;
}

export function speak(said: readonly Said[], machine: Machine, pod: Pod, ctx: ReconcileContext): void {
  if (said.length === 0) return;
  const recorder = ctx.recorderAt(machine.name);
  for (const { type, reason, message } of said) recorder.event(pod, type, reason, message);
}

/** The caption tells the last thing that happened; `run` is what came of it. */
export function say(pod: Pod, run: PodRun | undefined, said: readonly Said[], ctx: ReconcileContext): void {
  ctx.because(captionOf(pod.metadata.name, pod.spec.nodeName ?? '', run, said, ctx.now));
}
