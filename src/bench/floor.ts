/** What the engine's work is compared with: the least that keeping versions of Pods can cost in this language. */
import { type Cluster, isKind, type Pod, type Step } from '../engine/index.ts';
import { seconds } from './fleet.ts';

/** What else than API objects has versions worth a copy: the world's records. The runtime's bookkeeping does not count. */
const WORLD: ReadonlySet<string> = new Set(['machine', 'image', 'podRun']);

/** How many versions of objects, and of what the kubelets know of them, the Steps after `since` wrote. */
export function writtenVersions({ journal }: Cluster, since: number): number {
  let versions = 0;
  for (let seq = since + 1; seq <= journal.head; seq += 1) versions += writtenBy(journal.step(seq));
  return versions;
}

function writtenBy(step: Step | undefined): number {
  let versions = 0;
  for (const { table, next } of step?.changes ?? []) {
    if (next !== undefined && (isKind(table) || WORLD.has(table))) versions += 1;
  }
  return versions;
}

/** Shallow copies of the fleet's Pods, in turn, put into a Map and an array: the seconds for so many of them. */
export function floorSeconds(versions: number, pods: ReadonlyMap<string, Pod>): number {
  const rows = [...pods];
  return seconds(() => {
    const map = new Map<string, Pod>();
    const kept: Pod[] = [];
    for (let i = 0; i < versions; i += 1) {
      const [key, pod] = rows[i % rows.length] as readonly [string, Pod];
      const copy = { ...pod };
      map.set(key, copy);
      kept.push(copy);
    }
    if (map.size !== rows.length || kept.length !== versions) throw new Error('the copies were not kept');
  });
}
