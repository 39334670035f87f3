/** The DaemonSet strip: the counts of its status, and how its Pods are spread over revisions. */
import type { ControllerRevision, DaemonSet, Reader } from '../engine/index.ts';
import type { DaemonSetCard, RevisionShare } from './cards.ts';
import { currentRevision, revisionOfHash } from './revisions.ts';

export function daemonSetCard(state: Reader, key: string): DaemonSetCard | undefined {
  const ds = state.get('DaemonSet', key);
  if (!ds) return undefined;
  const { metadata, spec, status } = ds;
  return {
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    strategy: strategyText(ds),
    images: spec.template.spec.containers.map(({ name, image }) => ({ container: name, image })),
    counts: {
      desired: status.desiredNumberScheduled,
      current: status.currentNumberScheduled,
      ready: status.numberReady,
      upToDate: status.updatedNumberScheduled ?? 0,
      available: status.numberAvailable ?? 0,
    },
    misscheduled: status.numberMisscheduled,
    generation: metadata.generation ?? 0,
    observedGeneration: status.observedGeneration ?? 0,
    revisions: shares(ds, state),
    deleting: metadata.deletionTimestamp !== undefined,
  };
}

function strategyText({ spec: { updateStrategy } }: DaemonSet): string {
  const { type = 'RollingUpdate', rollingUpdate } = updateStrategy;
  if (type !== 'RollingUpdate') return type;
  const { maxUnavailable = 1, maxSurge = 0 } = rollingUpdate ?? {};
  const surges = maxSurge !== 0 && maxSurge !== '0%';
  return surges ? `RollingUpdate, maxSurge ${maxSurge}` : `RollingUpdate, maxUnavailable ${maxUnavailable}`;
}

function shares(ds: DaemonSet, state: Reader): readonly RevisionShare[] {
  const counts = new Map<ControllerRevision, number>();
  for (const pod of state.byIndex('Pod', 'controller', ds.metadata.uid).values()) {
    const revision = revisionOfHash(state, ds.metadata.uid, pod.metadata.labels?.['controller-revision-hash']);
    if (revision) counts.set(revision, (counts.get(revision) ?? 0) + 1);
  }
  const current = currentRevision(state, ds.metadata.uid);
  return [...counts]
    .map(([revision, pods]) => ({ revision: revision.revision, pods, current: revision === current }))
    .sort((a, b) => a.revision - b.revision);
}
