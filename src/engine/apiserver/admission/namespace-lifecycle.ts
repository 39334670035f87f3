/** Nothing new in a namespace that is missing or going. Follows apiserver/pkg/admission/plugin/namespace/lifecycle. */
import { forbidden, namespaceTerminating, notFound } from '../errors.ts';
import { strategies } from '../strategies.ts';
import { type AdmissionPlugin, admittedName } from './plugin.ts';

const IMMORTAL = new Set(['default', 'kube-system', 'kube-public']);

export const namespaceLifecycle: AdmissionPlugin = {
  name: 'NamespaceLifecycle',
  admitAnyCreate(kind, { metadata }, { read }) {
    const { resource } = strategies[kind];
    const { namespace } = metadata;
    if (!resource.namespaced || namespace === undefined) return;
    const found = read.get('Namespace', namespace);
    if (!found) throw notFound(strategies.Namespace.resource, namespace);
    if (found.metadata.deletionTimestamp) throw namespaceTerminating(resource, admittedName(metadata), namespace);
  },
  admitDelete(kind, name) {
    if (kind !== 'Namespace' || !IMMORTAL.has(name)) return;
    throw forbidden(strategies.Namespace.resource, name, 'this namespace may not be deleted');
  },
};
