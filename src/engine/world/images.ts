/** How images behave: the registry and the programs in it. Times in virtual milliseconds. */
import type { Records } from '../client/runtime-records.ts';
import type { ImageBehaviour } from '../store/records.ts';
import type { Millis } from '../time/millis.ts';

/** The row that holds what every image does unless it says otherwise. */
export const ANY_IMAGE = '*';
/** The mark that stands while the registry is out of service. */
export const REGISTRY_DOWN = 'registry-down';

const PLAIN: ImageBehaviour = { pull: 300, readyAfter: 300, terminate: 500 };

export function behaviourOf(records: Pick<Records, 'get'>, image: string): ImageBehaviour {
  return records.get('image', image) ?? records.get('image', ANY_IMAGE) ?? PLAIN;
}

/** Upper end of how much longer than the plain time a pull may take, as a share of it. */
export function jitteredPull(records: Pick<Records, 'get'>, pull: Millis, drawn: number): Millis {
  const { pullJitter = 0 } = records.get('image', ANY_IMAGE) ?? PLAIN;
  return Math.round(pull * (1 + pullJitter * drawn));
}

export function isRegistryDown(records: Pick<Records, 'get'>): boolean {
  return records.get('mark', REGISTRY_DOWN) !== undefined;
}
