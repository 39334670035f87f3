/** Revisions by the hash that Pods carry. */
import type { ControllerRevision, Reader } from '../engine/index.ts';

export function revisionOfHash(
  state: Reader,
  ownerUid: string,
  hash: string | undefined,
): ControllerRevision | undefined {
  if (hash === undefined) return undefined;
  for (const revision of state.byIndex('ControllerRevision', 'controller', ownerUid).values()) {
    if (revision.metadata.labels?.['controller-revision-hash'] === hash) return revision;
  }
  return undefined;
}

/** The one with the highest number: that of the present template, once the controller has seen it. */
export function currentRevision(state: Reader, ownerUid: string): ControllerRevision | undefined {
  let newest: ControllerRevision | undefined;
  for (const revision of state.byIndex('ControllerRevision', 'controller', ownerUid).values()) {
    if (!newest || revision.revision > newest.revision) newest = revision;
  }
  return newest;
}
