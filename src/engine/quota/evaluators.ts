/** Which kinds use up quotas, and how. Follows pkg/quota/v1/evaluator/core/registry.go and quota/v1/generic. */
import { qualifiedResource } from '../apiserver/errors.ts';
import { resources } from '../apiserver/resources.ts';
import type { Kind } from '../model/kinds.ts';
import type { Evaluator } from './evaluator.ts';
import { podEvaluator } from './pods.ts';
import { serviceEvaluator } from './services.ts';

/** Names older than `count/…`. */
const ALIASES: { readonly [K in Kind]?: string } = {
  ConfigMap: 'configmaps',
  ResourceQuota: 'resourcequotas',
  Secret: 'secrets',
};

function objectCountEvaluator(kind: Kind, resource: string): Evaluator<Kind> {
  const alias = ALIASES[kind];
  const names = alias === undefined ? [`count/${resource}`] : [`count/${resource}`, alias];
  const usage = Object.fromEntries(names.map((name) => [name, '1']));
  return {
    matchingResources: (hard) => hard.filter((name) => names.includes(name)),
    matchesScope: () => false,
    missing: () => undefined,
    usage: () => usage,
    countsUpdates: false,
    givesBack: () => false,
  };
}

function evaluatorFor(kind: Kind, resource: string): Evaluator<Kind> {
  if (kind === 'Pod') return podEvaluator as unknown as Evaluator<Kind>;
  if (kind === 'Service') return serviceEvaluator as unknown as Evaluator<Kind>;
  return objectCountEvaluator(kind, resource);
}

/** Events are free: they must not be lost to a quota. What has no namespace has no quota. */
const evaluators: ReadonlyMap<Kind, Evaluator<Kind>> = new Map(
  resources
    .filter(({ kind, namespaced }) => namespaced && kind !== 'Event')
    .map((resource) => [resource.kind, evaluatorFor(resource.kind, qualifiedResource(resource))]),
);

export function evaluatorOf<K extends Kind>(kind: K): Evaluator<K> | undefined {
  return evaluators.get(kind) as Evaluator<K> | undefined;
}

export const quotaKinds: readonly Kind[] = [...evaluators.keys()];
