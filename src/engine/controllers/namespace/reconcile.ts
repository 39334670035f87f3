/** Empties a namespace that is to go, and then lets it go. Follows pkg/controller/namespace/namespace_controller.go. */

import { deepEqual } from '../../../lib/deep-equal.ts';
import { internalError } from '../../apiserver/errors.ts';
import type { Controller, HandlerContext, ReconcileContext } from '../../client/controller.ts';
import type { Namespace } from '../../model/core.ts';
import type { Millis } from '../../time/millis.ts';
import { deletionConditions } from './conditions.ts';
import { deleteContent, deletionTime } from './content.ts';

/** Other API servers may not have heard of the deletion yet, and still let something in. */
const GRACE: Millis = 5000;
const FINALIZER = 'kubernetes';

function enqueue(namespace: Namespace, ctx: HandlerContext): void {
  if (namespace.metadata.deletionTimestamp) ctx.queue.addAfter(namespace.metadata.name, GRACE);
}

export const namespaceController: Controller = {
  name: 'namespace-controller',
  events: { Namespace: { added: enqueue, updated: (_old, namespace, ctx) => enqueue(namespace, ctx) } },
  reconcile(key, ctx) {
    const namespace = ctx.live.get('Namespace', key);
    const deletedAt = namespace && deletionTime(namespace);
    if (!namespace || deletedAt === undefined || (namespace.spec.finalizers ?? []).length === 0) return;
    ctx.because(`The namespace controller empties ${key}`);
    const content = deleteContent(key, deletedAt, ctx);
    const { status } = namespace;
    const conditions = deletionConditions(status.conditions, content, ctx.now);
    const told = deepEqual(conditions, status.conditions ?? [])
      ? namespace
      : ctx.api.update('Namespace', { ...namespace, status: { ...status, conditions } }, { subresource: 'status' });
    if (content.errors.length > 0) throw internalError(content.errors.join(', '));
    if (content.estimate > 0) return ctx.queue.addAfter(key, (Math.floor(content.estimate / 2) + 1) * 1000);
    finalize(told, ctx);
  },
};

/** With the last of its finalizers the namespace itself is gone. */
function finalize(namespace: Namespace, ctx: ReconcileContext): void {
  ctx.because(`The namespace ${namespace.metadata.name} is empty, and goes`);
  const finalizers = namespace.spec.finalizers?.filter((finalizer) => finalizer !== FINALIZER);
  const spec = { ...namespace.spec, finalizers };
  ctx.api.update('Namespace', { ...namespace, spec }, { subresource: 'finalize' });
}
