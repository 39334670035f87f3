/**
 * Which events could help a refused Pod: each plugin that refused it says so for itself, and one yes is enough.
 * Follows EventsToRegister and the QueueingHint functions of pkg/scheduler/framework/plugins. A hint looks at what
 * changed, not at the whole cluster: a Pod pinned to a full node is also tried again when any other Pod goes.
 */
import { deepEqual } from '../../lib/deep-equal.ts';
import type { Node, Pod } from '../model/core.ts';
import { compileRequiredNodeAffinity } from '../model/node-affinity.ts';
import { selectorMatches } from '../model/parsed-selector.ts';
import { hostPorts, podRequests } from '../model/pod-requests.ts';
import type { ClusterView } from './cluster-view.ts';
import { sharesPorts, toleratesTaintsOf, toleratesUnschedulable } from './filters.ts';
import { fitsEmpty, offersMore } from './node-resources.ts';
import { requiredTerms } from './pod-terms.ts';
import type { PluginName } from './refusal.ts';
import { constraintsOf, hasAllKeys, topologyValue } from './topology-spread.ts';

/** What changed: absent `old` means added, absent `next` removed. */
export type SchedulingEvent =
  | { readonly about: 'node'; readonly old?: Node; readonly next?: Node }
  /** A Pod that is bound, or nominated and gone. */
  | { readonly about: 'assigned pod'; readonly old?: Pod; readonly next?: Pod }
  | { readonly about: 'own pod'; readonly old: Pod; readonly next: Pod };

type Hint = (pod: Pod, event: SchedulingEvent, view: ClusterView) => boolean;

type NodeHint = (node: Node, old: Node | undefined) => boolean;

/** Whether a node has come to satisfy what it did not satisfy before. */
function becomes(event: SchedulingEvent, holds: (node: Node) => boolean): boolean {
  if (event.about !== 'node' || !event.next) return false;
  return holds(event.next) && !(event.old && holds(event.old));
}

function onNode(event: SchedulingEvent, hint: NodeHint): boolean {
  return event.about === 'node' && event.next !== undefined && hint(event.next, event.old);
}

const tolerationsChanged = (event: SchedulingEvent): boolean =>
  event.about === 'own pod' && (event.old.spec.tolerations?.length ?? 0) !== (event.next.spec.tolerations?.length ?? 0);

function requestsLess(old: Pod, next: Pod): boolean {
  const after = podRequests(next.spec);
  for (const [resource, amount] of podRequests(old.spec)) if (amount > (after.get(resource) ?? 0)) return true;
  return false;
}

const nodeResourcesFit: Hint = (pod, event) => {
  if (event.about === 'node') {
    return onNode(event, (node, old) => fitsEmpty(pod, node) && (!old || offersMore(pod, old, node)));
  }
  if (!event.next) return true;
  return event.old !== undefined && requestsLess(event.old, event.next);
};

const nodePorts: Hint = (pod, event) => {
  if (event.about === 'assigned pod') return !event.next && !!event.old && sharesPorts(hostPorts(pod), event.old);
  return onNode(event, (_, old) => !old);
};

/** A Pod whose coming, going or relabelling shifts the counts of a constraint. */
const podTopologySpread: Hint = (pod, event) => {
  const constraints = constraintsOf(pod, 'DoNotSchedule');
  if (event.about === 'node') {
    const before = event.old && hasAllKeys(event.old, constraints);
    const after = event.next && hasAllKeys(event.next, constraints);
    if (!event.old || !event.next) return Boolean(before || after);
    const { old, next } = event;
    const moved = constraints.some(
      ({ topologyKey }) => topologyValue(old, topologyKey) !== topologyValue(next, topologyKey),
    );
    return moved && Boolean(before || after);
  }
  const counts = (other: Pod | undefined): boolean =>
    other?.metadata.namespace === pod.metadata.namespace &&
    constraints.some(({ selector }) => selectorMatches(selector, other?.metadata.labels));
  return event.about === 'own pod' ? labelsChanged(event) : counts(event.old) !== counts(event.next);
};

const labelsChanged = ({ old, next }: { readonly old: Pod; readonly next: Pod }): boolean =>
  !deepEqual(old.metadata.labels, next.metadata.labels);

const interPodAffinity: Hint = (pod, event, view) => {
  const affinity = requiredTerms(pod, 'podAffinity', view);
  const antiAffinity = requiredTerms(pod, 'podAntiAffinity', view);
  if (event.about === 'own pod') return labelsChanged(event);
  if (event.about === 'node') {
    const keys = [...affinity, ...antiAffinity].map(({ topologyKey }) => topologyKey);
    return onNode(event, (node, old) =>
      old
        ? keys.some((key) => topologyValue(old, key) !== topologyValue(node, key))
        : keys.length === 0 || keys.some((key) => topologyValue(node, key) !== undefined),
    );
  }
  const { old, next } = event;
  const wanted = (other: Pod | undefined): boolean => !!other && affinity.some((term) => term.matches(other));
  const avoided = (other: Pod | undefined): boolean => !!other && antiAffinity.some((term) => term.matches(other));
  const repels = (other: Pod | undefined): boolean =>
    !!other && requiredTerms(other, 'podAntiAffinity', view).some((term) => term.matches(pod));
  return (wanted(next) && !wanted(old)) || (avoided(old) && !avoided(next)) || (repels(old) && !repels(next));
};

const HINTS: Readonly<Record<PluginName, Hint>> = {
  NodeUnschedulable: (pod, event) =>
    event.about === 'own pod'
      ? tolerationsChanged(event) && toleratesUnschedulable(event.next)
      : becomes(event, (node) => !node.spec.unschedulable || toleratesUnschedulable(pod)),
  NodeName: (_, event) => onNode(event, (__, old) => !old),
  TaintToleration: (pod, event) => tolerationsChanged(event) || becomes(event, (node) => toleratesTaintsOf(pod, node)),
  NodeAffinity: ({ spec }, event) => becomes(event, compileRequiredNodeAffinity(spec.nodeSelector, spec.affinity)),
  NodePorts: nodePorts,
  NodeResourcesFit: nodeResourcesFit,
  PodTopologySpread: podTopologySpread,
  InterPodAffinity: interPodAffinity,
};

/** Whether a Pod that `plugins` refused should be tried again after an event. */
export function isWorthRequeuing(
  pod: Pod,
  plugins: readonly string[],
  event: SchedulingEvent,
  view: ClusterView,
): boolean {
  return plugins.some((plugin) => Object.hasOwn(HINTS, plugin) && HINTS[plugin as PluginName](pod, event, view));
}
