/** What the engine's work is compared with: the least that keeping versions of Pods can cost in this language. */
import type { Cluster, Pod, Step } from '../engine/index.ts';
import { seconds } from './fleet.ts';

/** How many versions of Pods the Steps after `since` wrote. */
export function podVersions({ journal }: Cluster, since: number): number {
  let versions = 0;
  for (let seq = since + 1; seq <= journal.head; seq += 1) versions += writtenBy(journal.step(seq));
  return versions;
}

function writtenBy(step: Step | undefined): number {
  return step?.changes.filter(({ table, next }) => table === 'Pod' && next !== undefined).length ?? 0;
}

/** Shallow copies of a Pod, put into a Map and an array: the seconds for so many of them, on so many keys. */
export function floorSeconds(versions: number, pods: number, pod: Pod): number {
  const keys = Array.from({ length: pods }, (_, i) => `default/log-collector-${i}`);
  return seconds(() => {
    const map = new Map<string, Pod>();
    const kept: Pod[] = [];
    for (let i = 0; i < versions; i += 1) {
      const copy = { ...pod };
      map.set(keys[i % pods] ?? '', copy);
      kept.push(copy);
    }
    if (map.size !== pods || kept.length !== versions) throw new Error('the copies were not kept');
  });
}
