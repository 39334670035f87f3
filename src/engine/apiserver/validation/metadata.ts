/** Rules of metadata, on creation and on update. Follows apimachinery/pkg/api/validation/objectmeta.go. */

import { deepEqual } from '../../../lib/deep-equal.ts';
import type { DraftMeta, ObjectMeta, OwnerReference } from '../../model/meta.ts';
import { isQualifiedName, nameIsDNSLabel } from '../../model/names.ts';
import { goJson, goJsonStruct } from '../decode/go-json.ts';
import type { StatusCause } from '../status.ts';
import { asJson, type BadValue, forbiddenField, invalidValue, invalidValues, nonnegative, required } from './causes.ts';
import { remembering } from './known-good.ts';
import { validateAnnotations, validateLabels } from './labels.ts';

/** The rule for a kind's names; `prefix` for generateName. */
export type NameRule = (name: string, prefix: boolean) => string[];

const path = 'metadata';
const standardFinalizers = new Set(['kubernetes', 'orphan', 'foregroundDeletion']);
const immutable = 'field is immutable';

/** Expects that a name has been generated. */
export function validateMetadata(meta: DraftMeta, namespaced: boolean, nameRule: NameRule): StatusCause[] {
  const { name = '', generateName = '' } = meta;
  const causes: StatusCause[] = [];
  if (generateName !== '') {
    causes.push(...invalidValues(`${path}.generateName`, generateName, nameRule(generateName, true)));
  }
  if (name === '') causes.push(required(`${path}.name`, 'name or generateName is required'));
  else causes.push(...invalidValues(`${path}.name`, name, nameRule(name, false)));
  return [...causes, ...validateNamespace(meta.namespace, namespaced), ...validateCommon(meta)];
}

function validateNamespace(namespace: string | undefined, namespaced: boolean): StatusCause[] {
  if (namespaced) {
    if (!namespace) return [required(`${path}.namespace`)];
    return invalidValues(`${path}.namespace`, namespace, nameIsDNSLabel(namespace, false));
  }
  return namespace ? [forbiddenField(`${path}.namespace`, 'not allowed on this type')] : [];
}

function validateCommon(meta: DraftMeta): StatusCause[] {
  return [
    ...nonnegative(`${path}.generation`, meta.generation ?? 0),
    ...validateLabels(meta.labels, `${path}.labels`),
    ...validateAnnotations(meta.annotations, `${path}.annotations`),
    ...validateOwners(meta.ownerReferences, `${path}.ownerReferences`),
    ...validateFinalizers(meta.finalizers, `${path}.finalizers`),
  ];
}

/** What may be part of a URL path; on update the stored name has passed the kind's own rule already. */
function pathSegment(name: string): string[] {
  if (name === '.' || name === '..') return [`may not be '${name}'`];
  return ['/', '%'].filter((char) => name.includes(char)).map((char) => `may not contain '${char}'`);
}

/** The rules that an update adds: what may not change, what may not be added to an object on its way out. */
export function validateMetadataUpdate(next: ObjectMeta, old: ObjectMeta, namespaced: boolean): StatusCause[] {
  const causes = validateMetadata(next, namespaced, pathSegment);
  if (old.deletionTimestamp) causes.push(...noNewFinalizers(next.finalizers ?? [], old.finalizers ?? []));
  if (!next.resourceVersion) {
    causes.push(invalidValue(`${path}.resourceVersion`, '', 'must be specified for an update'));
  }
  if ((next.generation ?? 0) < (old.generation ?? 0)) {
    causes.push(invalidValue(`${path}.generation`, next.generation ?? 0, 'must not be decremented'));
  }
  unchanged(causes, 'name', next.name ?? '', old.name ?? '');
  unchanged(causes, 'namespace', next.namespace ?? '', old.namespace ?? '');
  unchanged(causes, 'uid', next.uid, old.uid, asJson(next.uid ?? ''));
  unchanged(causes, 'creationTimestamp', next.creationTimestamp, old.creationTimestamp);
  unchanged(causes, 'deletionTimestamp', next.deletionTimestamp, old.deletionTimestamp);
  unchanged(causes, 'deletionGracePeriodSeconds', next.deletionGracePeriodSeconds, old.deletionGracePeriodSeconds);
  return causes;
}

function unchanged(causes: StatusCause[], name: string, next: unknown, old: unknown, shown?: BadValue): void {
  if (next === old) return;
  const value = shown ?? (typeof next === 'string' ? next : asJson(next));
  causes.push(invalidValue(`${path}.${name}`, value, immutable));
}

function noNewFinalizers(next: readonly string[], old: readonly string[]): StatusCause[] {
  const added = next.filter((finalizer) => !old.includes(finalizer)).sort();
  if (added.length === 0) return [];
  const shown = `[]string{${added.map((finalizer) => JSON.stringify(finalizer)).join(', ')}}`;
  const why = `no new finalizers can be added if the object is being deleted, found new finalizers ${shown}`;
  return [forbiddenField(`${path}.finalizers`, why)];
}

const validateOwners = remembering((owners: readonly OwnerReference[], field) => {
  const causes: StatusCause[] = [];
  let controller = '';
  owners.forEach((owner, i) => {
    causes.push(...validateOwner(owner, `${field}[${i}]`));
    if (owner.controller !== true) return;
    const current = `${owner.kind}/${owner.name}`;
    if (controller === '') controller = current;
    else {
      const why = `Only one reference can have Controller set to true. Found "true" in references for ${controller} and ${current}`;
      causes.push(invalidValue(field, { json: `[${owners.map(shownOwner).join(',')}]` }, why));
    }
  });
  return causes;
});

function validateOwner(owner: OwnerReference, field: string): StatusCause[] {
  const causes: StatusCause[] = [];
  const parts = owner.apiVersion.split('/');
  if (owner.apiVersion === '') causes.push(required(`${field}.apiVersion`, 'must not be empty'));
  else if (parts.length > 2 || parts.at(-1) === '') {
    causes.push(invalidValue(`${field}.apiVersion`, owner.apiVersion, 'must be <group>/<version> or <version>'));
  }
  for (const name of ['kind', 'name', 'uid'] as const) {
    if (owner[name] === '') causes.push(required(`${field}.${name}`, 'must not be empty'));
  }
  if (owner.apiVersion === 'v1' && owner.kind === 'Event') {
    const why = '/v1, Kind=Event is disallowed from being an owner';
    causes.push(invalidValue(field, { json: shownOwner(owner) }, why));
  }
  return causes;
}

function shownOwner(owner: OwnerReference): string {
  const { apiVersion, kind, name, uid, controller, blockOwnerDeletion } = owner;
  return goJsonStruct([
    ['apiVersion', goJson(apiVersion)],
    ['kind', goJson(kind)],
    ['name', goJson(name)],
    ['uid', goJson(uid)],
    ['controller', controller === undefined ? undefined : goJson(controller)],
    ['blockOwnerDeletion', blockOwnerDeletion === undefined ? undefined : goJson(blockOwnerDeletion)],
  ]);
}

const validateFinalizers = remembering((finalizers: readonly string[], field) => {
  const causes = finalizers.flatMap((finalizer) => invalidValues(field, finalizer, isQualifiedName(finalizer)));
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) {
    const why = 'finalizer orphan and foregroundDeletion cannot be both set';
    causes.push(invalidValue(field, asJson(finalizers), why));
  }
  finalizers.forEach((finalizer, i) => {
    if (finalizer.includes('/') || standardFinalizers.has(finalizer)) return;
    const why = 'name is neither a standard finalizer name nor is it fully qualified';
    causes.push(invalidValue(`${field}[${i}]`, finalizer, why));
  });
  return causes;
});

/** One error when a value differs from the stored one. */
export function validateImmutable(field: string, next: unknown, old: unknown, shown: BadValue): StatusCause[] {
  return deepEqual(next, old) ? [] : [invalidValue(field, shown, immutable)];
}
