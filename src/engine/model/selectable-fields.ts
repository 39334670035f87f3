/**
 * The fields of an object that a field selector can ask for, each as a text.
 * Follows ToSelectableFields and its like in pkg/registry/core and the generic registry.
 */
import type { Event, Namespace, Node, Pod } from './core.ts';
import type { Kind, KindMap } from './kinds.ts';
import type { ObjectMeta } from './meta.ts';

export type SelectableFields = Readonly<Record<string, string>>;

const named = ({ name, namespace }: ObjectMeta): SelectableFields => ({
  'metadata.name': name,
  ...(namespace === undefined ? {} : { 'metadata.namespace': namespace }),
});

function podFields({ metadata, spec, status }: Pod): SelectableFields {
  return {
    ...named(metadata),
    'spec.nodeName': spec.nodeName ?? '',
    'spec.restartPolicy': spec.restartPolicy ?? '',
    'spec.schedulerName': spec.schedulerName ?? '',
    'spec.serviceAccountName': typeof spec.serviceAccountName === 'string' ? spec.serviceAccountName : '',
    'spec.hostNetwork': String(spec.hostNetwork ?? false),
    'status.phase': status.phase ?? '',
    'status.podIP': status.podIP ?? '',
    'status.podIPs': (status.podIPs ?? []).map(({ ip }) => ip).join(','),
    'status.nominatedNodeName': status.nominatedNodeName ?? '',
  };
}

function nodeFields({ metadata, spec }: Node): SelectableFields {
  return { ...named(metadata), 'spec.unschedulable': String(spec.unschedulable ?? false) };
}

function namespaceFields({ metadata, status }: Namespace): SelectableFields {
  return { ...named(metadata), 'status.phase': status.phase ?? '' };
}

function eventFields({ metadata, involvedObject, reason, reportingComponent, source, type }: Event): SelectableFields {
  return {
    ...named(metadata),
    'involvedObject.kind': involvedObject.kind,
    'involvedObject.namespace': involvedObject.namespace ?? '',
    'involvedObject.name': involvedObject.name,
    'involvedObject.uid': involvedObject.uid ?? '',
    'involvedObject.apiVersion': involvedObject.apiVersion ?? '',
    'involvedObject.resourceVersion': '',
    'involvedObject.fieldPath': involvedObject.fieldPath ?? '',
    reason,
    reportingComponent: reportingComponent ?? '',
    source: source.component || (reportingComponent ?? ''),
    type,
  };
}

const FIELDS: { readonly [K in Kind]?: (object: KindMap[K]) => SelectableFields } = {
  Pod: podFields,
  Node: nodeFields,
  Namespace: namespaceFields,
  Event: eventFields,
  ReplicaSet: ({ metadata, status }) => ({ ...named(metadata), 'status.replicas': String(status.replicas) }),
  Secret: ({ metadata, type }) => ({ ...named(metadata), type: type ?? '' }),
  Service: ({ metadata, spec }) => ({
    ...named(metadata),
    'spec.clusterIP': spec.clusterIP ?? '',
    'spec.type': spec.type ?? '',
  }),
};

/** For fieldSelectorMatches. Holds what convertFieldSelector lets pass for the kind. */
export function selectableFields<K extends Kind>(kind: K, object: KindMap[K]): SelectableFields {
  return FIELDS[kind]?.(object) ?? named(object.metadata);
}
