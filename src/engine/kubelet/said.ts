/** What the life of a container is computed from and into. */
import type { Container } from '../model/core.ts';
import type { ObjectMeta } from '../model/meta.ts';
import type { ContainerRun, ImageBehaviour } from '../store/records.ts';
import type { Millis } from '../time/millis.ts';

/** How long an error itself shows before the waiting reason replaces it. */
export const ERROR_SHOWS: Millis = 1000;

export interface Said {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

export interface Advance {
  readonly run: ContainerRun;
  readonly events: readonly Said[];
}

export interface StageRules {
  readonly behaviour: ImageBehaviour;
  /** The container as the Pod has it now. */
  readonly spec: Container | undefined;
  /** The Pod's. */
  readonly restartPolicy: string | undefined;
  /** The Pod's time to end, in milliseconds. */
  readonly grace: Millis;
  /** This Pod's own pull time, in milliseconds. */
  readonly pull: Millis;
  /** Whether the machine has the image. */
  readonly present: boolean;
  /** Why no image can be pulled at all. */
  readonly registryError: string | undefined;
  readonly now: Millis;
  readonly pod: Pick<ObjectMeta, 'name' | 'namespace' | 'uid'>;
}

export const normal = (reason: string, message: string): Said => ({ type: 'Normal', reason, message });
export const warning = (reason: string, message: string): Said => ({ type: 'Warning', reason, message });
