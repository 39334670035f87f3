/** The node that a daemon Pod is pinned to (§3.4). Follows GetTargetNodeName in pkg/controller/daemon/util/daemonset_util.go. */
import type { Pod } from './core.ts';

export const NODE_NAME_FIELD = 'metadata.name';

/** The node that a Pod is on or meant for; undefined when it says none, or says it of several (§3.4). */
export function targetNodeName(pod: Pod): string | undefined {
  const target = targetNode(pod);
  return 'name' in target ? target.name : undefined;
}

/** As targetNodeName, with upstream's words for why there is none. */
export function targetNode({ metadata, spec }: Pod): { readonly name: string } | { readonly error: string } {
  if (spec.nodeName) return { name: spec.nodeName };
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  if (!required) {
    return {
      error: `no spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution for ${podText(metadata)}`,
    };
  }
  const terms = required.nodeSelectorTerms ?? [];
  if (terms.length === 0) {
    return { error: `no nodeSelectorTerms in requiredDuringSchedulingIgnoredDuringExecution of ${podText(metadata)}` };
  }
  for (const term of terms) {
    for (const { key, operator, values } of term.matchFields ?? []) {
      if (key !== NODE_NAME_FIELD || operator !== 'In') continue;
      const [name] = values ?? [];
      if (name !== undefined && values?.length === 1) return { name };
      return { error: `the matchFields value of '${NODE_NAME_FIELD}' is not unique for ${podText(metadata)}` };
    }
  }
  return { error: `no node name found for ${podText(metadata)}` };
}

function podText({ namespace = '', name }: Pod['metadata']): string {
  return `pod ${namespace}/${name}`;
}
