/** What an update of a workload begins with: users do not write its status, and its generation counts their changes. */
import type { Deployment, ReplicaSet } from '../../model/apps.ts';
import { withMember } from '../defaults/fill.ts';

/** `changed`: the update asks for something else than before. */
export function withNextGeneration<T extends Deployment | ReplicaSet>(next: T, old: T, changed: boolean): T {
  const generation = (old.metadata.generation ?? 0) + (changed ? 1 : 0);
  const metadata = withMember(next.metadata, 'generation', generation);
  return withMember<T, 'status'>(withMember<T, 'metadata'>(next, 'metadata', metadata), 'status', old.status);
}
