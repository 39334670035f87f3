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
  /** The DaemonSet that each Pod counts for, by the Pod's key. */
  readonly #owners = new Map<string, string>();

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
      const owner = controllerOf(pod.metadata);
      const known = this.#owners.get(change.key);
      // As the recordings' watcher does it, a Pod that has lost its owner still counts as that owner's.
      const name = owner?.kind === 'DaemonSet' ? owner.name : known;
      if (name === undefined) continue;
      if (known !== undefined && known !== name) this.#gone(known, change.key);
      this.#owners.set(change.key, name);
      const seen = this.#seen(name);
      const node = pod.spec.nodeName || targetNodeName(pod);
      if (change.next === undefined) {
        seen.pods.delete(change.key);
        this.#owners.delete(change.key);
      } else if (node) {
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
