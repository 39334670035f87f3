/** The Pods of a node as a drain sees them. Follows GetPodsForDeletion in kubectl's pkg/drain/drain.go. */
import { ApiError, type Pod, selectorMatches } from '../../engine/index.ts';
import type { KubectlEnv } from '../kubectl-run.ts';
import type { DrainOptions } from './drain-options.ts';
import { type Verdict, verdictOf } from './filters.ts';

export interface PodList {
  /** In the order in which the API server lists them. */
  readonly pods: readonly Pod[];
  readonly warnings: readonly string[];
  readonly errors: readonly string[];
}

export function podsForDeletion(node: string, options: DrainOptions, { api, now }: KubectlEnv): PodList {
  const { podSelector } = options;
  const verdicts: (readonly [Pod, Verdict])[] = [];
  for (const pod of api.list('Pod').items) {
    if (pod.spec.nodeName !== node) continue;
    if (podSelector && !selectorMatches(podSelector, pod.metadata.labels ?? {})) continue;
    verdicts.push([pod, verdictOf(pod, { ...options, now, daemonSetProblem })]);
  }
  return {
    pods: verdicts.filter(([, { remove }]) => remove).map(([pod]) => pod),
    warnings: grouped(verdicts, ({ warning }) => warning),
    errors: grouped(verdicts, ({ error }) => error).map((text) => `cannot delete ${text}`),
  };

  function daemonSetProblem({ metadata }: Pod, name: string): { text: string; gone: boolean } | undefined {
    try {
      api.get('DaemonSet', { namespace: metadata.namespace, name });
      return undefined;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { text: error.status.message, gone: error.status.reason === 'NotFound' };
    }
  }
}

/** `reason: ns/a, ns/b` for each reason. */
function grouped(
  verdicts: readonly (readonly [Pod, Verdict])[],
  reasonOf: (verdict: Verdict) => string | undefined,
): readonly string[] {
  const names = new Map<string, string[]>();
  for (const [{ metadata }, verdict] of verdicts) {
    const reason = reasonOf(verdict);
    if (reason === undefined) continue;
    names.set(reason, [...(names.get(reason) ?? []), `${metadata.namespace}/${metadata.name}`]);
  }
  return [...names].map(([reason, pods]) => `${reason}: ${pods.join(', ')}`);
}
