/** Admission plug-ins that act on creation, in their default order. */
import type { Node, Pod, Taint, Toleration } from '../model/core.ts';
import type { Draft, Kind } from '../model/kinds.ts';
import type { Reader } from '../store/tables.ts';
import { namespaceTerminating, notFound } from './errors.ts';
import { strategies } from './strategies.ts';

type Admit<K extends Kind> = (draft: Draft<K>) => Draft<K>;

const PLUGINS: { readonly [K in Kind]?: readonly Admit<K>[] } = {
  Pod: [defaultTolerationSeconds, priority],
  Node: [taintNodesByCondition],
};

export function admitCreate<K extends Kind>(kind: K, draft: Draft<K>, read: Reader): Draft<K> {
  namespaceLifecycle(kind, draft, read);
  let admitted = draft;
  for (const plugin of (PLUGINS[kind] ?? []) as readonly Admit<K>[]) admitted = plugin(admitted);
  return admitted;
}

/** plugin/pkg/admission/namespace/lifecycle: nothing new in a namespace that is missing or going. */
function namespaceLifecycle<K extends Kind>(kind: K, draft: Draft<K>, read: Reader): void {
  const { resource } = strategies[kind];
  const { namespace, name = '' } = draft.metadata;
  if (!resource.namespaced || namespace === undefined) return;
  const found = read.get('Namespace', namespace);
  if (!found) throw notFound(strategies.Namespace.resource, namespace);
  if (found.metadata.deletionTimestamp) throw namespaceTerminating(resource, name, namespace);
}

/** plugin/pkg/admission/defaulttolerationseconds (§10.2). */
function defaultTolerationSeconds(pod: Draft<'Pod'>): Draft<'Pod'> {
  const tolerations = pod.spec.tolerations ?? [];
  const missing = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'].filter(
    (key) => !tolerations.some((one) => coversNoExecute(one, key)),
  );
  if (missing.length === 0) return pod;
  const added = missing.map((key) => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }));
  return { ...pod, spec: { ...pod.spec, tolerations: [...tolerations, ...added] } };
}

function coversNoExecute(toleration: Toleration, key: string): boolean {
  return (!toleration.key || toleration.key === key) && (!toleration.effect || toleration.effect === 'NoExecute');
}

/** plugin/pkg/admission/priority, as far as no PriorityClass is named (§16). */
function priority(pod: Draft<'Pod'>): Draft<'Pod'> {
  if (pod.spec.priority !== undefined || pod.spec.priorityClassName) return pod;
  const spec: Pod['spec'] = { ...pod.spec, priority: 0, preemptionPolicy: 'PreemptLowerPriority' };
  return { ...pod, spec };
}

const NOT_READY: Taint = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' };

/** plugin/pkg/admission/nodetaint: every new Node starts not ready, until the node lifecycle controller has looked. */
function taintNodesByCondition(node: Draft<'Node'>): Draft<'Node'> {
  const taints = node.spec?.taints ?? [];
  if (taints.some((taint) => taint.key === NOT_READY.key && taint.effect === NOT_READY.effect)) return node;
  const spec: Node['spec'] = { ...node.spec, taints: [...taints, NOT_READY] };
  return { ...node, spec };
}
