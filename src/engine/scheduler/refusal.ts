/** What a filter answers when a node will not do. Follows Status in k8s.io/kube-scheduler/framework. */

/** The plugins of the default profile that can refuse a node here. */
export type PluginName =
  | 'NodeUnschedulable'
  | 'NodeName'
  | 'TaintToleration'
  | 'NodeAffinity'
  | 'NodePorts'
  | 'NodeResourcesFit'
  | 'PodTopologySpread'
  | 'InterPodAffinity';

/** Why a node was refused. `helpless`: evicting Pods would not help, so preemption does not try. */
export interface Refusal {
  readonly plugin: PluginName;
  readonly reasons: readonly string[];
  readonly helpless: boolean;
}

/** UnschedulableAndUnresolvable. */
export function helpless(plugin: PluginName, reason: string): Refusal {
  return { plugin, reasons: [reason], helpless: true };
}

/** Unschedulable: other Pods are in the way. */
export function inTheWay(plugin: PluginName, reason: string): Refusal {
  return { plugin, reasons: [reason], helpless: false };
}
