/** One look of `kubectl rollout status` (§15.7). Follows kubectl/pkg/polymorphichelpers/rollout_status.go. */
import { type DaemonSet, type Deployment, type Kind, type Obj, quoted } from '../../engine/index.ts';
import { revisionText } from './revision-text.ts';

/** `done` also where an error ends the wait. */
export interface RolloutLook {
  readonly message: string;
  readonly done: boolean;
  readonly error?: string;
}

const wait = (message: string): RolloutLook => ({ message: `Waiting for ${message}...\n`, done: false });
const failed = (error: string, done = false): RolloutLook => ({ message: '', done, error });

function daemonSetLook({ metadata, spec, status }: DaemonSet): RolloutLook {
  // Objects that no API server has filled in have none.
  if (spec.updateStrategy?.type !== 'RollingUpdate') {
    return failed('rollout status is only available for RollingUpdate strategy type', true);
  }
  if ((metadata.generation ?? 0) > (status.observedGeneration ?? 0)) {
    return wait('daemon set spec update to be observed');
  }
  const { desiredNumberScheduled: desired } = status;
  const { updatedNumberScheduled: updated = 0, numberAvailable: available = 0 } = status;
  const rollout = `daemon set ${quoted(metadata.name)}`;
  if (updated < desired) {
    return wait(`${rollout} rollout to finish: ${updated} out of ${desired} new pods have been updated`);
  }
  if (available < desired) {
    return wait(`${rollout} rollout to finish: ${available} of ${desired} updated pods are available`);
  }
  return { message: `${rollout} successfully rolled out\n`, done: true };
}

/** `revision` 0 is any. */
function deploymentLook({ metadata, spec, status }: Deployment, revision: number): RolloutLook {
  const rollout = `deployment ${quoted(metadata.name)}`;
  if (revision > 0) {
    const running = revisionText(metadata);
    if ('error' in running) return failed(`cannot get the revision of ${rollout}: ${running.error}`);
    if (running.value !== revision) {
      return failed(`desired revision (${revision}) is different from the running revision (${running.value})`);
    }
  }
  if ((metadata.generation ?? 0) > (status.observedGeneration ?? 0)) {
    return wait('deployment spec update to be observed');
  }
  const progress = status.conditions?.find(({ type }) => type === 'Progressing');
  if (progress?.reason === 'ProgressDeadlineExceeded') return failed(`${rollout} exceeded its progress deadline`);
  const { replicas = 0, updatedReplicas: updated = 0, availableReplicas: available = 0 } = status;
  if (spec.replicas !== undefined && updated < spec.replicas) {
    return wait(`${rollout} rollout to finish: ${updated} out of ${spec.replicas} new replicas have been updated`);
  }
  if (replicas > updated) {
    return wait(`${rollout} rollout to finish: ${replicas - updated} old replicas are pending termination`);
  }
  if (available < updated) {
    return wait(`${rollout} rollout to finish: ${available} of ${updated} updated replicas are available`);
  }
  return { message: `${rollout} successfully rolled out\n`, done: true };
}

type Look = (object: Obj, revision: number) => RolloutLook;

const LOOKS: { readonly [K in Kind]?: Look } = {
  DaemonSet: (object) => daemonSetLook(object as DaemonSet),
  Deployment: (object, revision) => deploymentLook(object as Deployment, revision),
};

/** Undefined for kinds that do not roll out. */
export function lookFor(kind: Kind): Look | undefined {
  return LOOKS[kind];
}
