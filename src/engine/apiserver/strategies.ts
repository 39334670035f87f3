/**
 * The kinds that the API server serves. A new kind is one file in strategies/, an entry here, and, when its types are
 * not there yet, entries in the tables of decode/.
 */
import type { Kind } from '../model/kinds.ts';
import { controllerRevisionStrategy } from './strategies/controller-revision.ts';
import { daemonSetStrategy } from './strategies/daemonset.ts';
import { eventStrategy } from './strategies/event.ts';
import { namespaceStrategy } from './strategies/namespace.ts';
import { nodeStrategy } from './strategies/node.ts';
import { podStrategy } from './strategies/pod.ts';
import type { KindStrategy } from './strategy.ts';

export const strategies: { readonly [K in Kind]: KindStrategy<K> } = {
  Namespace: namespaceStrategy,
  Node: nodeStrategy,
  Pod: podStrategy,
  Event: eventStrategy,
  DaemonSet: daemonSetStrategy,
  ControllerRevision: controllerRevisionStrategy,
};
