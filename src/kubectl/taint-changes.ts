/** What `kubectl taint` makes of its arguments and of a node's taints. Follows kubectl/pkg/cmd/taint/{taint,utils}.go. */
import { isQualifiedName, isValidLabelValue, type Taint } from '../engine/index.ts';
import { KubectlError, usageError } from './kubectl-error.ts';
import { findResource } from './resource-args.ts';

export interface TaintChanges {
  readonly resources: readonly string[];
  readonly add: readonly Taint[];
  /** An empty effect removes the key's taints of every effect. */
  readonly remove: readonly Taint[];
}

const EFFECTS: readonly string[] = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** Resources first, then taints. Throws KubectlError. */
export function readTaintChanges(args: readonly string[]): TaintChanges {
  const isTaint = (word: string): boolean => word.includes('=') || word.includes(':') || word.endsWith('-');
  const first = args.findIndex(isTaint);
  const resources = first < 0 ? args : args.slice(0, first);
  const specs = first < 0 ? [] : args.slice(first);
  const late = specs.find((word) => !isTaint(word));
  if (late !== undefined) {
    throw new KubectlError(`error: all resources must be specified before taint changes: ${late}\n`);
  }
  if (resources.length < 1) {
    throw new KubectlError('error: one or more resources must be specified as <resource> <name>\n');
  }
  if (specs.length < 1) throw new KubectlError('error: at least one taint update is required\n');
  return { resources, ...readSpecs(specs) };
}

function readSpecs(specs: readonly string[]): Pick<TaintChanges, 'add' | 'remove'> {
  const add: Taint[] = [];
  const remove: Taint[] = [];
  for (const spec of specs) {
    if (spec.endsWith('-')) {
      const { key, effect } = readTaint(spec.slice(0, -1));
      remove.push({ key, effect });
      continue;
    }
    const taint = readTaint(spec);
    if (taint.effect === '') throw refused(`invalid taint spec: ${spec}`);
    if (add.some((other) => same(other, taint))) {
      const shown = `{${taint.key} ${taint.value ?? ''} ${taint.effect} <nil>}`;
      throw refused(`duplicated taints with the same key and effect: ${shown}`);
    }
    add.push(taint);
  }
  return { add, remove };
}

function readTaint(spec: string): Taint {
  const parts = spec.split(':');
  const [head = '', effect = ''] = parts;
  let [key, value] = [head, ''];
  if (parts.length > 2) throw refused(`invalid taint spec: ${spec}`);
  if (parts.length === 2) {
    if (!EFFECTS.includes(effect)) throw refused(`invalid taint effect: ${effect}, unsupported taint effect`);
    const pair = head.split('=');
    if (pair.length > 2) throw refused(`invalid taint spec: ${spec}`);
    [key = '', value = ''] = pair;
    const problems = isValidLabelValue(value);
    if (problems.length > 0) throw refused(`invalid taint spec: ${spec}, ${problems.join('; ')}`);
  }
  const problems = isQualifiedName(key);
  if (problems.length > 0) throw refused(`invalid taint spec: ${spec}, ${problems.join('; ')}`);
  return { key, ...(value === '' ? {} : { value }), effect };
}

function refused(message: string): KubectlError {
  return usageError('taint', message);
}

/** What cannot be, whatever the node. Throws KubectlError. */
export function validateTaintChanges({ resources, add, remove }: TaintChanges): void {
  const type = (resources[0] ?? '').toLowerCase();
  if (findResource(type).kind !== 'Node') {
    throw new KubectlError(`error: invalid resource type ${type}, only node types are supported\n`);
  }
  const conflicts = add.flatMap((one) =>
    remove.filter(({ key, effect }) => key === one.key && (effect === '' || effect === one.effect)),
  );
  if (conflicts.length === 0) return;
  const shown = conflicts.map(({ key, effect }) => `${key}=${effect}`).join(', ');
  throw new KubectlError(
    `error: can not both modify and remove the following taint(s) in the same command: ${shown}\n`,
  );
}

const same = (a: Taint, b: Taint): boolean => a.key === b.key && a.effect === b.effect;

/** The node's taints afterwards, and the word that tells of it. Throws KubectlError. */
export function changedTaints(
  name: string,
  old: readonly Taint[],
  { add, remove }: Pick<TaintChanges, 'add' | 'remove'>,
  overwrite: boolean,
): { readonly taints: readonly Taint[]; readonly operation: string } {
  const clashes = overwrite ? [] : add.filter((one) => old.some((own) => same(own, one)));
  if (clashes.length > 0) {
    const keys = clashes.map(({ key }) => key).join(',');
    throw new KubectlError(
      `error: node ${name} already has ${keys} taint(s) with same effect(s) and --overwrite is false\n`,
    );
  }
  let taints = [...add, ...old.filter((own) => !add.some((one) => same(own, one)))];
  const added = taints.length !== old.length;
  const missing: string[] = [];
  // Upstream asks whether the last removal took something away, not whether any did.
  let removed = false;
  for (const { key, effect } of remove) {
    const kept = taints.filter((taint) => taint.key !== key || (effect !== '' && taint.effect !== effect));
    removed = kept.length < taints.length;
    if (!removed) missing.push(`taint "${key}${effect === '' ? '' : `:${effect}`}" not found`);
    taints = kept;
  }
  if (missing.length > 0) {
    throw new KubectlError(`error: ${missing.length > 1 ? `[${missing.join(', ')}]` : missing[0]}\n`);
  }
  return { taints, operation: (added && removed) || overwrite ? 'modified' : added ? 'tainted' : 'untainted' };
}
