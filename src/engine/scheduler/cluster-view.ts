/**
 * What one scheduling attempt looks at: nodes and the Pods that count on them. Follows the snapshot of
 * pkg/scheduler/backend/cache: Pods that have ended do not count, Pods that are ending do.
 */
import type { Node, Pod } from '../model/core.ts';
import type { Labels } from '../model/meta.ts';
import { isTerminal } from '../model/pods.ts';
import { AFFINE } from '../store/indices.ts';
import type { Reader } from '../store/plane.ts';

export interface NodesByName {
  readonly size: number;
  get(name: string): Node | undefined;
  has(name: string): boolean;
  values(): Iterable<Node>;
}

/** A node, and the Pods that are or will be on it. */
export interface NodeInfo {
  readonly node: Node;
  readonly pods: readonly Pod[];
}

export interface ClusterView {
  readonly nodes: NodesByName;
  /** Pods bound to a node, without those that have ended. */
  podsOn(node: string): readonly Pod[];
  /** All Pods on known nodes. */
  pods(): Iterable<Pod>;
  /** Those of `pods` with affinity or anti-affinity to Pods. */
  affinePods(): Iterable<Pod>;
  /** Unbound Pods for which preemption makes room on a node. */
  nominatedTo(node: string): readonly Pod[];
  namespaceLabels(namespace: string): Labels | undefined;
}

/**
 * `nodes` is the scheduler's cache; `live` also knows the Pods that were bound a moment ago, as the scheduler's
 * assumed Pods do. A view is of one moment: it remembers what it has looked up.
 */
export function viewOf(nodes: NodesByName, live: Reader): ClusterView {
  return new LiveView(nodes, live);
}

class LiveView implements ClusterView {
  readonly nodes: NodesByName;
  readonly #live: Reader;
  readonly #known = new Map<string, readonly Pod[]>();

  constructor(nodes: NodesByName, live: Reader) {
    this.nodes = nodes;
    this.#live = live;
  }

  podsOn(node: string): readonly Pod[] {
    const seen = this.#known.get(node);
    if (seen) return seen;
    const pods = filtered(this.#live.byIndex('Pod', 'node', node).values(), (pod) => !isTerminal(pod));
    this.#known.set(node, pods);
    return pods;
  }

  pods(): readonly Pod[] {
    return filtered(this.#live.all('Pod').values(), (pod) => this.#counts(pod));
  }

  affinePods(): readonly Pod[] {
    return filtered(this.#live.byIndex('Pod', 'affine', AFFINE).values(), (pod) => this.#counts(pod));
  }

  nominatedTo(node: string): readonly Pod[] {
    return [...this.#live.byIndex('Pod', 'nominated', node).values()];
  }

  namespaceLabels(namespace: string): Labels | undefined {
    return this.#live.get('Namespace', namespace)?.metadata.labels;
  }

  #counts(pod: Pod): boolean {
    return !isTerminal(pod) && this.nodes.has(pod.spec.nodeName ?? '');
  }
}

function filtered(pods: Iterable<Pod>, keep: (pod: Pod) => boolean): readonly Pod[] {
  const kept: Pod[] = [];
  for (const pod of pods) if (keep(pod)) kept.push(pod);
  return kept;
}

/** As if exactly `pods` were on the node. */
export function withPodsOn(view: ClusterView, node: string, pods: readonly Pod[]): ClusterView {
  const here = new Set(pods.map((pod) => pod.metadata.uid));
  const before = new Set(view.podsOn(node).map((pod) => pod.metadata.uid));
  const gone = (pod: Pod): boolean => before.has(pod.metadata.uid) && !here.has(pod.metadata.uid);
  const added = pods
    .filter((pod) => !before.has(pod.metadata.uid))
    .map((pod): Pod => (pod.spec.nodeName === node ? pod : { ...pod, spec: { ...pod.spec, nodeName: node } }));
  return {
    nodes: view.nodes,
    nominatedTo: (name) => view.nominatedTo(name),
    namespaceLabels: (namespace) => view.namespaceLabels(namespace),
    podsOn: (name) => (name === node ? pods : view.podsOn(name)),
    pods: () => [...filtered(view.pods(), (pod) => !gone(pod)), ...added],
    affinePods: () => [...filtered(view.affinePods(), (pod) => !gone(pod)), ...added],
  };
}

export function priorityOf(pod: Pod): number {
  return pod.spec.priority ?? 0;
}
