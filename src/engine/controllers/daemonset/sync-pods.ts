/**
 * Carries a plan out: creates, then deletes, at most 250 of each a sync (§2.6).
 * Follows syncNodes in pkg/controller/daemon/daemon_controller.go.
 */
import type { ReconcileContext } from '../../client/controller.ts';
import type { DaemonSet } from '../../model/apps.ts';
import type { Pod } from '../../model/core.ts';
import { createPods, deletePods } from '../workload/pod-control.ts';
import { newDaemonPods } from './pod-template.ts';

/** So many creations, and so many deletions, at most. */
export const BURST = 250;

/** Throws the first error that the API server gave, after all that can be done is done. */
export function syncPods(
  key: string,
  ds: DaemonSet,
  hash: string,
  create: readonly string[],
  remove: readonly Pod[],
  ctx: ReconcileContext,
): void {
  if (create.length === 0 && remove.length === 0) return;
  const nodes = create.slice(0, BURST);
  const pods = remove.slice(0, BURST);
  const of = { key, owner: ds };
  ctx.expectations.set(key, nodes.length, pods.length);
  const drafts = newDaemonPods(ds, ds.spec.template, hash, nodes);
  const errors = [...createPods(of, drafts, ctx), ...deletePods(of, pods, ctx)];
  const [first] = errors;
  if (first) throw first;
}
