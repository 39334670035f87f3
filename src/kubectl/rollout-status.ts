/** One look of `kubectl rollout status` at a DaemonSet (§15.7). Follows kubectl/pkg/polymorphichelpers/rollout_status.go. */
import type { DaemonSet } from '../engine/index.ts';

export type RolloutLook = { readonly message: string; readonly done: boolean } | { readonly error: string };

export function rolloutLook({ metadata, spec, status }: DaemonSet): RolloutLook {
  if (spec.updateStrategy.type !== 'RollingUpdate') {
    return { error: 'rollout status is only available for RollingUpdate strategy type' };
  }
  if ((metadata.generation ?? 0) > (status.observedGeneration ?? 0)) {
    return { message: 'Waiting for daemon set spec update to be observed...\n', done: false };
  }
  const {
    desiredNumberScheduled: desired,
    updatedNumberScheduled: updated = 0,
    numberAvailable: available = 0,
  } = status;
  const rollout = `daemon set "${metadata.name}"`;
  if (updated < desired) {
    return {
      message: `Waiting for ${rollout} rollout to finish: ${updated} out of ${desired} new pods have been updated...\n`,
      done: false,
    };
  }
  if (available < desired) {
    return {
      message: `Waiting for ${rollout} rollout to finish: ${available} of ${desired} updated pods are available...\n`,
      done: false,
    };
  }
  return { message: `${rollout} successfully rolled out\n`, done: true };
}
