/** The names that completion offers: those of the cluster as it is shown. */
import { ApiError, type Cluster, type Kind, resourceOf } from '../engine/index.ts';
import type { CompletionSource } from '../kubectl/completion.ts';

export function completionSource(cluster: Cluster, files: readonly string[]): CompletionSource {
  const { api } = cluster;
  return {
    files,
    names(kind, namespace) {
      const { items } = api.list(kind, resourceOf(kind).namespaced ? { namespace } : {});
      return items.map(({ metadata }) => metadata.name);
    },
    containers(kind, namespace, name) {
      return containersOf(cluster, kind, namespace, name);
    },
  };
}

function containersOf({ api }: Cluster, kind: Kind, namespace: string, name: string): readonly string[] {
  try {
    const object = api.get(kind, { name, namespace });
    if (object.kind === 'Pod') return object.spec.containers.map((container) => container.name);
    if (object.kind !== 'DaemonSet' && object.kind !== 'Deployment') return [];
    return object.spec.template.spec.containers.map((container) => container.name);
  } catch (error) {
    if (error instanceof ApiError) return [];
    throw error;
  }
}
