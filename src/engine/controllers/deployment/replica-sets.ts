/** What the Deployment controller does to ReplicaSets. Follows pkg/controller/deployment/sync.go. */
import { deepEqual } from '../../../lib/deep-equal.ts';
import { ApiError } from '../../apiserver/status.ts';
import type { ReconcileContext } from '../../client/controller.ts';
import type { Deployment, PodTemplate, ReplicaSet } from '../../model/apps.ts';
import { controllerOf } from '../../model/controller-ref.ts';
import type { Draft } from '../../model/kinds.ts';
import { ownerReference } from '../workload/owner.ts';
import { templateHash } from '../workload/template-hash.ts';
import { REVISION, revisionOf, withReplicaAnnotations, withRevisionAnnotations } from './annotations.ts';
import { conditionOf, hasProgressDeadline, newCondition, withCondition } from './conditions.ts';
import { newReplicas, type Sizes } from './plan-scale.ts';
import { byAge, replicasOf } from './replica-counts.ts';

export const HASH_LABEL = 'pod-template-hash';

/** One sync of a Deployment; `deployment` is what this sync knows of it, with what it has noted meanwhile. */
export interface Sync {
  readonly ctx: ReconcileContext;
  deployment: Deployment;
}

export interface ReplicaSets {
  readonly fresh: ReplicaSet | undefined;
  readonly old: readonly ReplicaSet[];
}

export function allOf({ fresh, old }: ReplicaSets): readonly ReplicaSet[] {
  return fresh ? [...old, fresh] : old;
}

/** The ReplicaSet of the present template, made when `create` says so, and all others. */
export function syncRevision(sync: Sync, sets: readonly ReplicaSet[], create: boolean): ReplicaSets {
  const existing = [...sets].sort(byAge).find(({ spec }) => sameTemplate(spec.template, sync.deployment.spec.template));
  const old = sets.filter(({ metadata }) => metadata.uid !== existing?.metadata.uid);
  const revision = Math.max(0, ...old.map(revisionOf)) + 1;
  if (existing) return { fresh: keepUp(sync, existing, revision), old };
  return { fresh: create ? createReplicaSet(sync, old, revision) : undefined, old };
}

/** Equal but for the label that the controller adds. */
function sameTemplate(a: PodTemplate, b: PodTemplate): boolean {
  const plain = ({ metadata, spec }: PodTemplate) => {
    const labels = Object.entries(metadata?.labels ?? {}).filter(([key]) => key !== HASH_LABEL);
    return { metadata: { ...metadata, labels: Object.fromEntries(labels) }, spec };
  };
  return deepEqual(a.spec, b.spec) && deepEqual(plain(a), plain(b));
}

function keepUp(sync: Sync, rs: ReplicaSet, revision: number): ReplicaSet {
  const { ctx, deployment } = sync;
  const annotations = withRevisionAnnotations(rs.metadata.annotations, deployment, revision);
  const { minReadySeconds } = deployment.spec;
  if (annotations !== rs.metadata.annotations || (rs.spec.minReadySeconds ?? 0) !== (minReadySeconds ?? 0)) {
    const metadata = { ...rs.metadata, annotations };
    return ctx.api.update('ReplicaSet', { ...rs, metadata, spec: { ...rs.spec, minReadySeconds } });
  }
  const found = `Found new replica set "${rs.metadata.name}"`;
  const unknown = hasProgressDeadline(deployment) && !conditionOf(deployment.status, 'Progressing');
  const noted = noteRevision(sync, annotations[REVISION] ?? '');
  if (unknown) noteProgress(sync, 'FoundNewReplicaSet', found);
  if (noted || unknown) storeStatus(sync);
  return rs;
}

function createReplicaSet(sync: Sync, old: readonly ReplicaSet[], revision: number): ReplicaSet {
  const { ctx, deployment } = sync;
  const draft = newReplicaSet(deployment, revision);
  const replicas = newReplicas(deployment, [...old, draft as ReplicaSet], draft as ReplicaSet);
  const { rs, isNew } = createOrFind(sync, { ...draft, spec: { ...draft.spec, replicas } });
  const { name } = rs.metadata;
  if (isNew && replicas > 0) {
    ctx.recorder.event(
      deployment,
      'Normal',
      'ScalingReplicaSet',
      `Scaled up replica set ${name} from 0 to ${replicas}`,
    );
    ctx.because(`The Deployment controller creates ${name}`);
  }
  const noted = noteRevision(sync, String(revision));
  const progress = isNew && hasProgressDeadline(deployment);
  if (progress) noteProgress(sync, 'NewReplicaSetCreated', `Created new replica set "${name}"`);
  if (noted || progress) storeStatus(sync);
  return rs;
}

function newReplicaSet(deployment: Deployment, revision: number): Draft<'ReplicaSet'> {
  const { template, selector, minReadySeconds } = deployment.spec;
  const hash = templateHash(template, deployment.status.collisionCount);
  const labels = { ...template.metadata?.labels, [HASH_LABEL]: hash };
  const annotations = withRevisionAnnotations(undefined, deployment, revision);
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${deployment.metadata.name}-${hash}`,
      namespace: deployment.metadata.namespace,
      labels,
      annotations: withReplicaAnnotations(annotations, deployment),
      ownerReferences: [ownerReference(deployment)],
    },
    spec: {
      replicas: 0,
      ...(minReadySeconds ? { minReadySeconds } : {}),
      selector: { ...selector, matchLabels: { ...selector?.matchLabels, [HASH_LABEL]: hash } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
}

/** One of the same name may be this Deployment's own; another's makes the hash change and the sync fail. */
function createOrFind(sync: Sync, draft: Draft<'ReplicaSet'>): { readonly rs: ReplicaSet; readonly isNew: boolean } {
  const { ctx, deployment } = sync;
  try {
    return { rs: ctx.api.create('ReplicaSet', draft), isNew: true };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status.reason === 'AlreadyExists') {
      const rs = ctx.api.get('ReplicaSet', { name: draft.metadata.name ?? '', namespace: draft.metadata.namespace });
      const own = controllerOf(rs.metadata)?.uid === deployment.metadata.uid;
      if (own && sameTemplate(rs.spec.template, deployment.spec.template)) return { rs, isNew: false };
      const collisionCount = (deployment.status.collisionCount ?? 0) + 1;
      sync.deployment = { ...deployment, status: { ...deployment.status, collisionCount } };
      storeStatus(sync);
    } else if (!error.status.details?.causes?.some(({ reason }) => reason === 'NamespaceTerminating')) {
      const message = `Failed to create new replica set "${draft.metadata.name}": ${error.message}`;
      if (hasProgressDeadline(deployment)) {
        noteProgress(sync, 'ReplicaSetCreateError', message, 'False');
        storeStatus(sync);
      }
      ctx.recorder.event(deployment, 'Warning', 'ReplicaSetCreateError', message);
    }
    throw error;
  }
}

function noteRevision(sync: Sync, revision: string): boolean {
  const { deployment } = sync;
  const { annotations } = deployment.metadata;
  if (annotations?.[REVISION] === revision) return false;
  const metadata = { ...deployment.metadata, annotations: { ...annotations, [REVISION]: revision } };
  sync.deployment = { ...deployment, metadata };
  return true;
}

function noteProgress(sync: Sync, reason: string, message: string, status = 'True'): void {
  const condition = newCondition('Progressing', status, reason, message, sync.ctx.now);
  sync.deployment = { ...sync.deployment, status: withCondition(sync.deployment.status, condition) };
}

/**
 * Stores the status, and with it the annotations. The sync goes on with the version that it had, as upstream does: a
 * second write of the same sync is refused with a conflict, and the key comes back.
 */
export function storeStatus({ ctx, deployment }: Sync): void {
  ctx.api.update('Deployment', deployment, { subresource: 'status' });
}

/** Gives ReplicaSets new sizes. Answers them as they then are: those that have not changed are the same objects. */
export function scaleAll(sync: Sync, sets: readonly ReplicaSet[], sizes: Sizes): readonly ReplicaSet[] {
  return sets.map((rs) => scaleOne(sync, rs, sizes.get(rs.metadata.name)));
}

function scaleOne({ ctx, deployment }: Sync, rs: ReplicaSet, size: number | undefined): ReplicaSet {
  const before = replicasOf(rs);
  if (size === undefined) return rs;
  const annotations = withReplicaAnnotations(rs.metadata.annotations, deployment);
  if (size === before && annotations === rs.metadata.annotations) return rs;
  const metadata = { ...rs.metadata, annotations };
  const scaled = ctx.api.update('ReplicaSet', { ...rs, metadata, spec: { ...rs.spec, replicas: size } });
  if (size === before) return scaled;
  const what = `${size > before ? 'up' : 'down'} replica set ${rs.metadata.name} from ${before} to ${size}`;
  ctx.because(`The Deployment controller scales ${what}`);
  ctx.recorder.event(deployment, 'Normal', 'ScalingReplicaSet', `Scaled ${what}`);
  return scaled;
}

/** Whether one of the sizes is another. */
export function sizesChanged(before: readonly ReplicaSet[], after: readonly ReplicaSet[]): boolean {
  return after.some((rs, i) => rs.spec.replicas !== before[i]?.spec.replicas);
}
