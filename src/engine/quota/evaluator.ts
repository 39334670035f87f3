/** What a quota asks of one kind of objects. Follows k8s.io/apiserver/pkg/quota/v1/interfaces.go. */
import type { Draft, Kind } from '../model/kinds.ts';
import type { ResourceList } from '../model/meta.ts';
import type { ResourceQuota, ScopedResourceSelectorRequirement } from '../model/policy.ts';
import type { Millis } from '../time/millis.ts';

export interface Evaluator<K extends Kind> {
  /** Which of a quota's resource names this kind of objects can use up. */
  matchingResources(names: readonly string[]): readonly string[];
  matchesScope(selector: ScopedResourceSelectorRequirement, object: Draft<K>): boolean;
  /** What the object must say and does not, as a text; undefined when it says all that the quota needs. */
  missing(required: readonly string[], object: Draft<K>): string | undefined;
  usage(object: Draft<K>, now: Millis): ResourceList;
  /** Whether an update of the object can use more; most kinds are counted at creation only. */
  readonly countsUpdates: boolean;
  /** Whether an update has given something back. */
  givesBack(old: Draft<K>, next: Draft<K>, now: Millis): boolean;
}

/** Scopes are the old notation of selectors that only ask for existence. */
export function scopeSelectors({ spec }: ResourceQuota): readonly ScopedResourceSelectorRequirement[] {
  const scopes = (spec.scopes ?? []).map((scopeName) => ({ scopeName, operator: 'Exists' }));
  return [...scopes, ...(spec.scopeSelector?.matchExpressions ?? [])];
}
