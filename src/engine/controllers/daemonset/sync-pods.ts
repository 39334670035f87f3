/**
 * Carries a plan out: creates in batches of 1, 2, 4, …, then deletes, at most 250 of each a sync (§2.6).
 * Follows syncNodes in pkg/controller/daemon/daemon_controller.go.
 */
import { ApiError } from '../../apiserver/status.ts';
import type { ReconcileContext } from '../../client/controller.ts';
import type { DaemonSet } from '../../model/apps.ts';
import type { Pod } from '../../model/core.ts';
import { newDaemonPod } from './pod-template.ts';

const BURST = 250;

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
  ctx.expectations.set(key, nodes.length, pods.length);
  const errors: ApiError[] = [];
  createInBatches(key, ds, hash, nodes, ctx, errors);
  for (const pod of pods) deletePod(key, ds, pod, ctx, errors);
  const [first] = errors;
  if (first) throw first;
}

function createInBatches(
  key: string,
  ds: DaemonSet,
  hash: string,
  nodes: readonly string[],
  ctx: ReconcileContext,
  errors: ApiError[],
): void {
  let done = 0;
  for (let batch = 1; done < nodes.length; batch *= 2) {
    const failedBefore = errors.length;
    for (const node of nodes.slice(done, done + batch)) createPod(key, ds, hash, node, ctx, errors);
    done = Math.min(nodes.length, done + batch);
    if (errors.length === failedBefore) continue;
    // A quota is used up, say: what was not tried will never be seen.
    if (done < nodes.length) ctx.expectations.creationObserved(key, nodes.length - done);
    return;
  }
}

function createPod(
  key: string,
  ds: DaemonSet,
  hash: string,
  node: string,
  ctx: ReconcileContext,
  errors: ApiError[],
): void {
  try {
    const pod = ctx.api.create('Pod', newDaemonPod(ds, ds.spec.template, hash, node));
    ctx.recorder.event(ds, 'Normal', 'SuccessfulCreate', `Created pod: ${pod.metadata.name}`);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    // Nothing can be made in a namespace that is going; there is nothing to retry.
    if (error.status.details?.causes?.some((cause) => cause.reason === 'NamespaceTerminating')) return;
    ctx.recorder.event(ds, 'Warning', 'FailedCreate', `Error creating: ${error.message}`);
    ctx.expectations.creationObserved(key);
    errors.push(error);
  }
}

function deletePod(key: string, ds: DaemonSet, pod: Pod, ctx: ReconcileContext, errors: ApiError[]): void {
  try {
    ctx.api.delete('Pod', pod.metadata);
    ctx.recorder.event(ds, 'Normal', 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    ctx.expectations.deletionObserved(key);
    if (error.status.reason === 'NotFound') return;
    ctx.recorder.event(ds, 'Warning', 'FailedDelete', `Error deleting: ${error.message}`);
    errors.push(error);
  }
}
