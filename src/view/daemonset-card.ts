/** The DaemonSet strip: the counts of its status, and how its Pods are spread over revisions. */
import type { ControllerRevision, DaemonSet, Reader } from '../engine/index.ts';
import type { DaemonSetCard, RevisionShare } from './cards.ts';
import { currentRevision, revisionOfHash } from './revisions.ts';
import type { HashTally } from './tallies.ts';

export function daemonSetCard(state: Reader, hashes: HashTally, key: string): DaemonSetCard | undefined {
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
    revisions: shares(ds, hashes, state),
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

function shares(ds: DaemonSet, hashes: HashTally, state: Reader): readonly RevisionShare[] {
  const counts = new Map<ControllerRevision, number>();
  for (const [hash, pods] of hashes.of(ds.metadata.uid)) {
    const revision = revisionOfHash(state, ds.metadata.uid, hash);
    if (revision) counts.set(revision, (counts.get(revision) ?? 0) + pods);
  }
  const current = currentRevision(state, ds.metadata.uid);
  return [...counts]
    .map(([revision, pods]) => ({ revision: revision.revision, pods, current: revision === current }))
    .sort((a, b) => a.revision - b.revision);
}
