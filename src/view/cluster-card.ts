/** Which things exist, in the order in which they are drawn. */
import { isControlPlane, type Reader } from '../engine/index.ts';
import type { ClusterCard } from './cards.ts';

export function clusterCard(state: Reader): ClusterCard {
  const nodes: { readonly name: string; readonly first: boolean }[] = [];
  for (const [name, node] of state.all('Node')) nodes.push({ name, first: isControlPlane(node) });
  for (const name of removedNodes(state)) nodes.push({ name, first: false });
  const collator = new Intl.Collator('en', { numeric: true });
  nodes.sort((a, b) => Number(b.first) - Number(a.first) || collator.compare(a.name, b.name));
  const daemonSets = [...state.all('DaemonSet')].sort(
    ([keyA, a], [keyB, b]) =>
      a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp) || keyA.localeCompare(keyB),
  );
  return { nodes: nodes.map(({ name }) => name), daemonSets: daemonSets.map(([key]) => key) };
}

/** Names of nodes that are gone while Pods bound to them remain. */
function removedNodes(state: Reader): readonly string[] {
  return state.indexValues('Pod', 'node').filter((name) => !state.get('Node', name));
}
