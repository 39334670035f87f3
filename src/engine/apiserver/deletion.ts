/**
 * What a delete request does: finalizers by propagation policy, grace for Pods. Follows
 * k8s.io/apiserver/pkg/registry/rest/delete.go and pkg/registry/core/pod/strategy.go.
 */
import type { Namespace } from '../model/core.ts';
import type { Kind, Obj } from '../model/kinds.ts';
import { isSystemPriorityClass } from '../model/priority-classes.ts';
import { type Millis, timestamp } from '../time/millis.ts';
import type { DeleteOptions } from './api.ts';
import { forbidden, preconditionFailed } from './errors.ts';
import { strategies } from './strategies.ts';

/** metav1.FinalizerOrphanDependents and metav1.FinalizerDeleteDependents. */
export const ORPHAN_FINALIZER = 'orphan';
export const FOREGROUND_FINALIZER = 'foregroundDeletion';

const DEFAULT_GRACE_SECONDS = 30;

/** What a deletion needs of the server. */
export interface Remover {
  readonly now: Millis;
  remove(kind: Kind, key: string): void;
  replace<K extends Kind>(kind: K, object: Obj<K>): Obj<K>;
}

export function applyDelete<K extends Kind>(server: Remover, kind: K, object: Obj<K>, options: DeleteOptions): void {
  const { resource } = strategies[kind];
  const { uid, resourceVersion } = options.preconditions ?? {};
  const { metadata } = object;
  const of = resource;
  if (uid && uid !== metadata.uid) throw preconditionFailed(of, metadata.name, 'UID', uid, metadata.uid);
  if (resourceVersion && resourceVersion !== metadata.resourceVersion) {
    throw preconditionFailed(of, metadata.name, 'ResourceVersion', resourceVersion, metadata.resourceVersion);
  }
  if (object.kind === 'PriorityClass' && isSystemPriorityClass(metadata.name)) {
    throw forbidden(of, metadata.name, 'this is a system priority class and cannot be deleted');
  }
  if (options.dryRun) return;
  if (object.kind === 'Namespace') return deleteNamespace(server, object);
  const finalizers = withPolicy(metadata.finalizers ?? [], options.propagationPolicy);
  const graceSeconds = graceOf(object, options);
  const { deletionTimestamp, deletionGracePeriodSeconds = 0 } = metadata;
  if (finalizers.length === 0 && graceSeconds === 0) {
    server.remove(kind, metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`);
    return;
  }
  // A second request may only shorten the time that is left.
  if (
    deletionTimestamp &&
    graceSeconds >= deletionGracePeriodSeconds &&
    finalizers.length === (metadata.finalizers?.length ?? 0)
  )
    return;
  server.replace(kind, {
    ...object,
    metadata: {
      ...metadata,
      finalizers: finalizers.length > 0 ? finalizers : undefined,
      deletionTimestamp: timestamp(server.now + graceSeconds * 1000),
      deletionGracePeriodSeconds: graceSeconds,
      generation:
        deletionTimestamp || metadata.generation === undefined ? metadata.generation : metadata.generation + 1,
    },
  });
}

/** A Namespace only begins to end: its controller empties it first (pkg/registry/core/namespace/storage). */
function deleteNamespace(server: Remover, namespace: Namespace): void {
  const { metadata, spec, status } = namespace;
  if (metadata.deletionTimestamp === undefined) {
    server.replace('Namespace', {
      ...namespace,
      metadata: { ...metadata, deletionTimestamp: timestamp(server.now) },
      status: { ...status, phase: 'Terminating' },
    });
    return;
  }
  if ((spec.finalizers ?? []).length > 0 || (metadata.finalizers ?? []).length > 0) return;
  server.remove('Namespace', metadata.name);
}

function withPolicy(finalizers: readonly string[], policy: DeleteOptions['propagationPolicy']): readonly string[] {
  if (policy === undefined) return finalizers;
  const kept = finalizers.filter((finalizer) => finalizer !== ORPHAN_FINALIZER && finalizer !== FOREGROUND_FINALIZER);
  if (policy === 'Orphan') return [...kept, ORPHAN_FINALIZER];
  if (policy === 'Foreground') return [...kept, FOREGROUND_FINALIZER];
  return kept;
}

/** Only Pods end gracefully, and only those that a kubelet runs (§12.4, §14). */
function graceOf(object: Obj, options: DeleteOptions): number {
  if (object.kind !== 'Pod') return 0;
  const { spec, status } = object;
  if (!spec.nodeName || status.phase === 'Failed' || status.phase === 'Succeeded') return 0;
  return options.gracePeriodSeconds ?? spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS;
}
