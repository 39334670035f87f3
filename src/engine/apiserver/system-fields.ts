/** What a client may not change, or need not say, in an update. Follows apiserver's registry/rest/update.go and handlers/rest.go. */
import type { Kind, Obj } from '../model/kinds.ts';
import { badRequest } from './errors.ts';

/** The stored identity and course of deletion, under what the client says of them: saying otherwise is for validation to refuse. */
export function withSystemFields<K extends Kind>(next: Obj<K>, old: Obj<K>): Obj<K> {
  const { metadata } = next;
  const kept = old.metadata;
  if (metadata === kept) return next;
  const fields = {
    uid: metadata.uid || kept.uid,
    creationTimestamp: kept.creationTimestamp,
    resourceVersion: kept.resourceVersion,
    deletionTimestamp: kept.deletionTimestamp ?? metadata.deletionTimestamp,
    deletionGracePeriodSeconds: metadata.deletionGracePeriodSeconds ?? kept.deletionGracePeriodSeconds,
    namespace: kept.namespace,
    generateName: metadata.generateName ?? kept.generateName,
  };
  return { ...next, metadata: { ...metadata, ...fields } };
}

/** A patch may not move an object to another name or namespace. Throws ApiError. */
export function checkPatchedName<K extends Kind>(next: Obj<K>, { metadata: { name, namespace } }: Obj<K>): void {
  const { metadata } = next;
  if (namespace !== undefined && metadata.namespace && metadata.namespace !== namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  if (!metadata.name) {
    throw badRequest(`the name of the object (${name} based on URL) was undeterminable: name must be provided`);
  }
  if (metadata.name === name) return;
  throw badRequest(`the name of the object (${metadata.name}) does not match the name on the URL (${name})`);
}
