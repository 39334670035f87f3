/**
 * kubectl rollout pause, resume and restart: the change of an object, or why there is none.
 * Follows objectpauser.go, objectresumer.go and objectrestarter.go in kubectl/pkg/polymorphichelpers.
 */
import { type DaemonSet, type Deployment, type Millis, type Obj, timestamp } from '../../engine/index.ts';

/** `refusal` is put behind the object's name, `failure` stands alone. */
export type Change = { readonly body: object } | { readonly refusal: string } | { readonly failure: string };

export interface Changer {
  /** `deployment.apps/web paused` */
  readonly past: string;
  change(object: Obj, now: Millis): Change;
}

export const pause: Changer = {
  past: 'paused',
  change(object) {
    if (object.kind !== 'Deployment') return { refusal: 'pausing is not supported' };
    return object.spec.paused ? { refusal: 'is already paused' } : { body: { spec: { paused: true } } };
  },
};

export const resume: Changer = {
  past: 'resumed',
  change(object) {
    if (object.kind !== 'Deployment') return { refusal: 'resuming is not supported' };
    return object.spec.paused ? { body: { spec: { paused: null } } } : { refusal: 'is not paused' };
  },
};

const RESTARTED = 'kubectl.kubernetes.io/restartedAt';

export const restart: Changer = {
  past: 'restarted',
  change(object, now) {
    if (object.kind !== 'DaemonSet' && object.kind !== 'Deployment') return { refusal: 'restarting is not supported' };
    if (object.kind === 'Deployment' && object.spec.paused) {
      return { refusal: "can't restart paused deployment (run rollout resume first)" };
    }
    const at = timestamp(now);
    if (restartedAt(object) === at) {
      return {
        failure: `failed to create patch for ${object.metadata.name}: if restart has already been triggered within the past second, please wait before attempting to trigger another`,
      };
    }
    return { body: { spec: { template: { metadata: { annotations: { [RESTARTED]: at } } } } } };
  },
};

function restartedAt({ spec }: DaemonSet | Deployment): string | undefined {
  return spec.template.metadata?.annotations?.[RESTARTED];
}
