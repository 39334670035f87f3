/** What a Deployment notes down on its ReplicaSets. Follows pkg/controller/deployment/util/deployment_util.go. */
import type { Deployment, ReplicaSet } from '../../model/apps.ts';
import type { Labels } from '../../model/meta.ts';
import { maxSurgeOf, replicasOf } from './replica-counts.ts';

export const REVISION = 'deployment.kubernetes.io/revision';
const REVISION_HISTORY = 'deployment.kubernetes.io/revision-history';
const DESIRED_REPLICAS = 'deployment.kubernetes.io/desired-replicas';
const MAX_REPLICAS = 'deployment.kubernetes.io/max-replicas';
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const OWN: ReadonlySet<string> = new Set([
  LAST_APPLIED,
  REVISION,
  REVISION_HISTORY,
  DESIRED_REPLICAS,
  MAX_REPLICAS,
  'deprecated.deployment.rollback.to',
]);

const numberOf = (labels: Labels | undefined, key: string): number => {
  const value = labels?.[key];
  return value !== undefined && /^-?[0-9]+$/.test(value) ? Number(value) : 0;
};

export function revisionOf({ metadata }: { readonly metadata: ReplicaSet['metadata'] }): number {
  return numberOf(metadata.annotations, REVISION);
}

/** The Deployment's size when it last scaled this ReplicaSet; undefined when it never did. */
export function desiredReplicasOf({ metadata }: ReplicaSet): number | undefined {
  return metadata.annotations?.[DESIRED_REPLICAS] === undefined
    ? undefined
    : numberOf(metadata.annotations, DESIRED_REPLICAS);
}

export function maxReplicasOf({ metadata }: ReplicaSet): number {
  return numberOf(metadata.annotations, MAX_REPLICAS);
}

export function withReplicaAnnotations(annotations: Labels | undefined, deployment: Deployment): Labels {
  const replicas = replicasOf(deployment);
  return changed(annotations, {
    [DESIRED_REPLICAS]: String(replicas),
    [MAX_REPLICAS]: String(replicas + maxSurgeOf(deployment)),
  });
}

/** The Deployment's own annotations and the revision; an earlier revision of the same template is kept as history. */
export function withRevisionAnnotations(
  annotations: Labels | undefined,
  deployment: Deployment,
  newRevision: number,
): Labels {
  const copied = Object.entries(deployment.metadata.annotations ?? {}).filter(([key]) => !OWN.has(key));
  const next = changed(annotations, Object.fromEntries(copied));
  const known = annotations?.[REVISION];
  if (numberOf(annotations, REVISION) >= newRevision) return next;
  const history = annotations?.[REVISION_HISTORY];
  return changed(next, {
    [REVISION]: String(newRevision),
    ...(known === undefined ? {} : { [REVISION_HISTORY]: withFormer(history, known) }),
  });
}

/** Characters. */
const HISTORY_LIMIT = 2000;

/** The list of earlier revisions with one more; the oldest go when it becomes too long. */
function withFormer(history: string | undefined, former: string): string {
  if (!history) return former;
  const revisions = [...history.split(','), former];
  while (revisions.length > 1 && revisions.join(',').length > HISTORY_LIMIT) revisions.shift();
  return revisions.join(',');
}

/** Itself when nothing is new. */
function changed(annotations: Labels | undefined, wanted: Labels): Labels {
  const current = annotations ?? {};
  return Object.entries(wanted).every(([key, value]) => current[key] === value) ? current : { ...current, ...wanted };
}
