/**
 * What a kubelet says of its own machine: conditions, and that it was started anew (§14). It evicts a Pod when the
 * machine begins to run short. Follows pkg/kubelet/nodestatus/setters.go and pkg/kubelet/eviction.
 */
import { deepEqual } from '../../lib/deep-equal.ts';
import type { ReconcileContext } from '../client/controller.ts';
import type { EventTarget } from '../client/event-recorder.ts';
import type { Node } from '../model/core.ts';
import { objectKey } from '../model/kinds.ts';
import { withCondition } from '../model/pods.ts';
import type { Machine, Pressure } from '../store/records.ts';
import { uuid } from '../time/draw.ts';
import { isHeard } from '../world/machines.ts';
import { podsTaken } from './admit.ts';
import { evictionVerdict, podToEvict, RESOURCE } from './eviction.ts';
import { nodeConditions } from './node-object.ts';
import { stopPod } from './stop-pod.ts';

const PREFIX = 'node:';

export const nodeKey = (name: string): string => PREFIX + name;

/** The node that a key of the queue is about; undefined for the key of a Pod. */
export function nodeOfKey(key: string): string | undefined {
  return key.startsWith(PREFIX) ? key.slice(PREFIX.length) : undefined;
}

export function syncNode(name: string, ctx: ReconcileContext): void {
  const machine = ctx.records.get('machine', name);
  if (!machine || !isHeard(machine)) return;
  const node = ctx.live.get('Node', name);
  if (node) {
    reportNode(node, machine, ctx);
    for (const pressure of newPressures(node, machine)) evictOne(node, machine, pressure, ctx);
  }
  // It looks at all its Pods again: what was decided meanwhile, and what became of their containers.
  for (const pod of ctx.live.byIndex('Pod', 'node', name).values()) ctx.queue.add(objectKey(pod.metadata));
}

/** A condition's type and status -> the reason of the node's event when it becomes so. */
const EVENTS: { readonly [condition: string]: string } = {
  'MemoryPressure=True': 'NodeHasInsufficientMemory',
  'MemoryPressure=False': 'NodeHasSufficientMemory',
  'DiskPressure=True': 'NodeHasDiskPressure',
  'DiskPressure=False': 'NodeHasNoDiskPressure',
  'PIDPressure=True': 'NodeHasInsufficientPID',
  'PIDPressure=False': 'NodeHasSufficientPID',
  'Ready=True': 'NodeReady',
};

function reportNode(node: Node, machine: Machine, ctx: ReconcileContext): void {
  const { name } = machine;
  const recorder = ctx.recorderAt(name);
  const target: EventTarget = { apiVersion: 'v1', kind: 'Node', metadata: { name, uid: node.metadata.uid } };
  let { conditions } = node.status;
  for (const condition of nodeConditions(machine.pressure ?? [], ctx.now)) {
    const old = conditions?.find(({ type }) => type === condition.type);
    conditions = withCondition(conditions, condition);
    const reason = EVENTS[`${condition.type}=${condition.status}`];
    if (old && old.status !== condition.status && reason) {
      recorder.event(target, 'Normal', reason, `Node ${name} status is now: ${reason}`);
    }
  }
  let { nodeInfo } = node.status;
  if (machine.boots) {
    const bootID = uuid(ctx.seed, `boot/${name}/${machine.boots}`);
    if (nodeInfo?.bootID !== bootID) {
      recorder.event(target, 'Warning', 'Rebooted', `Node ${name} has been rebooted, boot id: ${bootID}`);
      nodeInfo = { ...nodeInfo, bootID };
    }
  }
  const status = { ...node.status, conditions, nodeInfo };
  if (deepEqual(status, node.status)) return;
  ctx.because(`The kubelet of ${name} reports`);
  ctx.api.update('Node', { ...node, status }, { subresource: 'status' });
}

/** What the machine is short of, and had not been when it last reported. */
function newPressures(reported: Node, { pressure = [] }: Machine): readonly Pressure[] {
  const types = { memory: 'MemoryPressure', disk: 'DiskPressure', pid: 'PIDPressure' } as const;
  const isOn = (kind: Pressure): boolean =>
    reported.status.conditions?.some(({ type, status }) => type === types[kind] && status === 'True') ?? false;
  return pressure.filter((kind) => !isOn(kind));
}

/** At most one Pod: what it gives back is taken to be enough, while the pressure lasts. */
function evictOne(node: Node, machine: Machine, pressure: Pressure, ctx: ReconcileContext): void {
  const { name, uid } = node.metadata;
  const recorder = ctx.recorderAt(name);
  const message = `Attempting to reclaim ${RESOURCE[pressure]}`;
  recorder.event(
    { apiVersion: 'v1', kind: 'Node', metadata: { name, uid } },
    'Warning',
    'EvictionThresholdMet',
    message,
  );
  const active = podsTaken(undefined, name, ctx).filter(
    ({ metadata }) => !ctx.records.get('podRun', objectKey(metadata))?.stopping,
  );
  const pod = podToEvict(active, pressure, ctx.seed);
  if (!pod) return;
  const verdict = evictionVerdict(pod, node, pressure, ctx.seed);
  ctx.because(`${name} is short of ${pressure}: its kubelet evicts ${pod.metadata.name}`);
  recorder.event(pod, 'Warning', 'Evicted', verdict.message);
  // Hard thresholds leave a second.
  stopPod(pod, machine, ctx, { verdict, grace: 1000 });
}
