/** kubectl apply --prune: what was applied once and is not in the files any more goes. Follows kubectl's pkg/cmd/apply/prune.go. */
import { type Kind, type Obj, parseSelector, selectorMatches } from '../../engine/index.ts';
import { type CommandLine, flag, isOn } from '../command-line.ts';
import type { DryRun } from '../dry-run.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { KubectlEnv } from '../kubectl-run.ts';
import { LAST_APPLIED } from '../last-applied.ts';

/** Upstream's kinds that are here, in its order. */
const NAMESPACED: readonly Kind[] = ['ConfigMap', 'Pod', 'Secret', 'Service', 'DaemonSet', 'Deployment', 'ReplicaSet'];
const OF_THE_CLUSTER: readonly Kind[] = ['Namespace'];

/** Follows Validate in kubectl's pkg/cmd/apply/apply.go. Throws KubectlError. */
export function checkPrune(line: CommandLine): void {
  if (!isOn(line, 'prune')) return;
  const chosen = flag(line, 'selector') !== undefined;
  if (isOn(line, 'all') && chosen) {
    throw new KubectlError('error: cannot set --all and --selector at the same time\n');
  }
  if (isOn(line, 'all') || chosen) return;
  throw new KubectlError(
    'error: all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector\n',
  );
}

/** `applied`: what the files hold, as it is now. Tells of each object that goes. */
export function prune(
  applied: readonly Obj[],
  line: CommandLine,
  dryRun: DryRun,
  { api }: KubectlEnv,
  said: (object: Obj, done: string) => void,
): void {
  const kept = new Set(applied.map(({ metadata }) => metadata.uid));
  const text = flag(line, 'selector');
  const selector = text === undefined ? undefined : parseSelector(text);
  const pruneKind = (kind: Kind, namespace: string | undefined): void => {
    for (const object of api.list(kind, namespace === undefined ? {} : { namespace }).items) {
      const { uid, name, annotations, labels = {} } = object.metadata;
      // What was not made by apply is not apply's to remove.
      if (annotations?.[LAST_APPLIED] === undefined || kept.has(uid)) continue;
      if (selector && !selectorMatches(selector, labels)) continue;
      if (dryRun === 'none') api.delete(kind, { name, namespace }, { propagationPolicy: 'Background' });
      said(object, 'pruned');
    }
  };
  const namespaces = new Set(applied.flatMap(({ metadata }) => metadata.namespace ?? []));
  for (const namespace of namespaces) for (const kind of NAMESPACED) pruneKind(kind, namespace);
  if (flag(line, 'namespace') === undefined) for (const kind of OF_THE_CLUSTER) pruneKind(kind, undefined);
}
