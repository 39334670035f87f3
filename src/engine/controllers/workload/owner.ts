/** Controllers and what they own (§9.2): the reference in one direction, the lookup in the other. */
import type { HandlerContext } from '../../client/controller.ts';
import { controllerOf } from '../../model/controller-ref.ts';
import type { Kind, Obj } from '../../model/kinds.ts';
import { objectKey } from '../../model/kinds.ts';
import { matchesSelector } from '../../model/labels.ts';
import type { Labels, ObjectMeta, OwnerReference } from '../../model/meta.ts';

/** Kinds that select what they own by labels. */
export type WorkloadKind = 'DaemonSet' | 'Deployment' | 'ReplicaSet';
export type Workload = Obj<WorkloadKind>;

/** As metav1.NewControllerRef. */
export function ownerReference({ apiVersion, kind, metadata: { name, uid } }: Workload): OwnerReference {
  return { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true };
}

/** The live object of a kind that controls something: same name and same UID. Upstream: resolveControllerRef. */
export function ownerOf<K extends Kind>(kind: K, metadata: ObjectMeta, ctx: HandlerContext): Obj<K> | undefined {
  const reference = controllerOf(metadata);
  if (reference?.kind !== kind) return undefined;
  const owner: Obj<K> | undefined = ctx.caches.get(
    kind,
    objectKey({ namespace: metadata.namespace, name: reference.name }),
  );
  return owner?.metadata.uid === reference.uid ? owner : undefined;
}

/** An orphan may concern everyone of a kind whose selector matches it. */
export function enqueueMatching(
  kind: WorkloadKind,
  namespace: string | undefined,
  labels: Labels | undefined,
  ctx: HandlerContext,
): void {
  for (const [key, workload] of ctx.caches.all(kind)) {
    if (workload.metadata.namespace === namespace && matchesSelector(workload.spec.selector, labels))
      ctx.queue.add(key);
  }
}
