/** kubectl rollout undo, by kind. Follows kubectl/pkg/polymorphichelpers/rollback.go. */
import {
  type Api,
  ApiError,
  type DaemonSet,
  type Deployment,
  type Kind,
  type Obj,
  type Patch,
  type PodTemplate,
} from '../../engine/index.ts';
import { deepEqual } from '../../lib/deep-equal.ts';
import { describeTemplate } from '../describe/pod-template.ts';
import type { DryRun } from '../dry-run.ts';
import { KubectlError } from '../kubectl-error.ts';
import { LAST_APPLIED } from '../last-applied.ts';
import { daemonSetRevisions, deploymentRevisions, templateOf } from './history.ts';
import { REVISION } from './revision-text.ts';

/** What is done to an object, as the words behind its name. `to` 0 is the revision before the present one. */
export type Undo = (object: Obj, to: number, dryRun: DryRun, api: Api) => string;

const UNDO: { readonly [K in Kind]?: Undo } = {
  DaemonSet: (object, to, dryRun, api) => undoDaemonSet(object as DaemonSet, to, dryRun, api),
  Deployment: (object, to, dryRun, api) => undoDeployment(object as Deployment, to, dryRun, api),
};

export function undoFor(kind: Kind): Undo | undefined {
  return UNDO[kind];
}

const DONE = 'rolled back';
const fail = (text: string): KubectlError => new KubectlError(`error: ${text}\n`);
const notFound = (revision: number): KubectlError => fail(`unable to find specified revision ${revision} in history`);
const skipped = (to: number): string => `skipped rollback (current template already matches revision ${to})`;

function undoDaemonSet(ds: DaemonSet, to: number, dryRun: DryRun, api: Api): string {
  if (to < 0) throw notFound(to);
  const revisions = daemonSetRevisions(ds, api);
  if (to === 0 && revisions.length <= 1) throw fail('no last revision to roll back to');
  const target = to === 0 ? revisions.at(-2) : revisions.find(({ revision }) => revision === to);
  if (!target) throw notFound(to);
  const template = templateOf(target);
  if (dryRun === 'client') return `will roll back to ${describeTemplate(template)}`;
  if (deepEqual(template, ds.spec.template)) return skipped(to);
  restore(ds, { type: 'strategic', body: target.data }, to, dryRun, api);
  return DONE;
}

/** Annotations that a Deployment keeps when those of a former ReplicaSet come back. */
const KEPT: readonly string[] = [
  LAST_APPLIED,
  REVISION,
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
];

function undoDeployment(d: Deployment, to: number, dryRun: DryRun, api: Api): string {
  if (to < 0) throw notFound(to);
  const revisions = deploymentRevisions(d, api);
  const target = to === 0 ? revisions.at(-2) : revisions.find(({ number }) => number === to);
  if (!target) throw to > 0 ? notFound(to) : fail(`no rollout history found for deployment "${d.metadata.name}"`);
  const { metadata, spec } = target.rs;
  if (dryRun === 'client') return describeTemplate(spec.template);
  if (d.spec.paused) {
    throw fail("you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again");
  }
  const template = withoutHash(spec.template);
  if (deepEqual(template, withoutHash(d.spec.template))) return skipped(to);
  const own = Object.entries(d.metadata.annotations ?? {}).filter(([key]) => KEPT.includes(key));
  const former = Object.entries(metadata.annotations ?? {}).filter(([key]) => !KEPT.includes(key));
  const body = [
    { op: 'replace', path: '/spec/template', value: template },
    { op: 'replace', path: '/metadata/annotations', value: Object.fromEntries([...own, ...former]) },
  ];
  restore(d, { type: 'json', body }, to, dryRun, api);
  return DONE;
}

/** As a Deployment has it: only its ReplicaSets' templates carry the hash. */
export function withoutHash(template: PodTemplate): PodTemplate {
  const { 'pod-template-hash': _, ...labels } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels } };
}

function restore(object: Obj, patch: Patch, to: number, dryRun: DryRun, api: Api): void {
  try {
    api.patch(object.kind, object.metadata, patch, { dryRun: dryRun === 'server' });
  } catch (error) {
    if (error instanceof ApiError) throw fail(`failed restoring revision ${to}: ${error.message}`);
    throw error;
  }
}
