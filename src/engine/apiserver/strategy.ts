/** What the API server makes of one kind's objects, before and after storage. Follows k8s.io/apiserver/pkg/registry/rest. */
import type { Draft, Kind, Obj } from '../model/kinds.ts';
import type { StatusCause } from './status.ts';

export interface ResourceInfo {
  readonly kind: Kind;
  /** '' for the core group. */
  readonly group: string;
  readonly version: string;
  readonly apiVersion: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly namespaced: boolean;
}

/** What a decoder says of unknown and duplicate fields. */
export type FieldValidation = 'Ignore' | 'Strict';

/**
 * Every function is pure and keeps unchanged parts shared (`===`); with nothing to change it returns its argument.
 * Only `decode` throws (ApiError 400); problems of validation are returned, in Kubernetes' order.
 */
export interface KindStrategy<K extends Kind> {
  readonly resource: ResourceInfo;
  /**
   * JSON to an object; type errors are refused with Go's text, with 'Strict' unknown fields too. Quantities become
   * canonical. What `json` shares with `stored` is taken as it is.
   */
  decode(json: unknown, mode: FieldValidation, stored?: Obj<K>): Draft<K>;
  applyDefaults(draft: Draft<K>): Draft<K>;
  /** Empties the status and sets what the server owns: generation 1, the template generation. */
  prepareForCreate(draft: Draft<K>): Draft<K>;
  /** Keeps the old status and counts generations (§7.2). */
  prepareForUpdate(next: Obj<K>, old: Obj<K>): Obj<K>;
  /** Whether prepareForStatusUpdate looks at nothing but the status. */
  readonly keepsAllButStatus: boolean;
  /** Keeps everything but the status. */
  prepareForStatusUpdate(next: Obj<K>, old: Obj<K>): Obj<K>;
  /** Expects a draft whose name has been generated and whose namespace is set. */
  validateCreate(draft: Draft<K>): StatusCause[];
  /** Includes what may not change. */
  validateUpdate(next: Obj<K>, old: Obj<K>): StatusCause[];
  /** Texts that kubectl prints after `Warning: `. */
  warnings(draft: Draft<K>): string[];
  /** The same, for an object that is changed. */
  updateWarnings(next: Obj<K>, old: Obj<K>): string[];
}
