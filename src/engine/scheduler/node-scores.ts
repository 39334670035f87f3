/** Scores from a node's taints and labels: plugins/tainttoleration and plugins/nodeaffinity. */
import type { Node, Pod } from '../model/core.ts';
import { compilePreferredNodeScore, NodeSelectorError } from '../model/node-affinity.ts';
import { tolerationsTolerate } from '../model/taints.ts';

const MAX = 100;

/** The fewer PreferNoSchedule taints that nothing tolerates, the better. */
export function preferNoSchedule({ spec }: Pod, nodes: readonly Node[]): readonly number[] {
  const tolerations = (spec.tolerations ?? []).filter(({ effect }) => !effect || effect === 'PreferNoSchedule');
  const counts = nodes.map(
    ({ spec: { taints = [] } }) =>
      taints.filter((taint) => taint.effect === 'PreferNoSchedule' && !tolerationsTolerate(tolerations, taint)).length,
  );
  const most = Math.max(0, ...counts);
  return counts.map((count) => (most === 0 ? MAX : MAX - Math.floor((MAX * count) / most)));
}

/** The weights of the preferred terms that match. Terms that cannot be parsed prefer nothing. */
export function preferredNodeAffinity({ spec }: Pod, nodes: readonly Node[]): readonly number[] | undefined {
  const preferred = spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution;
  if (!preferred?.length) return undefined;
  try {
    const sums = nodes.map(compilePreferredNodeScore(preferred));
    const most = Math.max(0, ...sums);
    return most === 0 ? undefined : sums.map((sum) => Math.floor((MAX * sum) / most));
  } catch (error) {
    if (error instanceof NodeSelectorError) return undefined;
    throw error;
  }
}
