/** The revisions of a workload. Follows kubectl/pkg/polymorphichelpers/history.go. */
import {
  type Api,
  type ControllerRevision,
  controllerOf,
  type DaemonSet,
  type Deployment,
  type Kind,
  matchesSelector,
  type Obj,
  type PodTemplate,
  type ReplicaSet,
} from '../../engine/index.ts';
import { describeTemplate } from '../describe/pod-template.ts';
import { KubectlError } from '../kubectl-error.ts';
import { printTable } from '../printers/table.ts';
import { revisionText } from './revision-text.ts';

const CHANGE_CAUSE = 'kubernetes.io/change-cause';

export interface Revision {
  readonly number: number;
  readonly template: PodTemplate;
  readonly changeCause: string | undefined;
}

/** Oldest first. */
export function daemonSetRevisions(ds: DaemonSet, api: Api): readonly ControllerRevision[] {
  const { uid, namespace } = ds.metadata;
  return api
    .list('ControllerRevision', { namespace })
    .items.filter(
      ({ metadata }) => controllerOf(metadata)?.uid === uid && matchesSelector(ds.spec.selector, metadata.labels),
    )
    .sort((a, b) => a.revision - b.revision);
}

/** The template that a revision restores. */
export function templateOf({ data }: ControllerRevision): PodTemplate {
  const { spec } = data as { readonly spec: { readonly template: PodTemplate & { readonly $patch?: string } } };
  const { $patch: _, ...template } = spec.template;
  return template;
}

export interface ReplicaSetRevision {
  readonly number: number;
  readonly rs: ReplicaSet;
}

/** In the order of their creation. */
export function deploymentReplicaSets(d: Deployment, api: Api): readonly ReplicaSet[] {
  const { uid, namespace } = d.metadata;
  const born = ({ metadata }: ReplicaSet): string => `${metadata.creationTimestamp} ${metadata.name}`;
  return api
    .list('ReplicaSet', { namespace })
    .items.filter(
      ({ metadata }) => controllerOf(metadata)?.uid === uid && matchesSelector(d.spec.selector, metadata.labels),
    )
    .sort((a, b) => (born(a) < born(b) ? -1 : 1));
}

/** Lowest first; ReplicaSets whose revision cannot be read are left out. */
export function deploymentRevisions(d: Deployment, api: Api): readonly ReplicaSetRevision[] {
  return deploymentReplicaSets(d, api)
    .flatMap((rs) => {
      const revision = revisionText(rs.metadata);
      return 'error' in revision ? [] : [{ number: revision.value, rs }];
    })
    .sort((a, b) => a.number - b.number);
}

type Revisions = (object: Obj, api: Api) => readonly Revision[];

const REVISIONS: { readonly [K in Kind]?: Revisions } = {
  DaemonSet: (object, api) =>
    daemonSetRevisions(object as DaemonSet, api).map((one) => ({
      number: one.revision,
      template: templateOf(one),
      changeCause: one.metadata.annotations?.[CHANGE_CAUSE],
    })),
  Deployment: (object, api) =>
    deploymentRevisions(object as Deployment, api).map(({ number, rs: { metadata, spec } }) => {
      const changeCause = metadata.annotations?.[CHANGE_CAUSE];
      const own = spec.template.metadata?.annotations;
      const annotations = changeCause ? { ...own, [CHANGE_CAUSE]: changeCause } : own;
      const template = { ...spec.template, metadata: { ...spec.template.metadata, annotations } };
      return { number, template, changeCause: annotations?.[CHANGE_CAUSE] };
    }),
};

export function hasHistory(kind: Kind): boolean {
  return REVISIONS[kind] !== undefined;
}

/** The table of all revisions, or the template of one. `wanted` 0 is all. Throws KubectlError for one that is not there. */
export function historyText(object: Obj, wanted: number, api: Api): string {
  const byNumber = new Map((REVISIONS[object.kind]?.(object, api) ?? []).map((one) => [one.number, one]));
  if (byNumber.size === 0) return 'No rollout history found.';
  if (wanted > 0) {
    const found = byNumber.get(wanted);
    if (!found) throw new KubectlError('error: unable to find the specified revision\n');
    return describeTemplate(found.template);
  }
  const rows = [...byNumber.values()].map(({ number, changeCause }) => [String(number), changeCause || '<none>']);
  return printTable([['REVISION', 'CHANGE-CAUSE'], ...rows], 2);
}
