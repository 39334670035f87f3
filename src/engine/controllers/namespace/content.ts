/**
 * Deletes what a namespace holds, Pods before all else, so that nothing loses its guard while it still runs
 * (OrderedNamespaceDeletion). Follows pkg/controller/namespace/deletion/namespaced_resources_deleter.go.
 */
import { resources } from '../../apiserver/resources.ts';
import { ApiError } from '../../apiserver/status.ts';
import type { ResourceInfo } from '../../apiserver/strategy.ts';
import type { ReconcileContext } from '../../client/controller.ts';
import type { Kind, Obj } from '../../model/kinds.ts';
import { isTerminal } from '../../model/pods.ts';
import { type Millis, millisOf } from '../../time/millis.ts';
import type { Progress } from './conditions.ts';

/** How long finalizers are given when they hold something back. */
const FINALIZER_SECONDS = 15;

export interface Content extends Progress {
  /** Seconds until what is left will probably be gone; 0 when nothing is left. */
  readonly estimate: number;
}

interface Tally {
  readonly errors: string[];
  readonly remaining: Map<string, number>;
  readonly finalizers: Map<string, number>;
  estimate: number;
}

export function deleteContent(namespace: string, deletedAt: Millis, ctx: ReconcileContext): Content {
  const tally: Tally = { errors: [], remaining: new Map(), finalizers: new Map(), estimate: 0 };
  const namespaced = resources.filter((resource) => resource.namespaced);
  for (const resource of namespaced.filter(({ kind }) => kind === 'Pod')) {
    deleteKind(resource, namespace, deletedAt, tally, ctx);
  }
  if (tally.remaining.size > 0) return tally;
  for (const resource of namespaced.filter(({ kind }) => kind !== 'Pod')) {
    deleteKind(resource, namespace, deletedAt, tally, ctx);
  }
  return tally;
}

function deleteKind(
  resource: ResourceInfo,
  namespace: string,
  deletedAt: Millis,
  tally: Tally,
  ctx: ReconcileContext,
): void {
  const { kind, group, version, plural } = resource;
  const found = ctx.api.list(kind, { namespace }).items;
  if (found.length === 0) return;
  const grace = ctx.now - deletedAt >= graceOf(found) * 1000 ? 0 : graceOf(found);
  for (const object of found) remove(kind, object, ctx);
  const left = ctx.api.list(kind, { namespace }).items;
  if (left.length === 0) return;
  tally.remaining.set(`${plural}.${group}`, left.length);
  const held = left.flatMap(({ metadata }) => metadata.finalizers ?? []);
  for (const finalizer of held) tally.finalizers.set(finalizer, (tally.finalizers.get(finalizer) ?? 0) + 1);
  const estimate = grace > 0 ? grace : held.length > 0 ? FINALIZER_SECONDS : 0;
  tally.estimate = Math.max(tally.estimate, estimate);
  if (estimate > 0) return;
  const gvr = `${group}/${version}, Resource=${plural}`;
  tally.errors.push(`unexpected items still remain in namespace: ${namespace} for gvr: ${gvr}`);
}

/** The longest grace period among Pods that still run; other kinds have none. */
function graceOf(objects: readonly Obj[]): number {
  let longest = 0;
  for (const object of objects) {
    if (object.kind !== 'Pod' || isTerminal(object)) continue;
    longest = Math.max(longest, object.spec.terminationGracePeriodSeconds ?? 0);
  }
  return longest;
}

function remove(kind: Kind, object: Obj, ctx: ReconcileContext): void {
  try {
    ctx.api.delete(kind, object.metadata, { propagationPolicy: 'Background' });
  } catch (error) {
    if (!(error instanceof ApiError) || error.status.reason !== 'NotFound') throw error;
  }
}

export function deletionTime({ metadata }: Obj<'Namespace'>): Millis | undefined {
  return metadata.deletionTimestamp === undefined ? undefined : millisOf(metadata.deletionTimestamp);
}
