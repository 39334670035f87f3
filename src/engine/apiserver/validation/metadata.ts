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
  const { name = '', generateName = '', generation = 0 } = meta;
  const causes: StatusCause[] = [];
  if (generateName !== '') {
    for (const problem of nameRule(generateName, true)) {
      causes.push(invalidValue(`${path}.generateName`, generateName, problem));
    }
  }
  if (name === '') causes.push(required(`${path}.name`, 'name or generateName is required'));
  for (const problem of name === '' ? [] : nameRule(name, false)) {
    causes.push(invalidValue(`${path}.name`, name, problem));
  }
  validateNamespace(meta.namespace ?? '', namespaced, causes);
  if (generation < 0) causes.push(...nonnegative(`${path}.generation`, generation));
  // Every Pod passes here: what is absent costs nothing.
  if (meta.labels) causes.push(...validateLabels(meta.labels, `${path}.labels`));
  if (meta.annotations) causes.push(...validateAnnotations(meta.annotations, `${path}.annotations`));
  if (meta.ownerReferences) causes.push(...validateOwners(meta.ownerReferences, `${path}.ownerReferences`));
  if (meta.finalizers) causes.push(...validateFinalizers(meta.finalizers, `${path}.finalizers`));
  return causes;
}

function validateNamespace(namespace: string, namespaced: boolean, causes: StatusCause[]): void {
  const field = `${path}.namespace`;
  if (!namespaced) {
    if (namespace !== '') causes.push(forbiddenField(field, 'not allowed on this type'));
  } else if (namespace === '') causes.push(required(field));
  else for (const problem of nameIsDNSLabel(namespace, false)) causes.push(invalidValue(field, namespace, problem));
}

/** What may be part of a URL path; on update the stored name has passed the kind's own rule already. */
export function pathSegment(name: string): string[] {
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
  for (const [i, owner] of owners.entries()) {
    validateOwner(owner, `${field}[${i}]`, causes);
    if (owner.controller !== true) continue;
    const current = `${owner.kind}/${owner.name}`;
    if (controller === '') controller = current;
    else {
      const why = `Only one reference can have Controller set to true. Found "true" in references for ${controller} and ${current}`;
      causes.push(invalidValue(field, { json: `[${owners.map(shownOwner).join(',')}]` }, why));
    }
  }
  return causes;
});

const ownerNames = ['kind', 'name', 'uid'] as const;

function validateOwner(owner: OwnerReference, field: string, causes: StatusCause[]): void {
  const { apiVersion } = owner;
  if (apiVersion === '') causes.push(required(`${field}.apiVersion`, 'must not be empty'));
  else if (!/^([^/]*\/)?[^/]+$/.test(apiVersion)) {
    causes.push(invalidValue(`${field}.apiVersion`, apiVersion, 'must be <group>/<version> or <version>'));
  }
  for (const name of ownerNames) {
    if (owner[name] === '') causes.push(required(`${field}.${name}`, 'must not be empty'));
  }
  if (apiVersion === 'v1' && owner.kind === 'Event') {
    const why = '/v1, Kind=Event is disallowed from being an owner';
    causes.push(invalidValue(field, { json: shownOwner(owner) }, why));
  }
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

function validateFinalizers(finalizers: readonly string[], field: string): StatusCause[] {
  const causes = finalizers.flatMap((finalizer) => invalidValues(field, finalizer, isQualifiedName(finalizer)));
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) {
    const why = 'finalizer orphan and foregroundDeletion cannot be both set';
    causes.push(invalidValue(field, asJson(finalizers), why));
  }
  for (const [i, finalizer] of finalizers.entries()) {
    if (finalizer.includes('/') || standardFinalizers.has(finalizer)) continue;
    const why = 'name is neither a standard finalizer name nor is it fully qualified';
    causes.push(invalidValue(`${field}[${i}]`, finalizer, why));
  }
  return causes;
}

/** One error when a value differs from the stored one. */
export function validateImmutable(field: string, next: unknown, old: unknown, shown: BadValue): StatusCause[] {
  return deepEqual(next, old) ? [] : [invalidValue(field, shown, immutable)];
}
