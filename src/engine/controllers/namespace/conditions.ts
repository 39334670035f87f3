/** How far the emptying of a namespace has come, as conditions. Follows pkg/controller/namespace/deletion/status_condition_utils.go. */
import type { Condition } from '../../model/meta.ts';
import { withCondition } from '../../model/pods.ts';
import { type Millis, timestamp } from '../../time/millis.ts';

export interface Progress {
  /** What deleting went wrong with. */
  readonly errors: readonly string[];
  /** How many objects are left, by `pods.` or `daemonsets.apps`. */
  readonly remaining: ReadonlyMap<string, number>;
  /** How many of them wait for a finalizer, by its name. */
  readonly finalizers: ReadonlyMap<string, number>;
}

interface Outcome {
  readonly reason: string;
  readonly message: string;
}

const done: Outcome = { reason: 'ContentRemoved', message: 'All content successfully removed' };

/** In the order in which they are written; each with what it says while nothing is wrong. */
const TYPES: readonly (readonly [string, Outcome, (progress: Progress) => Outcome | undefined])[] = [
  [
    'NamespaceDeletionDiscoveryFailure',
    { reason: 'ResourcesDiscovered', message: 'All resources successfully discovered' },
    () => undefined,
  ],
  [
    'NamespaceDeletionGroupVersionParsingFailure',
    { reason: 'ParsedGroupVersions', message: 'All legacy kube types successfully parsed' },
    () => undefined,
  ],
  [
    'NamespaceDeletionContentFailure',
    { reason: 'ContentDeleted', message: 'All content successfully deleted, may be waiting on finalization' },
    contentFailure,
  ],
  ['NamespaceContentRemaining', done, ({ remaining }) => resourcesRemain(remaining)],
  ['NamespaceFinalizersRemaining', done, ({ finalizers }) => finalizersRemain(finalizers)],
];

function contentFailure({ errors }: Progress): Outcome | undefined {
  if (errors.length === 0) return undefined;
  const message = `Failed to delete all resource types, ${errors.length} remaining: ${[...errors].sort().join(', ')}`;
  return { reason: 'ContentDeletionFailed', message };
}

function listed(counts: ReadonlyMap<string, number>, words: string): string {
  const texts = [...counts].map(([name, count]) => `${name} ${words.replace('#', String(count))}`);
  return texts.sort().join(', ');
}

function resourcesRemain(remaining: ReadonlyMap<string, number>): Outcome | undefined {
  if (remaining.size === 0) return undefined;
  const message = `Some resources are remaining: ${listed(remaining, 'has # resource instances')}`;
  return { reason: 'SomeResourcesRemain', message };
}

function finalizersRemain(finalizers: ReadonlyMap<string, number>): Outcome | undefined {
  if (finalizers.size === 0) return undefined;
  const message = `Some finalizers are remaining: ${listed(finalizers, 'in # resource instances')}`;
  return { reason: 'SomeFinalizersRemain', message };
}

export function deletionConditions(
  known: readonly Condition[] | undefined,
  progress: Progress,
  now: Millis,
): readonly Condition[] {
  return TYPES.reduce((conditions, [type, fine, problemOf]) => {
    const problem = problemOf(progress);
    const status = problem ? 'True' : 'False';
    return withCondition(conditions, { type, status, lastTransitionTime: timestamp(now), ...(problem ?? fine) });
  }, known ?? []);
}
