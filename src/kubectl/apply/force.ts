/** kubectl apply --force: what cannot be patched is deleted and made anew. Follows deleteAndCreate in kubectl's pkg/cmd/apply/patcher.go. */
import { ApiError, type Draft, type Kind, type Obj } from '../../engine/index.ts';
import { ObjectProblem } from '../failures.ts';
import type { KubectlEnv } from '../kubectl-run.ts';
import type { Fields, Manifest } from '../manifests.ts';
import { findLive, withoutNulls } from './apply-patch.ts';

/** Runs `patch`; when it conflicts, or changes what may not change, `modified` takes the object's place. */
export function orMadeAnew(patch: () => Obj, manifest: Manifest, modified: Fields, old: Obj, env: KubectlEnv): Obj {
  try {
    return patch();
  } catch (error) {
    if (!(error instanceof ApiError) || !['Conflict', 'Invalid'].includes(error.status.reason ?? '')) throw error;
  }
  const { resource, name, namespace } = manifest;
  env.api.delete(resource.kind, { name, namespace }, { propagationPolicy: 'Background' });
  // Upstream waits as long as --timeout says, which is not at all, after one look.
  if (findLive(manifest, env)) throw new ObjectProblem('context deadline exceeded');
  try {
    return env.api.create(resource.kind, withoutNulls(modified) as unknown as Draft<Kind>);
  } catch (error) {
    restore(old, error, env);
    throw error;
  }
}

/** The old object comes back; the error is told all the same. */
function restore(old: Obj, why: unknown, env: KubectlEnv): void {
  const { uid: _uid, resourceVersion: _version, creationTimestamp: _birth, ...metadata } = old.metadata;
  try {
    env.api.create(old.kind, { ...old, metadata } as unknown as Draft<Kind>);
  } catch (error) {
    if (!(error instanceof ApiError) || !(why instanceof ApiError)) throw error;
    throw new ObjectProblem(
      `An error occurred force-replacing the existing object with the newly provided one:\n\n${why.message}.\n\nAdditionally, an error occurred attempting to restore the original object:\n\n${error.message}`,
    );
  }
}
