/** What a watcher of the Pods sees during a step, per DaemonSet: the worst moments. */

import { targetNodeName } from '../engine/controllers/daemonset/pod-template.ts';
import type { Change, Pod, Reader } from '../engine/index.ts';
import { controllerOf } from '../engine/model/controller-ref.ts';
import { isPodReady } from '../engine/model/pods.ts';
import type { DaemonSetBounds } from './scenario.ts';

interface Seen {
  readonly pods: Map<string, { readonly node: string; readonly ready: boolean }>;
  readonly nodes: Set<string>;
  max: DaemonSetBounds;
}

export class BoundsWatcher {
  readonly #sets = new Map<string, Seen>();

  /** Starts a step: what stands now is the first thing seen. */
  begin(state: Reader): void {
    for (const name of this.#sets.keys()) if (!state.all('DaemonSet').has(`default/${name}`)) this.#sets.delete(name);
    for (const seen of this.#sets.values()) {
      seen.max = { maxPodsPerNode: 0, maxNodesWithoutReadyPod: 0, maxPods: 0 };
      seen.nodes.clear();
      for (const { node } of seen.pods.values()) seen.nodes.add(node);
    }
    for (const { metadata } of state.all('DaemonSet').values()) this.#look(this.#seen(metadata.name));
  }

  note(changes: readonly Change[]): void {
    for (const change of changes) {
      if (change.table === 'DaemonSet' && change.next)
        this.#seen((change.next as { metadata: { name: string } }).metadata.name);
      if (change.table !== 'Pod') continue;
      const pod = (change.next ?? change.prev) as Pod;
      const former = change.prev && controllerOf((change.prev as Pod).metadata);
      const owner = controllerOf(pod.metadata);
      if (former?.kind === 'DaemonSet' && former.uid !== owner?.uid) this.#gone(former.name, change.key);
      if (owner?.kind !== 'DaemonSet') continue;
      const seen = this.#seen(owner.name);
      const node = pod.spec.nodeName || targetNodeName(pod);
      if (change.next === undefined) seen.pods.delete(change.key);
      else if (node) {
        seen.pods.set(change.key, { node, ready: isPodReady(pod) });
        seen.nodes.add(node);
      }
      this.#look(seen);
    }
  }

  bounds(): Record<string, DaemonSetBounds> {
    return Object.fromEntries([...this.#sets].map(([name, { max }]) => [name, max]));
  }

  #gone(name: string, key: string): void {
    const seen = this.#seen(name);
    seen.pods.delete(key);
    this.#look(seen);
  }

  #seen(name: string): Seen {
    let seen = this.#sets.get(name);
    if (!seen) {
      seen = { pods: new Map(), nodes: new Set(), max: { maxPodsPerNode: 0, maxNodesWithoutReadyPod: 0, maxPods: 0 } };
      this.#sets.set(name, seen);
    }
    return seen;
  }

  #look(seen: Seen): void {
    const perNode = new Map<string, number>();
    const ready = new Set<string>();
    for (const pod of seen.pods.values()) {
      perNode.set(pod.node, (perNode.get(pod.node) ?? 0) + 1);
      if (pod.ready) ready.add(pod.node);
    }
    const { max } = seen;
    seen.max = {
      maxPodsPerNode: Math.max(max.maxPodsPerNode, ...perNode.values()),
      maxNodesWithoutReadyPod: Math.max(max.maxNodesWithoutReadyPod, seen.nodes.size - ready.size),
      maxPods: Math.max(max.maxPods, seen.pods.size),
    };
  }
}
