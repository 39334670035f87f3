/**
 * The Pod that a DaemonSet makes for one node (§3.4, §9.1).
 * Follows pkg/controller/daemon/util/daemonset_util.go and GetPodFromTemplate in pkg/controller/controller_utils.go.
 */
import type { DaemonSet, PodTemplate } from '../../model/apps.ts';
import type { Affinity, NodeAffinity } from '../../model/core.ts';
import { parseInt64 } from '../../model/int64.ts';
import type { Draft } from '../../model/kinds.ts';
import { NODE_NAME_FIELD } from '../../model/target-node.ts';
import { podFromTemplate } from '../workload/pod-from-template.ts';
import { daemonPodTolerations } from './daemon-tolerations.ts';
import { HASH_LABEL } from './node-slot.ts';

export const TEMPLATE_GENERATION_LABEL = 'pod-template-generation';
const TEMPLATE_GENERATION_ANNOTATION = 'deprecated.daemonset.template.generation';

export { targetNode, targetNodeName } from '../../model/target-node.ts';

/** The template as Pods get it. `templateGeneration` null and `hash` '' leave their label out. */
export function createPodTemplate(template: PodTemplate, templateGeneration: number | null, hash: string): PodTemplate {
  return {
    ...template,
    metadata: {
      ...template.metadata,
      labels: {
        ...template.metadata?.labels,
        ...(templateGeneration === null ? {} : { [TEMPLATE_GENERATION_LABEL]: String(templateGeneration) }),
        ...(hash === '' ? {} : { [HASH_LABEL]: hash }),
      },
    },
    spec: { ...template.spec, tolerations: daemonPodTolerations(template.spec) },
  };
}

/** The required node affinity of a daemon Pod, all that most templates leave it with. */
function onNode(nodeName: string): NonNullable<NodeAffinity['requiredDuringSchedulingIgnoredDuringExecution']> {
  return { nodeSelectorTerms: [{ matchFields: [{ key: NODE_NAME_FIELD, operator: 'In', values: [nodeName] }] }] };
}

/** The affinity with its required node affinity replaced by the one node; the rest is kept. */
export function replaceNodeNameAffinity(affinity: Affinity | null | undefined, nodeName: string): Affinity {
  const requiredDuringSchedulingIgnoredDuringExecution = onNode(nodeName);
  if (!affinity) return { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution } };
  return {
    ...affinity,
    nodeAffinity: { ...affinity.nodeAffinity, requiredDuringSchedulingIgnoredDuringExecution },
  };
}

/** What the controller sends for one node. */
export function newDaemonPod(ds: DaemonSet, template: PodTemplate, hash: string, nodeName: string): Draft<'Pod'> {
  return newDaemonPods(ds, template, hash, [nodeName])[0] as Draft<'Pod'>;
}

/** What the controller sends for each of these nodes: they share all but the node. */
export function newDaemonPods(
  ds: DaemonSet,
  template: PodTemplate,
  hash: string,
  nodes: readonly string[],
): readonly Draft<'Pod'>[] {
  if (nodes.length === 0) return [];
  const { metadata, spec } = createPodTemplate(template, templateGenerationOf(ds), hash);
  const shared = podFromTemplate(ds, { metadata, spec });
  return nodes.map((node) => ({
    ...shared,
    spec: { ...spec, affinity: replaceNodeNameAffinity(spec.affinity, node) },
  }));
}

/** An annotation that is no number counts as absent, as for the controller when it makes Pods. */
function templateGenerationOf({ metadata }: DaemonSet): number | null {
  const generation = parseInt64(metadata.annotations?.[TEMPLATE_GENERATION_ANNOTATION] ?? '');
  return generation === undefined ? null : Number(generation);
}
