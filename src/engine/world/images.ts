/** How images behave: the registry and the programs in it. Times in virtual milliseconds. */
import type { Records } from '../client/runtime-records.ts';
import type { ImageBehaviour } from '../store/records.ts';
import type { Millis } from '../time/millis.ts';

/** The row that holds what every image does unless it says otherwise. */
export const ANY_IMAGE = '*';
/** The mark that stands while the registry is out of service. */
export const REGISTRY_DOWN = 'registry-down';

const PLAIN: ImageBehaviour = { pull: 300, readyAfter: 300, terminate: 500 };

const MI = 1024 ** 2;

/** What well-known programs need, in bytes, by the last part of their repository's name. */
const MEMORY: ReadonlyMap<string, number> = new Map([['fluentd', 120 * MI]]);

export function behaviourOf(records: Pick<Records, 'get'>, image: string): ImageBehaviour {
  return records.get('image', image) ?? records.get('image', ANY_IMAGE) ?? PLAIN;
}

/** How soon a program that needs more than it may have is killed. */
const KILLED_AFTER: Millis = 1000;

/** The behaviour under a memory limit, in bytes: a program that needs more is killed for it each time. */
export function limitedBehaviour(behaviour: ImageBehaviour, image: string, limit: number): ImageBehaviour {
  const need = behaviour.memory ?? MEMORY.get(programOf(image)) ?? 0;
  return need > limit ? { ...behaviour, crashAfter: KILLED_AFTER, oom: true } : behaviour;
}

/** `fluentd` of `docker.io/fluent/fluentd:v1.18@sha256:…`. */
function programOf(image: string): string {
  const path = image.split('@')[0] ?? image;
  return (path.slice(path.lastIndexOf('/') + 1).split(':')[0] ?? '').toLowerCase();
}

/** Upper end of how much longer than the plain time a pull may take, as a share of it. */
export function jitteredPull(records: Pick<Records, 'get'>, pull: Millis, draw: () => number): Millis {
  const { pullJitter = 0 } = records.get('image', ANY_IMAGE) ?? PLAIN;
  return Math.round(pullJitter === 0 ? pull : pull * (1 + pullJitter * draw()));
}

export function isRegistryDown(records: Pick<Records, 'get'>): boolean {
  return records.get('mark', REGISTRY_DOWN) !== undefined;
}
