/**
 * Makes and removes Pods, with the owner's events and expectations: creations in batches of 1, 2, 4, … (§2.6).
 * Follows RealPodControl in pkg/controller/controller_utils.go and slowStartBatch in its callers.
 */
import { ApiError } from '../../apiserver/status.ts';
import type { ReconcileContext } from '../../client/controller.ts';
import type { Pod } from '../../model/core.ts';
import type { Draft } from '../../model/kinds.ts';
import type { Workload } from './owner.ts';

/** The key in the work queue, and the owner of the Pods. */
export interface PodOwner {
  readonly key: string;
  readonly owner: Workload;
}

/** Expects that the creations are expected. Answers the errors of those that failed; after one, later batches are left. */
export function createPods(of: PodOwner, drafts: readonly Draft<'Pod'>[], ctx: ReconcileContext): readonly ApiError[] {
  const errors: ApiError[] = [];
  let done = 0;
  for (let batch = 1; done < drafts.length; batch *= 2) {
    for (const draft of drafts.slice(done, done + batch)) {
      const error = createPod(of, draft, ctx);
      if (error) errors.push(error);
    }
    done = Math.min(drafts.length, done + batch);
    if (errors.length === 0) continue;
    // A quota is used up, say: what was not tried will never be seen.
    if (done < drafts.length) ctx.expectations.creationObserved(of.key, drafts.length - done);
    break;
  }
  return errors;
}

function createPod({ key, owner }: PodOwner, draft: Draft<'Pod'>, ctx: ReconcileContext): ApiError | undefined {
  try {
    const pod = ctx.api.create('Pod', draft);
    ctx.recorder.event(owner, 'Normal', 'SuccessfulCreate', `Created pod: ${pod.metadata.name}`);
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    // Nothing can be made in a namespace that is going; there is nothing to retry.
    if (error.status.details?.causes?.some((cause) => cause.reason === 'NamespaceTerminating')) return undefined;
    ctx.recorder.event(owner, 'Warning', 'FailedCreate', `Error creating: ${error.message}`);
    ctx.expectations.creationObserved(key);
    return error;
  }
}

/** Expects that the deletions are expected. Answers the errors of those that failed; a Pod that is gone is no failure. */
export function deletePods(of: PodOwner, pods: readonly Pod[], ctx: ReconcileContext): readonly ApiError[] {
  return pods.flatMap((pod) => deletePod(of, pod, ctx) ?? []);
}

function deletePod({ key, owner }: PodOwner, pod: Pod, ctx: ReconcileContext): ApiError | undefined {
  try {
    ctx.api.delete('Pod', pod.metadata);
    ctx.recorder.event(owner, 'Normal', 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`);
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    ctx.expectations.deletionObserved(key, pod.metadata.uid);
    if (error.status.reason === 'NotFound') return undefined;
    ctx.recorder.event(owner, 'Warning', 'FailedDelete', `Error deleting: ${error.message}`);
    return error;
  }
}
