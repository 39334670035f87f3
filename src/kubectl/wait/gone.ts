/** Waiting until objects are gone, one after the other. Follows IsDeleted in kubectl's pkg/cmd/wait/delete.go. */
import { type Api, ApiError, type Millis, type Ref, type ResourceInfo } from '../../engine/index.ts';
import { Failures } from '../failures.ts';
import type { Continuation } from '../kubectl-run.ts';

export interface Awaited {
  readonly resource: ResourceInfo;
  readonly ref: Ref;
  /** A successor of the same name is another object; absent: any object of that name counts. */
  readonly uid?: string;
}

/** Looks at the first of `objects` that is left until all are gone, or until `deadline`. Follows RunWaitContext. */
export function untilGone(objects: readonly Awaited[], deadline: Millis): Continuation {
  return (env, output) => {
    const left = objects.filter((object) => isThere(object, env.api));
    if (left.length === 0) return undefined;
    if (env.now < deadline) return untilGone(left, deadline);
    const failures = new Failures();
    for (const { resource, ref } of left) failures.add(timedOutText(resource, ref.name));
    failures.report(output);
    return undefined;
  };
}

export function timedOutText({ plural }: ResourceInfo, name: string): string {
  return `timed out waiting for the condition on ${plural}/${name}`;
}

export function isThere({ resource, ref, uid }: Awaited, api: Api): boolean {
  try {
    const live = api.get(resource.kind, ref);
    return uid === undefined || live.metadata.uid === uid;
  } catch (error) {
    // Who may delete and not read does not wait.
    if (error instanceof ApiError) return false;
    throw error;
  }
}
