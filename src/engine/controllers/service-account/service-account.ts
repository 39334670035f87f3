/** Gives every namespace its `default` ServiceAccount. Follows pkg/controller/serviceaccount/serviceaccounts_controller.go. */
import { ApiError } from '../../apiserver/status.ts';
import type { Controller } from '../../client/controller.ts';

const DEFAULT = 'default';

export const serviceAccountController: Controller = {
  name: 'serviceaccount-controller',
  events: {
    Namespace: {
      added: ({ metadata }, ctx) => ctx.queue.add(metadata.name),
      updated: (_old, { metadata }, ctx) => ctx.queue.add(metadata.name),
    },
    ServiceAccount: {
      deleted: ({ metadata }, ctx) => ctx.queue.add(metadata.namespace ?? ''),
    },
  },
  reconcile(name, ctx) {
    const namespace = ctx.caches.get('Namespace', name);
    if (namespace?.status.phase !== 'Active') return;
    if (ctx.caches.get('ServiceAccount', `${name}/${DEFAULT}`)) return;
    ctx.because(`namespace ${name} has no ServiceAccount "${DEFAULT}"`);
    try {
      ctx.api.create('ServiceAccount', defaultServiceAccount(name));
    } catch (error) {
      if (!(error instanceof ApiError) || !isHarmless(error)) throw error;
    }
  },
};

export function defaultServiceAccount(namespace: string) {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: DEFAULT, namespace } } as const;
}

/** Somebody was faster, or the namespace is going. */
function isHarmless({ status }: ApiError): boolean {
  const causes = status.details?.causes ?? [];
  return status.reason === 'AlreadyExists' || causes.some(({ reason }) => reason === 'NamespaceTerminating');
}
