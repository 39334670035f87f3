/** The tables of `kubectl get`, kind by kind (§15). Follows pkg/printers/internalversion/printers.go. */
import { controllerOf, type Kind, type Obj } from '../../engine/index.ts';
import { age, type Column, name } from './column.ts';
import { eventCount, eventSource, firstSeen, lastSeen } from './event-times.ts';
import { nodeRoles } from './node-roles.ts';
import { gatesText, podStatusText, readyText, restartsText } from './pod-status.ts';
import { policyColumns } from './policy-columns.ts';
import { rbacColumns } from './rbac-columns.ts';
import { serviceColumns } from './service-columns.ts';
import { containerColumns, workloadColumns } from './workload-columns.ts';

const NONE = '<none>';

function pairs(map: Readonly<Record<string, string>> | undefined): string {
  const entries = Object.entries(map ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? NONE : entries.map(([key, value]) => `${key}=${value}`).join(',');
}

const daemonSet: readonly Column<'DaemonSet'>[] = [
  name,
  { name: 'DESIRED', cell: ({ status }) => String(status.desiredNumberScheduled) },
  { name: 'CURRENT', cell: ({ status }) => String(status.currentNumberScheduled) },
  { name: 'READY', cell: ({ status }) => String(status.numberReady) },
  { name: 'UP-TO-DATE', cell: ({ status }) => String(status.updatedNumberScheduled ?? 0) },
  { name: 'AVAILABLE', cell: ({ status }) => String(status.numberAvailable ?? 0) },
  { name: 'NODE SELECTOR', cell: ({ spec }) => pairs(spec.template.spec.nodeSelector) },
  age,
  ...containerColumns,
];

const pod: readonly Column<'Pod'>[] = [
  name,
  { name: 'READY', cell: readyText },
  { name: 'STATUS', cell: podStatusText },
  { name: 'RESTARTS', cell: restartsText },
  age,
  { name: 'IP', wide: true, cell: ({ status }) => status.podIPs?.[0]?.ip || NONE },
  { name: 'NODE', wide: true, cell: ({ spec }) => spec.nodeName || NONE },
  { name: 'NOMINATED NODE', wide: true, cell: ({ status }) => status.nominatedNodeName || NONE },
  { name: 'READINESS GATES', wide: true, cell: gatesText },
];

const UNKNOWN = '<unknown>';

function kernel({ status }: Obj<'Node'>): string {
  const { kernelVersion, architecture } = status.nodeInfo ?? {};
  if (!kernelVersion) return UNKNOWN;
  return architecture ? `${kernelVersion} (${architecture})` : kernelVersion;
}

function nodeStatus({ spec, status }: Obj<'Node'>): string {
  const ready = status.conditions?.find(({ type }) => type === 'Ready');
  const word = ready ? (ready.status === 'True' ? 'Ready' : 'NotReady') : 'Unknown';
  return spec.unschedulable ? `${word},SchedulingDisabled` : word;
}

function address({ status }: Obj<'Node'>, type: string): string {
  return status.addresses?.find((one) => one.type === type)?.address || NONE;
}

const node: readonly Column<'Node'>[] = [
  name,
  { name: 'STATUS', cell: nodeStatus },
  { name: 'ROLES', cell: nodeRoles },
  age,
  { name: 'VERSION', cell: ({ status }) => status.nodeInfo?.kubeletVersion ?? '' },
  { name: 'INTERNAL-IP', wide: true, cell: (object) => address(object, 'InternalIP') },
  { name: 'EXTERNAL-IP', wide: true, cell: (object) => address(object, 'ExternalIP') },
  { name: 'OS-IMAGE', wide: true, cell: ({ status }) => status.nodeInfo?.osImage || UNKNOWN },
  { name: 'KERNEL-VERSION', wide: true, cell: kernel },
  {
    name: 'CONTAINER-RUNTIME',
    wide: true,
    cell: ({ status }) => status.nodeInfo?.containerRuntimeVersion || UNKNOWN,
  },
];

const event: readonly Column<'Event'>[] = [
  { name: 'LAST SEEN', cell: lastSeen },
  { name: 'TYPE', cell: ({ type }) => type },
  { name: 'REASON', cell: ({ reason }) => reason },
  {
    name: 'OBJECT',
    cell({ involvedObject }) {
      const kind = (involvedObject.kind ?? '').toLowerCase();
      return involvedObject.name ? `${kind}/${involvedObject.name}` : kind;
    },
  },
  { name: 'SUBOBJECT', wide: true, cell: ({ involvedObject }) => involvedObject.fieldPath ?? '' },
  { name: 'SOURCE', wide: true, cell: eventSource },
  { name: 'MESSAGE', cell: ({ message }) => message.trim() },
  { name: 'FIRST SEEN', wide: true, cell: firstSeen },
  { name: 'COUNT', wide: true, cell: (object) => String(eventCount(object)) },
  { name: 'NAME', wide: true, cell: ({ metadata }) => metadata.name },
];

const controllerRevision: readonly Column<'ControllerRevision'>[] = [
  name,
  {
    name: 'CONTROLLER',
    cell({ metadata }) {
      const owner = controllerOf(metadata);
      if (!owner) return NONE;
      const group = owner.apiVersion.includes('/') ? `.${owner.apiVersion.split('/')[0]}` : '';
      return `${owner.kind.toLowerCase()}${group}/${owner.name}`;
    },
  },
  { name: 'REVISION', cell: ({ revision }) => String(revision) },
  age,
];

const namespace: readonly Column<'Namespace'>[] = [
  name,
  { name: 'STATUS', cell: ({ status }) => status.phase ?? '' },
  age,
];

export const columns: { readonly [K in Kind]: readonly Column<K>[] } = {
  DaemonSet: daemonSet,
  Pod: pod,
  Node: node,
  Event: event,
  ControllerRevision: controllerRevision,
  Namespace: namespace,
  Lease: [name, { name: 'HOLDER', cell: ({ spec }) => spec.holderIdentity ?? '' }, age],
  ...policyColumns,
  ...serviceColumns,
  ...rbacColumns,
  ...workloadColumns,
};
