/**
 * Finding or making the current ControllerRevision (§6.3), and clearing old ones away (§6.4).
 * Follows constructHistory, dedupCurHistories and cleanupHistory in pkg/controller/daemon/update.go.
 */
import { deepEqual } from '../../../lib/deep-equal.ts';
import { ApiError } from '../../apiserver/status.ts';
import type { ReconcileContext } from '../../client/controller.ts';
import type { ControllerRevision, DaemonSet, PodTemplate } from '../../model/apps.ts';
import { claim } from '../workload/claim.ts';
import { ownerReference } from '../workload/owner.ts';
import { canonicalText, templateHash } from '../workload/template-hash.ts';
import { HASH_LABEL } from './node-slot.ts';

export interface History {
  readonly current: ControllerRevision;
  readonly old: readonly ControllerRevision[];
  readonly hash: string;
}

/** The patch that a revision stores, and `rollout undo` sends back. */
export function revisionData(template: PodTemplate): unknown {
  return { spec: { template: { ...template, $patch: 'replace' } } };
}

const dataTexts = new WeakMap<ControllerRevision, string>();

/** The template in a revision as canonical JSON, comparable with `canonicalText` of a DaemonSet's. */
function templateText(revision: ControllerRevision): string {
  let text = dataTexts.get(revision);
  if (text === undefined) {
    const { $patch: _, ...template } = templateOf(revision) as PodTemplate & { readonly $patch?: string };
    text = canonicalText(template);
    dataTexts.set(revision, text);
  }
  return text;
}

/** The Pod template that a revision keeps. */
export function templateOf(revision: ControllerRevision): PodTemplate | undefined {
  return (revision.data as { readonly spec?: { readonly template?: PodTemplate } } | undefined)?.spec?.template;
}

/** Throws ApiError when a revision cannot be read or written; the sync is then tried again. */
export function constructHistory(ds: DaemonSet, ctx: ReconcileContext): History {
  const wanted = canonicalText(ds.spec.template);
  const current: ControllerRevision[] = [];
  const old: ControllerRevision[] = [];
  for (const claimed of claim(ds, 'ControllerRevision', ctx)) {
    const revision = withHashLabel(claimed, ctx);
    (templateText(revision) === wanted ? current : old).push(revision);
  }
  const next = old.reduce((highest, revision) => Math.max(highest, revision.revision), 0) + 1;
  let kept = current.length === 0 ? createRevision(ds, next, ctx) : dedup(current, ctx);
  if (kept.revision < next) kept = ctx.api.update('ControllerRevision', { ...kept, revision: next });
  return { current: kept, old, hash: kept.metadata.labels?.[HASH_LABEL] ?? '' };
}

function withHashLabel(revision: ControllerRevision, ctx: ReconcileContext): ControllerRevision {
  const { labels, name } = revision.metadata;
  if (labels?.[HASH_LABEL] !== undefined) return revision;
  const metadata = { ...revision.metadata, labels: { ...labels, [HASH_LABEL]: name } };
  return ctx.api.update('ControllerRevision', { ...revision, metadata });
}

/** Of several revisions with the same template the newest stays; Pods take its hash. */
function dedup(current: readonly ControllerRevision[], ctx: ReconcileContext): ControllerRevision {
  const [keep, ...rest] = [...current].sort((a, b) => b.revision - a.revision);
  if (!keep) throw new Error('dedup needs a revision');
  for (const revision of rest) {
    relabelPods(revision, keep, ctx);
    ctx.api.delete('ControllerRevision', revision.metadata);
  }
  return keep;
}

function relabelPods(from: ControllerRevision, to: ControllerRevision, ctx: ReconcileContext): void {
  const owner = from.metadata.ownerReferences?.find((reference) => reference.controller)?.uid;
  if (owner === undefined) return;
  const hash = to.metadata.labels?.[HASH_LABEL] ?? '';
  for (const pod of [...ctx.caches.byIndex('Pod', 'controller', owner).values()]) {
    if (pod.metadata.labels?.[HASH_LABEL] !== from.metadata.labels?.[HASH_LABEL]) continue;
    const metadata = { ...pod.metadata, labels: { ...pod.metadata.labels, [HASH_LABEL]: hash } };
    ctx.api.update('Pod', { ...pod, metadata });
  }
}

function createRevision(ds: DaemonSet, revision: number, ctx: ReconcileContext): ControllerRevision {
  const { template } = ds.spec;
  const hash = templateHash(template, ds.status.collisionCount);
  const { name, namespace, annotations } = ds.metadata;
  const data = revisionData(template);
  try {
    return ctx.api.create('ControllerRevision', {
      apiVersion: 'apps/v1',
      kind: 'ControllerRevision',
      metadata: {
        name: `${name}-${hash}`,
        namespace,
        labels: { ...template.metadata?.labels, [HASH_LABEL]: hash },
        annotations,
        ownerReferences: [ownerReference(ds)],
      },
      data,
      revision,
    });
  } catch (error) {
    if (!(error instanceof ApiError) || error.status.reason !== 'AlreadyExists') throw error;
    const existing = ctx.api.get('ControllerRevision', { namespace, name: `${name}-${hash}` });
    // Ours already, only not seen in the cache yet.
    if (deepEqual(existing.data, data)) return existing;
    noteCollision(ds, ctx);
    throw error;
  }
}

/** Another template has the same hash: the next try mixes a number into it. */
function noteCollision(ds: DaemonSet, ctx: ReconcileContext): void {
  const fresh = ctx.api.get('DaemonSet', ds.metadata);
  if ((fresh.status.collisionCount ?? 0) !== (ds.status.collisionCount ?? 0)) return; // our cache is stale: try again first
  const status = { ...fresh.status, collisionCount: (fresh.status.collisionCount ?? 0) + 1 };
  ctx.api.update('DaemonSet', { ...fresh, status }, { subresource: 'status' });
}

/** Deletes the lowest old revisions beyond the limit, but none that a Pod still carries. */
export function cleanupHistory(ds: DaemonSet, history: History, ctx: ReconcileContext): void {
  const surplus = history.old.length - (ds.spec.revisionHistoryLimit ?? 10);
  if (surplus <= 0) return;
  const live = new Set<string | undefined>();
  for (const pod of ctx.caches.byIndex('Pod', 'controller', ds.metadata.uid).values()) {
    live.add(pod.metadata.labels?.[HASH_LABEL]);
  }
  let left = surplus;
  for (const revision of [...history.old].sort((a, b) => a.revision - b.revision)) {
    if (left <= 0) return;
    if (live.has(revision.metadata.labels?.[HASH_LABEL])) continue;
    ctx.api.delete('ControllerRevision', revision.metadata);
    left -= 1;
  }
}
