/** The API server's contract, as its clients see it. */
import type { Draft, Kind, Obj, Ref } from '../model/kinds.ts';
import type { LabelSelector, ObjectMeta } from '../model/meta.ts';

export interface ListOptions {
  /** Absent: all namespaces. */
  readonly namespace?: string;
  readonly labelSelector?: LabelSelector;
}

export interface WriteOptions {
  readonly dryRun?: boolean;
  /**
   * `binding`: a Pod gets its node and the condition that says so, in one write. `finalize`: a Namespace loses what
   * holds it back.
   */
  readonly subresource?: 'status' | 'binding' | 'finalize';
  /** What comes of unknown fields: nothing (the default), warnings, or a refusal, which kubectl asks for. */
  readonly fieldValidation?: 'Ignore' | 'Warn' | 'Strict';
  /** Is told what the server has to say of a write that it accepts, without `Warning: `. */
  readonly onWarning?: (text: string) => void;
}

export interface DeleteOptions {
  readonly dryRun?: boolean;
  /** Seconds; absent means the object's own default (§14). 0 removes at once. */
  readonly gracePeriodSeconds?: number;
  readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
}

export interface Patch {
  readonly type: 'merge' | 'strategic' | 'json';
  /** JSON as it was sent, undefined for a text that is none; what is no patch of its type is refused. */
  readonly body: unknown;
}

/** autoscaling/v1 Scale: how many replicas are wanted, and how many there are. */
export interface Scale {
  readonly metadata: ObjectMeta;
  readonly replicas: number;
  readonly current: number;
}

export interface WatchEvent<K extends Kind> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: Obj<K>;
}

/**
 * One actor's connection to the API server. Calls act at once, in the present moment of virtual time.
 * Every refusal is an `ApiError` whose `.status` is a v1 Status.
 */
export interface Api {
  get<K extends Kind>(kind: K, ref: Ref): Obj<K>;
  list<K extends Kind>(
    kind: K,
    options?: ListOptions,
  ): { readonly items: readonly Obj<K>[]; readonly resourceVersion: string };
  /** The draft is JSON-like and untrusted: it is decoded, defaulted, admitted and validated. */
  create<K extends Kind>(kind: K, draft: Draft<K>, options?: WriteOptions): Obj<K>;
  /** An object without resourceVersion overwrites unconditionally; a stale one gives 409 Conflict. */
  update<K extends Kind>(kind: K, object: Obj<K>, options?: WriteOptions): Obj<K>;
  patch<K extends Kind>(kind: K, ref: Ref, patch: Patch, options?: WriteOptions): Obj<K>;
  delete(kind: Kind, ref: Ref, options?: DeleteOptions): void;
  /** 404 for kinds without a number of replicas. */
  getScale(kind: Kind, ref: Ref): Scale;
  setScale(kind: Kind, ref: Ref, replicas: number, options?: WriteOptions): Scale;
  /** A Pod's eviction subresource: a deletion that disruption budgets can refuse (429 TooManyRequests). */
  evict(ref: Ref, options?: DeleteOptions): void;
  /** Replays what came after `resourceVersion`, then follows; 410 Expired when that version is compacted. */
  watch<K extends Kind>(kind: K, resourceVersion: string, on: (event: WatchEvent<K>) => void): () => void;
}
