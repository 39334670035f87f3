/** Metadata shared by all API objects, as in k8s.io/apimachinery/pkg/apis/meta/v1. Every object is deeply immutable. */

export type Labels = Readonly<Record<string, string>>;

/** An RFC 3339 time in UTC with seconds only, such as `2026-07-01T12:00:00Z`: the API's own precision. */
export type Timestamp = string;

export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
  readonly blockOwnerDeletion?: boolean;
}

export interface ObjectMeta {
  readonly name: string;
  readonly generateName?: string;
  /** Absent on cluster-scoped kinds. */
  readonly namespace?: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly generation?: number;
  readonly creationTimestamp: Timestamp;
  readonly deletionTimestamp?: Timestamp;
  readonly deletionGracePeriodSeconds?: number;
  readonly labels?: Labels;
  readonly annotations?: Labels;
  readonly ownerReferences?: readonly OwnerReference[];
  readonly finalizers?: readonly string[];
}

/** Metadata of an object that the API server has not stored yet: it fills in the rest. */
export type DraftMeta = Partial<ObjectMeta>;

export interface LabelSelectorRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

export interface LabelSelector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly LabelSelectorRequirement[];
}

export interface Condition {
  readonly type: string;
  /** `True`, `False` or `Unknown`. */
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime?: Timestamp;
  /** Deployments only. */
  readonly lastUpdateTime?: Timestamp;
  readonly lastHeartbeatTime?: Timestamp;
  readonly lastProbeTime?: null;
  readonly observedGeneration?: number;
}

export type IntOrString = number | string;
/** A resource quantity as written: `100m`, `200Mi`, or a plain number. */
export type QuantityText = string | number;
export type ResourceList = Readonly<Record<string, QuantityText>>;
