/** Which records can be found by what, beside their key. */
import { controllerOf } from '../model/controller-ref.ts';
import type { Event, Pod } from '../model/core.ts';
import { KINDS } from '../model/kinds.ts';
import type { ObjectMeta } from '../model/meta.ts';
import { targetNodeName } from '../model/target-node.ts';
import type { AnyRecord, TableName } from './records.ts';

/**
 * `node`: Pods by spec.nodeName. `target`: unbound Pods by the node they are pinned to, '' for those pinned nowhere.
 * `nominated`: unbound Pods by the node that preemption makes room on for them.
 * `affine`: bound Pods with affinity or anti-affinity to Pods, all under one value.
 * `owner`: objects of every kind by the UIDs of all their owners.
 * `controller`: by the UID of the controller owner, or `orphanOf(namespace)` without one.
 * `involved`: Events by the UID of the object they are about.
 */
export type IndexName = 'node' | 'target' | 'nominated' | 'affine' | 'owner' | 'controller' | 'involved';

/** The one value of `affine`. */
export const AFFINE = 'affine';

export const orphanOf = (namespace: string | undefined): string => `orphan/${namespace ?? ''}`;

/** The value or values under which a record is found. */
export type IndexValues = string | readonly string[] | undefined;

type Indexer = readonly [IndexName, (record: AnyRecord) => IndexValues];

const byController: Indexer = [
  'controller',
  (record) => {
    const { metadata } = record as { metadata: ObjectMeta };
    return controllerOf(metadata)?.uid ?? orphanOf(metadata.namespace);
  },
];

const byOwner: Indexer = [
  'owner',
  (record) => {
    const { ownerReferences } = (record as { metadata: ObjectMeta }).metadata;
    if (!ownerReferences) return undefined;
    return ownerReferences.length === 1 ? ownerReferences[0]?.uid : ownerReferences.map(({ uid }) => uid);
  },
];

const nominatedNode = ({ spec, status }: Pod): string | undefined =>
  spec.nodeName ? undefined : status.nominatedNodeName || undefined;

function isAffine({ spec }: Pod): boolean {
  return Boolean(spec.nodeName && (spec.affinity?.podAffinity || spec.affinity?.podAntiAffinity));
}

const INDEXERS: { readonly [T in TableName]?: readonly Indexer[] } = {
  Pod: [
    ['node', (record) => (record as Pod).spec.nodeName || undefined],
    ['target', (record) => ((record as Pod).spec.nodeName ? undefined : (targetNodeName(record as Pod) ?? ''))],
    ['nominated', (record) => nominatedNode(record as Pod)],
    ['affine', (record) => (isAffine(record as Pod) ? AFFINE : undefined)],
    byController,
  ],
  ControllerRevision: [byController],
  ReplicaSet: [byController],
  Event: [['involved', (record) => (record as Event).involvedObject.uid]],
};

const TABLES: ReadonlyMap<TableName, readonly Indexer[]> = new Map(
  KINDS.map((kind): [TableName, readonly Indexer[]] => [kind, [...(INDEXERS[kind] ?? []), byOwner]]),
);

export function indexers(table: TableName): readonly Indexer[] {
  return TABLES.get(table) ?? [];
}

/**
 * Whether no index can tell two versions of a record apart, seen at a glance: all that the indices above read is the
 * same object in both. False may be too careful.
 */
export function keepsIndexValues(table: TableName, prev: AnyRecord, next: AnyRecord): boolean {
  if (
    (prev as { metadata: ObjectMeta }).metadata.ownerReferences !==
    (next as { metadata: ObjectMeta }).metadata.ownerReferences
  )
    return false;
  if (table === 'Event') return (prev as Event).involvedObject === (next as Event).involvedObject;
  if (table !== 'Pod') return true;
  const [a, b] = [prev as Pod, next as Pod];
  return a.spec === b.spec && a.status.nominatedNodeName === b.status.nominatedNodeName;
}
