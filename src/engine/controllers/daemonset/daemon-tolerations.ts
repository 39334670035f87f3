/**
 * The tolerations that every daemon Pod gets (§3.3).
 * Follows AddOrUpdateDaemonPodTolerations in pkg/controller/daemon/util/daemonset_util.go.
 */
import type { PodSpec, Toleration } from '../../model/core.ts';

const bears = (key: string, effect: string): Toleration => ({ key, operator: 'Exists', effect });

/** Daemon Pods outlive the failures of their node, and run on nodes that others must leave. */
const AUTOMATIC: readonly Toleration[] = [
  bears('node.kubernetes.io/not-ready', 'NoExecute'),
  bears('node.kubernetes.io/unreachable', 'NoExecute'),
  bears('node.kubernetes.io/disk-pressure', 'NoSchedule'),
  bears('node.kubernetes.io/memory-pressure', 'NoSchedule'),
  bears('node.kubernetes.io/pid-pressure', 'NoSchedule'),
  bears('node.kubernetes.io/unschedulable', 'NoSchedule'),
];
/** A network plugin's own Pod must come before the network. */
const WITH_HOST_NETWORK = bears('node.kubernetes.io/network-unavailable', 'NoSchedule');

/** The template's tolerations with the automatic ones: each replaces its like where it stands, or comes last. */
export function daemonPodTolerations(spec: PodSpec): readonly Toleration[] {
  const automatic = spec.hostNetwork ? [...AUTOMATIC, WITH_HOST_NETWORK] : AUTOMATIC;
  return automatic.reduce(withToleration, spec.tolerations ?? []);
}

function withToleration(list: readonly Toleration[], added: Toleration): readonly Toleration[] {
  const alike = list.filter((own) => isAlike(own, added));
  if (alike.length === 0) return [...list, added];
  // One that is equal in full ends upstream's walk with nothing changed.
  if (alike.some((own) => typeof own.tolerationSeconds !== 'number')) return list;
  return list.map((own) => (isAlike(own, added) ? added : own));
}

function isAlike(own: Toleration, other: Toleration): boolean {
  return (
    own.key === other.key &&
    own.effect === other.effect &&
    own.operator === other.operator &&
    (own.value ?? '') === (other.value ?? '')
  );
}
