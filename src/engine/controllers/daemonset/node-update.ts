/** The node update queue (§2.2): which DaemonSets a changed node concerns. Follows syncNodeUpdate in daemon_controller.go. */
import type { ReconcileContext } from '../../client/controller.ts';
import { controllerOf } from '../../model/controller-ref.ts';
import { objectKey } from '../../model/kinds.ts';
import { placementFor } from './placement.ts';

export function syncNodeUpdate(name: string, ctx: ReconcileContext): void {
  const node = ctx.caches.get('Node', name);
  if (!node) return;
  const owners = new Set<string>();
  for (const pod of ctx.caches.byIndex('Pod', 'node', name).values()) {
    const uid = controllerOf(pod.metadata)?.uid;
    if (uid) owners.add(uid);
  }
  for (const ds of ctx.caches.all('DaemonSet').values()) {
    const { shouldRun, shouldContinueRunning } = placementFor(ds)(node);
    const hasPod = owners.has(ds.metadata.uid);
    const wrong = hasPod ? !shouldContinueRunning || ds.status.numberMisscheduled > 0 : shouldRun;
    if (wrong) ctx.queue.add(objectKey(ds.metadata));
  }
}
