/** Namespaces. Follows pkg/registry/core/namespace/strategy.go. */
import type { Draft, Obj } from '../../model/kinds.ts';
import { isQualifiedName, nameIsDNSLabel } from '../../model/names.ts';
import { withMember } from '../defaults/fill.ts';
import type { StatusCause } from '../status.ts';
import { invalidValues } from '../validation/causes.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

/** Each namespace carries its name as a label, so that selectors can pick it. */
const nameLabel = 'kubernetes.io/metadata.name';
const contentFinalizer = 'kubernetes';

function labelled(draft: Draft<'Namespace'>): Draft<'Namespace'> {
  const { name, labels } = draft.metadata;
  if (!name || labels?.[nameLabel] === name) return draft;
  return { ...draft, metadata: { ...draft.metadata, labels: { ...labels, [nameLabel]: name } } };
}

function prepareForCreate(draft: Draft<'Namespace'>): Draft<'Namespace'> {
  const finalizers = draft.spec?.finalizers ?? [];
  const spec = finalizers.includes(contentFinalizer)
    ? draft.spec
    : { ...draft.spec, finalizers: [...finalizers, contentFinalizer] };
  return { ...labelled(draft), spec, status: { phase: 'Active' } };
}

function validateFinalizers(draft: Pick<Draft<'Namespace'>, 'spec'>): StatusCause[] {
  return (draft.spec?.finalizers ?? []).flatMap((finalizer, i) =>
    invalidValues(`spec.finalizers[${i}]`, finalizer, isQualifiedName(finalizer)),
  );
}

export const namespaceStrategy = strategyOf<'Namespace'>({
  resource: resourceInfo('Namespace', '', 'namespaces', 'ns', false),
  nameRule: nameIsDNSLabel,
  applyDefaults: labelled,
  prepareForCreate,
  // The content finalizer goes by the finalize subresource only.
  prepareForUpdate: (next: Obj<'Namespace'>, old) =>
    withMember(withMember(next, 'spec', old.spec), 'status', old.status),
  validateCreate: validateFinalizers,
});
