/**
 * The node lifecycle controller (§10.1): hears who has fallen silent, marks nodes and their Pods, sets taints from
 * conditions. Follows pkg/controller/nodelifecycle/node_lifecycle_controller.go.
 */
import type { Controller, HandlerContext, ReconcileContext } from '../../client/controller.ts';
import type { Node } from '../../model/core.ts';
import type { Millis } from '../../time/millis.ts';
import { handleDisruption } from './disruption.ts';
import { checkHealth } from './health.ts';
import { forgetQueued, judgeNode, PASS, taintingPass } from './no-execute.ts';
import { nodeTarget } from './node-target.ts';
import { withOldLabels } from './old-labels.ts';
import { setTaints } from './set-taints.ts';
import { readiness, withNoScheduleTaints } from './taints.ts';
import { zoneOf } from './zones.ts';

const PERIOD: Millis = 5000;
/**
 * When a resting monitor looks first. Upstream leaves the phase of its ticks open; in the recordings new and removed
 * nodes were noticed between 3.0 and 3.6 s after.
 */
const FIRST_LOOK: Millis = 3300;
const MONITOR = 'monitor';
const KNOWN = 'known-node|';

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
        if (readiness(old) !== readiness(node) || zoneOf(old) !== zoneOf(node)) arm(ctx);
      },
      deleted: (_node, ctx) => arm(ctx),
    },
  },
  reconcile(key, ctx) {
    if (key === MONITOR) return monitor(ctx);
    if (key === 'arm') return arm(ctx);
    if (key.startsWith(PASS)) return taintingPass(key.slice(PASS.length), ctx);
    const node = ctx.caches.get('Node', key.slice(key.indexOf('/') + 1));
    if (!node) return;
    setTaints(node, withNoScheduleTaints, ctx);
    setLabels(node, ctx);
  },
};

function setLabels({ metadata }: Node, ctx: ReconcileContext): void {
  const live = ctx.live.get('Node', metadata.name);
  if (!live) return;
  const labels = withOldLabels(live.metadata.labels);
  if (labels !== live.metadata.labels) ctx.api.update('Node', { ...live, metadata: { ...live.metadata, labels } });
}

/** Follows monitorNodeHealth: what a node had last reported decides on its taint, before it is marked itself. */
function monitor(ctx: ReconcileContext): void {
  noteComingAndGoing(ctx);
  let unsure = false;
  const nodes: Node[] = [];
  for (const [name, cached] of ctx.caches.all('Node')) {
    const live = ctx.live.get('Node', name);
    if (!live) continue;
    unsure = checkHealth(live, ctx) || unsure;
    judgeNode(cached, ctx);
    nodes.push(ctx.live.get('Node', name) ?? live);
  }
  handleDisruption(nodes, ctx);
  if (unsure) ctx.queue.addAfter(MONITOR, PERIOD);
}

/** Registers new nodes and says goodbye to removed ones. */
function noteComingAndGoing(ctx: ReconcileContext): void {
  for (const [name, node] of ctx.caches.all('Node')) {
    if (ctx.records.get('mark', KNOWN + name)) continue;
    ctx.records.put('mark', KNOWN + name, { at: ctx.now });
    const message = `Node ${name} event: Registered Node ${name} in Controller`;
    ctx.recorder.event(nodeTarget(node), 'Normal', 'RegisteredNode', message);
  }
  for (const mark of [...ctx.records.all('mark').keys()]) {
    if (!mark.startsWith(KNOWN)) continue;
    const name = mark.slice(KNOWN.length);
    if (ctx.caches.get('Node', name)) continue;
    ctx.records.put('mark', mark, undefined);
    forgetQueued(name, ctx);
    const target = { apiVersion: 'v1', kind: 'Node', metadata: { name, uid: name } };
    ctx.recorder.event(target, 'Normal', 'RemovingNode', `Node ${name} event: Removing Node ${name} from Controller`);
  }
}
