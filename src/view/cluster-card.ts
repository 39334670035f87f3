/** Which things exist, in the order in which they are drawn. */
import type { Reader } from '../engine/index.ts';
import type { ClusterCard, FleetCard } from './cards.ts';

export function clusterCard(state: Reader, { nodes }: FleetCard): ClusterCard {
  const daemonSets = [...state.all('DaemonSet')].sort(
    ([keyA, a], [keyB, b]) =>
      a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp) || keyA.localeCompare(keyB),
  );
  return { nodes, daemonSets: daemonSets.map(([key]) => key) };
}
