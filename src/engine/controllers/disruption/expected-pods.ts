/**
 * How many Pods a budget's owners want, and how many of them must be healthy.
 * Follows getExpectedPodCount, getExpectedScale and the finders in pkg/controller/disruption/disruption.go.
 */
import { strategies } from '../../apiserver/strategies.ts';
import { controllerOf } from '../../model/controller-ref.ts';
import type { Pod } from '../../model/core.ts';
import { IntOrPercentError, scaledValue } from '../../model/int-or-percent.ts';
import { isKind, objectKey } from '../../model/kinds.ts';
import type { OwnerReference } from '../../model/meta.ts';
import type { PodDisruptionBudget } from '../../model/policy.ts';
import type { Reader } from '../../store/plane.ts';

export interface ExpectedPods {
  readonly expected: number;
  readonly desiredHealthy: number;
  /** Pods without a controller, where that matters. */
  readonly unmanaged: readonly string[];
}

/** The Pods cannot be counted; the message is the status condition's. */
export class ExpectedPodsError extends Error {}

interface Scale {
  readonly uid: string;
  readonly replicas: number;
}

export function expectedPods({ spec }: PodDisruptionBudget, pods: readonly Pod[], caches: Reader): ExpectedPods {
  const { maxUnavailable, minAvailable } = spec;
  if (maxUnavailable !== undefined) {
    const { expected, unmanaged } = scaleOf(pods, caches);
    return { expected, unmanaged, desiredHealthy: Math.max(0, expected - amount(maxUnavailable, expected)) };
  }
  if (minAvailable === undefined) return { expected: 0, desiredHealthy: 0, unmanaged: [] };
  if (typeof minAvailable === 'number') return { expected: pods.length, desiredHealthy: minAvailable, unmanaged: [] };
  const { expected, unmanaged } = scaleOf(pods, caches);
  return { expected, unmanaged, desiredHealthy: amount(minAvailable, expected) };
}

function amount(value: number | string, total: number): number {
  try {
    return scaledValue(value, total, true);
  } catch (error) {
    if (error instanceof IntOrPercentError) throw new ExpectedPodsError(error.message);
    throw error;
  }
}

function scaleOf(pods: readonly Pod[], caches: Reader): { expected: number; unmanaged: readonly string[] } {
  const scales = new Map<string, number>();
  const unmanaged: string[] = [];
  for (const { metadata } of pods) {
    const owner = controllerOf(metadata);
    if (!owner) {
      unmanaged.push(metadata.name);
      continue;
    }
    if (scales.has(owner.uid)) continue;
    const scale = findScale(owner, metadata.namespace, caches);
    if (!scale) throw new ExpectedPodsError(`found no controllers for pod "${metadata.name}"`);
    scales.set(scale.uid, scale.replicas);
  }
  let expected = 0;
  for (const replicas of scales.values()) expected += replicas;
  return { expected, unmanaged };
}

/** A ReplicaSet counts for itself unless a Deployment owns it. Other owners are asked for their scale, which most do not have. */
function findScale(owner: OwnerReference, namespace: string | undefined, caches: Reader): Scale | undefined {
  const group = owner.apiVersion.includes('/') ? (owner.apiVersion.split('/')[0] ?? '') : '';
  if (owner.kind === 'ReplicaSet' && (group === 'apps' || group === 'extensions')) {
    return replicaSetScale(owner, namespace, caches);
  }
  const known = isKind(owner.kind) ? strategies[owner.kind].resource : undefined;
  if (!known || known.group !== group) {
    const version = owner.apiVersion.split('/').at(-1);
    throw new ExpectedPodsError(
      `no matches for kind "${owner.kind}" in version "${group === '' ? '' : `${group}/`}${version}"`,
    );
  }
  const live = caches.get(
    known.kind,
    objectKey({ namespace: known.namespaced ? namespace : undefined, name: owner.name }),
  );
  if (live?.kind === 'Deployment' && live.metadata.uid === owner.uid) {
    return { uid: live.metadata.uid, replicas: live.spec.replicas ?? 1 };
  }
  if (live?.kind === 'Deployment' || known.kind === 'Deployment') return undefined;
  const resource = group === '' ? known.plural : `${known.plural}.${group}`;
  throw new ExpectedPodsError(`${resource} does not implement the scale subresource`);
}

function replicaSetScale(owner: OwnerReference, namespace: string | undefined, caches: Reader): Scale | undefined {
  const set = caches.get('ReplicaSet', objectKey({ namespace, name: owner.name }));
  if (!set || set.metadata.uid !== owner.uid) return undefined;
  const parent = controllerOf(set.metadata);
  if (parent?.kind !== 'Deployment') return { uid: set.metadata.uid, replicas: set.spec.replicas ?? 1 };
  const deployment = caches.get('Deployment', objectKey({ namespace, name: parent.name }));
  if (!deployment || deployment.metadata.uid !== parent.uid) {
    // The scale subresource of the ReplicaSet itself has the last word.
    return { uid: set.metadata.uid, replicas: set.spec.replicas ?? 1 };
  }
  return { uid: deployment.metadata.uid, replicas: deployment.spec.replicas ?? 1 };
}
