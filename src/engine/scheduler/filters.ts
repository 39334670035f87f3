/**
 * The filters of the default profile, in their order; the first refusal ends it (§12.1, §12.2).
 * Follows pkg/scheduler/framework/plugins and runtime/framework.go. Volumes and devices are not simulated.
 */
import type { Node, Pod, Taint } from '../model/core.ts';
import { compileRequiredNodeAffinity } from '../model/node-affinity.ts';
import { type HostPort, hostPorts, portsConflict } from '../model/pod-requests.ts';
import { findUntoleratedTaint, repelsPods } from '../model/taints.ts';
import { type ClusterView, priorityOf, withPodsOn } from './cluster-view.ts';
import { interPodFilter } from './inter-pod-affinity.ts';
import { nodeResourcesFit } from './node-resources.ts';
import { helpless, inTheWay, type Refusal } from './refusal.ts';
import { spreadFilter } from './topology-spread.ts';

const UNSCHEDULABLE: Taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };

export function toleratesUnschedulable({ spec }: Pod): boolean {
  return !findUntoleratedTaint(spec.tolerations ?? [], [UNSCHEDULABLE], () => true);
}

export function toleratesTaintsOf({ spec }: Pod, node: Node): boolean {
  return !node.spec.taints?.length || !findUntoleratedTaint(spec.tolerations ?? [], node.spec.taints, repelsPods);
}

export function sharesPorts(wanted: readonly HostPort[], other: Pod): boolean {
  return wanted.length > 0 && hostPorts(other).some((held) => wanted.some((port) => portsConflict(port, held)));
}

/** What a view looks like to one Pod: the answer per node, undefined where the Pod fits. */
export type NodeCheck = (node: Node) => Refusal | undefined;

/** The filters for one Pod, compiled once for any number of nodes of a view. */
function checkWithoutNominated(pod: Pod, view: ClusterView): NodeCheck {
  const { spec } = pod;
  const matchesNode = compileRequiredNodeAffinity(spec.nodeSelector, spec.affinity);
  const ports = hostPorts(pod);
  const spread = spreadFilter(pod, view);
  const interPod = interPodFilter(pod, view);
  return (node) => {
    if (node.spec.unschedulable && !toleratesUnschedulable(pod)) {
      return helpless('NodeUnschedulable', 'node(s) were unschedulable');
    }
    if (spec.nodeName && spec.nodeName !== node.metadata.name) {
      return helpless('NodeName', "node(s) didn't match the requested node name");
    }
    if (!toleratesTaintsOf(pod, node)) return helpless('TaintToleration', 'node(s) had untolerated taint(s)');
    if (!matchesNode(node)) return helpless('NodeAffinity', "node(s) didn't match Pod's node affinity/selector");
    const pods = view.podsOn(node.metadata.name);
    if (ports.length > 0 && pods.some((other) => sharesPorts(ports, other))) {
      return inTheWay('NodePorts', "node(s) didn't have free ports for the requested pod ports");
    }
    return nodeResourcesFit(pod, { node, pods }) ?? spread?.(node) ?? interPod?.(node);
  };
}

/**
 * Pods nominated to a node count as if they were there, unless they matter less than this one; but since they may
 * yet go elsewhere, the Pod must fit without them too (RunFilterPluginsWithNominatedPods).
 */
export function nodeCheck(pod: Pod, view: ClusterView): NodeCheck {
  const without = checkWithoutNominated(pod, view);
  return (node) => {
    const { name } = node.metadata;
    const nominated = view
      .nominatedTo(name)
      .filter((other) => other.metadata.uid !== pod.metadata.uid && priorityOf(other) >= priorityOf(pod));
    if (nominated.length > 0) {
      const refusal = checkWithoutNominated(pod, withPodsOn(view, name, [...view.podsOn(name), ...nominated]))(node);
      if (refusal) return refusal;
    }
    return without(node);
  };
}

/** Why a Pod does not fit one node now; undefined when it does. */
export function refusalOf(pod: Pod, node: Node, view: ClusterView): Refusal | undefined {
  return nodeCheck(pod, view)(node);
}
