/**
 * What an admission plug-in may do with a request (k8s.io/apiserver/pkg/admission). The mutating phase comes before an
 * object's name is generated and before validation; the validating phase has the last word, right before storage.
 */
import type { Draft, Kind, Obj } from '../../model/kinds.ts';
import type { DraftMeta } from '../../model/meta.ts';
import type { Reader } from '../../store/plane.ts';
import type { Millis } from '../../time/millis.ts';
import { forbidden } from '../errors.ts';
import type { ApiError } from '../status.ts';
import { strategies } from '../strategies.ts';

export interface AdmissionContext {
  readonly read: Reader;
  readonly now: Millis;
  readonly dryRun: boolean;
  /** Notes what the request will use up, in the same Step. */
  storeQuota(quota: Obj<'ResourceQuota'>): void;
}

/** Plug-ins throw an ApiError to refuse. Tables are by kind, the functions `…Any…` see every kind. */
export interface AdmissionPlugin {
  readonly name: string;
  readonly admitAnyCreate?: <K extends Kind>(kind: K, draft: Draft<K>, ctx: AdmissionContext) => void;
  readonly admitCreate?: { readonly [K in Kind]?: (draft: Draft<K>, ctx: AdmissionContext) => Draft<K> };
  readonly admitUpdate?: { readonly [K in Kind]?: (next: Obj<K>, old: Obj<K>, ctx: AdmissionContext) => Obj<K> };
  readonly admitDelete?: (kind: Kind, name: string) => void;
  readonly validateCreate?: { readonly [K in Kind]?: (draft: Draft<K>, ctx: AdmissionContext) => void };
  readonly validateUpdate?: { readonly [K in Kind]?: (next: Obj<K>, old: Obj<K>, ctx: AdmissionContext) => void };
  readonly validateAnyCreate?: <K extends Kind>(kind: K, draft: Draft<K>, ctx: AdmissionContext) => void;
  readonly validateAnyUpdate?: <K extends Kind>(kind: K, next: Obj<K>, old: Obj<K>, ctx: AdmissionContext) => void;
}

/** A name that is still to be generated shows as its prefix: `pods "web-" is forbidden`. */
export function admittedName({ name, generateName }: DraftMeta): string {
  return name || generateName || 'Unknown';
}

/** 403, as admission.NewForbidden words it. */
export function refused(kind: Kind, metadata: DraftMeta, why: string): ApiError {
  return forbidden(strategies[kind].resource, admittedName(metadata), why);
}

/** The objects of a kind in a namespace, by name. */
export function inNamespace<K extends Kind>(kind: K, namespace: string | undefined, read: Reader): readonly Obj<K>[] {
  const all = read.all(kind);
  if (all.size === 0) return [];
  const found = [...all.values()].filter(({ metadata }) => metadata.namespace === namespace) as Obj<K>[];
  return found.sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
}
