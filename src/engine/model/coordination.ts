/** coordination.k8s.io/v1: the leases by which kubelets say that they are alive. */
import type { ObjectMeta, Timestamp } from './meta.ts';

export interface Lease {
  readonly apiVersion: 'coordination.k8s.io/v1';
  readonly kind: 'Lease';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly holderIdentity?: string;
    readonly leaseDurationSeconds?: number;
    readonly acquireTime?: Timestamp;
    readonly renewTime?: Timestamp;
  };
}
