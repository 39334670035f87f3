/**
 * The node lifecycle controller (§10.1): hears who has fallen silent, marks nodes and their Pods, sets taints from
 * conditions. Follows pkg/controller/nodelifecycle/node_lifecycle_controller.go.
 */
import type { Controller, HandlerContext, ReconcileContext } from '../../client/controller.ts';
import { lastHeartbeat } from '../../kubelet/node-object.ts';
import type { Node } from '../../model/core.ts';
import type { Condition } from '../../model/meta.ts';
import { type Millis, timestamp } from '../../time/millis.ts';
import { markPodsNotReady } from './mark-pods.ts';
import { EVICT, noExecuteTaints, planNoExecute, takeTurn } from './no-execute.ts';
import { withOldLabels } from './old-labels.ts';
import { readiness, withNoScheduleTaints } from './taints.ts';
import { zoneKey } from './zones.ts';

const PERIOD: Millis = 5000;
/**
 * When a resting monitor looks first. Upstream leaves the phase of its ticks open; in the recordings new and removed
 * nodes were noticed between 3.0 and 3.6 s after.
 */
const FIRST_LOOK: Millis = 3300;
const GRACE: Millis = 50_000;
const MONITOR = 'monitor';
const known = (name: string): string => `known-node|${name}`;

/** The monitor runs each period, and only while there is something to find out. */
function arm(ctx: HandlerContext): void {
  ctx.queue.addAfter(MONITOR, FIRST_LOOK);
}

export const nodeLifecycle: Controller = {
  name: 'node-controller',
  events: {
    Node: {
      added(node, ctx) {
        arm(ctx);
        ctx.queue.add(`taint/${node.metadata.name}`);
      },
      updated(old, node, ctx) {
        ctx.queue.add(`taint/${node.metadata.name}`);
        if (readiness(old) !== readiness(node) || zoneKey(old) !== zoneKey(node)) arm(ctx);
      },
      deleted: (_node, ctx) => arm(ctx),
    },
  },
  reconcile(key, ctx) {
    if (key === MONITOR) return monitor(ctx);
    if (key === 'arm') return arm(ctx);
    if (key.startsWith(EVICT)) return evict(key.slice(EVICT.length), ctx);
    const node = ctx.caches.get('Node', key.slice(key.indexOf('/') + 1));
    if (!node) return;
    setTaints(node, withNoScheduleTaints, ctx);
    setLabels(node, ctx);
  },
};

function evict(name: string, ctx: ReconcileContext): void {
  const { allDown, go } = takeTurn(name, ctx);
  const node = ctx.caches.get('Node', name);
  if (node && go) setTaints(node, (live) => noExecuteTaints(live, allDown, ctx.now), ctx);
}

function setTaints(node: Node, wanted: (live: Node) => Node['spec']['taints'], ctx: ReconcileContext): void {
  const live = ctx.live.get('Node', node.metadata.name);
  if (!live) return;
  const taints = wanted(live);
  if (taints === live.spec.taints || (taints?.length === 0 && !live.spec.taints)) return;
  ctx.because(`The node lifecycle controller updates the taints of ${node.metadata.name}`);
  ctx.api.update('Node', { ...live, spec: { ...live.spec, taints: taints?.length ? taints : undefined } });
}

function setLabels({ metadata }: Node, ctx: ReconcileContext): void {
  const live = ctx.live.get('Node', metadata.name);
  if (!live) return;
  const labels = withOldLabels(live.metadata.labels);
  if (labels !== live.metadata.labels) ctx.api.update('Node', { ...live, metadata: { ...live.metadata, labels } });
}

function monitor(ctx: ReconcileContext): void {
  let unsure = noteComingAndGoing(ctx);
  for (const machine of ctx.records.all('machine').values()) {
    if (machine.silentSince === undefined) continue;
    const node = ctx.live.get('Node', machine.name);
    if (!node) continue;
    const silence = ctx.now - lastHeartbeat(machine, ctx.now);
    if (readiness(node) !== 'Unknown') {
      if (silence > GRACE) markUnknown(node, ctx);
      unsure = true;
    }
  }
  planNoExecute(ctx);
  if (unsure) ctx.queue.addAfter(MONITOR, PERIOD);
}

/** Registers new nodes and says goodbye to removed ones. True while a node is too new to be sure of. */
function noteComingAndGoing(ctx: ReconcileContext): boolean {
  for (const [name, node] of ctx.caches.all('Node')) {
    if (ctx.records.get('mark', known(name))) continue;
    ctx.records.put('mark', known(name), { at: ctx.now });
    const message = `Node ${name} event: Registered Node ${name} in Controller`;
    ctx.recorder.event(nodeTarget(node), 'Normal', 'RegisteredNode', message);
  }
  for (const mark of [...ctx.records.all('mark').keys()]) {
    if (!mark.startsWith('known-node|')) continue;
    const name = mark.slice('known-node|'.length);
    if (ctx.caches.get('Node', name)) continue;
    ctx.records.put('mark', mark, undefined);
    const target = { apiVersion: 'v1', kind: 'Node', metadata: { name, uid: name } };
    ctx.recorder.event(target, 'Normal', 'RemovingNode', `Node ${name} event: Removing Node ${name} from Controller`);
  }
  return false;
}

/** Node events name their node by name where others have a UID, as the upstream recorder does. */
function nodeTarget(node: Node): { apiVersion: string; kind: string; metadata: { name: string; uid: string } } {
  return { apiVersion: 'v1', kind: 'Node', metadata: { name: node.metadata.name, uid: node.metadata.uid } };
}

const JUDGED: ReadonlySet<string> = new Set(['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure']);

function markUnknown(node: Node, ctx: ReconcileContext): void {
  const { name } = node.metadata;
  const at = timestamp(ctx.now);
  const conditions = (node.status.conditions ?? []).map((condition): Condition => {
    if (!JUDGED.has(condition.type)) return condition;
    const message = 'Kubelet stopped posting node status.';
    return { ...condition, status: 'Unknown', reason: 'NodeStatusUnknown', message, lastTransitionTime: at };
  });
  ctx.because(`${name} has been silent for ${Math.round(GRACE / 1000)} s: the node lifecycle controller marks it`);
  ctx.api.update('Node', { ...node, status: { ...node.status, conditions } }, { subresource: 'status' });
  ctx.recorder.event(nodeTarget(node), 'Normal', 'NodeNotReady', `Node ${name} status is now: NodeNotReady`);
  markPodsNotReady(name, ctx);
}
