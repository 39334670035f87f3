/**
 * The Leases of kube-node-lease, made when they are read: a healthy kubelet's renewals cost nothing.
 * Follows component-helpers/apimachinery/lease.
 */
import type { Lease } from '../model/coordination.ts';
import type { Reader } from '../store/plane.ts';
import { uuid } from '../time/draw.ts';
import { type Millis, timestamp } from '../time/millis.ts';
import { lastHeartbeat } from './node-object.ts';

export const NODE_LEASES = 'kube-node-lease';
const DURATION_SECONDS = 40;

/** Undefined for a node without a machine of that name. */
export function nodeLease(name: string, read: Reader, now: Millis): Lease | undefined {
  const machine = read.get('machine', name);
  const node = read.get('Node', name);
  if (!machine || !node) return undefined;
  const { metadata } = node;
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: {
      name,
      namespace: NODE_LEASES,
      uid: uuid('lease', metadata.uid),
      resourceVersion: metadata.resourceVersion,
      creationTimestamp: metadata.creationTimestamp,
      ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name, uid: metadata.uid }],
    },
    spec: {
      holderIdentity: name,
      leaseDurationSeconds: DURATION_SECONDS,
      renewTime: timestamp(lastHeartbeat(machine, now)),
    },
  };
}

export function nodeLeases(read: Reader, now: Millis): readonly Lease[] {
  return [...read.all('machine').keys()].flatMap((name) => nodeLease(name, read, now) ?? []);
}
