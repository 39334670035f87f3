/** Random stories: whatever people do, the rules hold at every moment and the numbers are right at rest. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deepEqual } from '../lib/deep-equal.ts';
import { CacheTwin } from '../testing/cache-twin.ts';
import { playStory, STORY_DAEMONSET, type Story, storyWithoutSurge, storyWithSurge } from '../testing/random-story.ts';
import type { Cluster } from './cluster.ts';
import type { NodeSlot } from './controllers/daemonset/node-slot.ts';
import { placementFor } from './controllers/daemonset/placement.ts';
import { targetNodeName } from './controllers/daemonset/pod-template.ts';
import { countStatus, sameCounts } from './controllers/daemonset/status.ts';
import type { DaemonSet } from './model/apps.ts';
import type { Pod } from './model/core.ts';
import { unavailableCount } from './model/int-or-percent.ts';
import { isPodAvailable } from './model/pods.ts';
import { indexers } from './store/indices.ts';
import type { Reader } from './store/plane.ts';
import type { Step } from './store/records.ts';

/** All properties together walk at least 2,000 times; WALKS asks for more. */
const WALKS = Number(process.env.WALKS ?? 2000);
const runs = (share: number) => ({ numRuns: Math.ceil(WALKS * share) });

const isLive = ({ metadata }: Pod): boolean => !metadata.deletionTimestamp;

function ownPods(ds: DaemonSet, read: Reader): readonly Pod[] {
  return [...read.byIndex('Pod', 'controller', ds.metadata.uid).values()];
}

function liveOnOneNode(cluster: Cluster): number {
  const perNode = new Map<string, number>();
  for (const pod of cluster.state.all('Pod').values()) {
    const node = targetNodeName(pod) ?? pod.spec.nodeName;
    if (isLive(pod) && node) perNode.set(node, (perNode.get(node) ?? 0) + 1);
  }
  return Math.max(0, ...perNode.values());
}

/** A node as a rollout sees it: whether it has an available Pod, and the Pods there that are not going. */
function rolloutView(ds: DaemonSet, read: Reader, now: number) {
  const { minReadySeconds = 0 } = ds.spec;
  const placementOn = placementFor(ds);
  const live = ownPods(ds, read).filter(isLive);
  const available = (pod: Pod): boolean => isPodAvailable(pod, minReadySeconds, now);
  const nodes = [...read.all('Node').values()].map((node) => {
    const pods = live.filter((pod) => targetNodeName(pod) === node.metadata.name);
    return { name: node.metadata.name, placement: placementOn(node), pods };
  });
  return { nodes, available };
}

/** The Pods that a Step asked to end. */
function endedBy(step: Step): readonly Pod[] {
  return step.changes.flatMap(({ table, prev, next }) => {
    if (table !== 'Pod' || !prev) return [];
    const after = next as Pod | undefined;
    return isLive(prev as Pod) && (!after || !isLive(after)) ? [prev as Pod] : [];
  });
}

/**
 * §5.3: of the nodes that run one old Pod, the controller takes healthy ones only as far as the budget goes that the
 * unavailable nodes leave. Unhealthy old Pods do not count: they are replaced whatever the budget.
 */
function overspent(step: Step, cluster: Cluster, cache: Reader): number {
  const ds = cache.get('DaemonSet', 'default/log-collector');
  if (!ds || step.cause.actor !== 'daemonset-controller') return 0;
  const ended = new Set(endedBy(step).map(({ metadata }) => metadata.name));
  if (ended.size === 0) return 0;
  const { nodes, available } = rolloutView(ds, cache, cluster.now);
  const counted = nodes.filter(({ placement, pods }) => placement.shouldRun || pods.length > 0);
  const unavailable = counted.filter(({ pods }) => !pods.some(available)).length;
  const desired = nodes.filter(({ placement }) => placement.shouldRun).length;
  // What must not run is manage's to remove, and so are duplicates.
  const taken = counted.filter(
    ({ placement, pods }) =>
      placement.shouldContinueRunning &&
      pods.length === 1 &&
      pods.some((pod) => ended.has(pod.metadata.name) && available(pod)),
  ).length;
  const budget = unavailableCount(ds.spec.updateStrategy, desired);
  return Math.max(0, taken - Math.max(0, budget - unavailable));
}

/** §5.4: with surge a healthy old Pod goes only when another Pod of its node is available. */
function uncovered(step: Step, cluster: Cluster, cache: Reader): number {
  const ds = cache.get('DaemonSet', 'default/log-collector');
  const surge = ds?.spec.updateStrategy.rollingUpdate?.maxSurge ?? 0;
  if (!ds || surge === 0 || step.cause.actor !== 'daemonset-controller') return 0;
  const ended = new Set(endedBy(step).map(({ metadata }) => metadata.name));
  const { nodes, available } = rolloutView(ds, cache, cluster.now);
  return nodes.filter(
    ({ placement, pods }) =>
      placement.shouldRun &&
      pods.some((pod) => ended.has(pod.metadata.name) && available(pod)) &&
      !pods.some((pod) => !ended.has(pod.metadata.name) && available(pod)),
  ).length;
}

/** The status as it ought to be, counted from what stands in the store. */
function recount(cluster: Cluster) {
  const ds = cluster.api.get('DaemonSet', STORY_DAEMONSET);
  const revisions = [...cluster.state.byIndex('ControllerRevision', 'controller', ds.metadata.uid).values()];
  const newest = revisions.sort((a, b) => b.revision - a.revision)[0];
  const pods = ownPods(ds, cluster.state);
  const placementOn = placementFor(ds);
  const slots: NodeSlot[] = [...cluster.state.all('Node').values()].map((one) => ({
    node: one.metadata.name,
    placement: placementOn(one),
    pods: pods.filter((pod) => targetNodeName(pod) === one.metadata.name),
  }));
  const hash = newest?.metadata.labels?.['controller-revision-hash'] ?? '';
  const { minReadySeconds = 0 } = ds.spec;
  return countStatus(
    slots,
    { hash, isAvailable: (pod) => isPodAvailable(pod, minReadySeconds, cluster.now) },
    ds.status,
  );
}

function expectIndicesRebuilt(cluster: Cluster): void {
  for (const table of ['Pod', 'ControllerRevision', 'Event'] as const) {
    for (const [name, valuesOf] of indexers(table)) {
      const rebuilt = new Map<string, string[]>();
      for (const [key, record] of cluster.state.all(table)) {
        for (const value of [valuesOf(record) ?? []].flat()) {
          rebuilt.set(value, [...(rebuilt.get(value) ?? []), key]);
        }
      }
      const kept = cluster.state.indexValues(table, name);
      expect([...kept].sort()).toEqual([...rebuilt.keys()].sort());
      for (const value of kept) {
        expect([...cluster.state.byIndex(table, name, value).keys()].sort()).toEqual((rebuilt.get(value) ?? []).sort());
      }
    }
  }
}

/** Runtime records that speak of the DaemonSet or of Pods that are gone. */
function leftBehind(cluster: Cluster, uid: string): readonly string[] {
  const { state } = cluster;
  const left: string[] = [];
  for (const pod of state.all('Pod').values()) left.push(`Pod ${pod.metadata.name}`);
  for (const revision of state.all('ControllerRevision').values()) left.push(`revision ${revision.metadata.name}`);
  for (const table of ['expectations', 'failures', 'backoff', 'slots', 'podRun', 'unschedulable'] as const) {
    for (const key of state.all(table).keys()) {
      if (!key.startsWith('bucket|') && (key.includes(uid) || key.includes('log-collector')))
        left.push(`${table} ${key}`);
    }
  }
  for (const mark of state.all('mark').keys()) if (mark.includes('log-collector')) left.push(`mark ${mark}`);
  for (const item of state.all('queue').values())
    if (item.key.includes('log-collector')) left.push(`queue ${item.key}`);
  return left;
}

/** Plays a story and adds up, over its Steps, what `check` finds wrong. */
function sumOver(story: Story, check: (step: Step, cluster: Cluster, cache: Reader) => number): number {
  const twin = new CacheTwin();
  let sum = 0;
  playStory(story, (cluster) => {
    const cache = twin.follow(cluster);
    const step = cluster.journal.step(cluster.journal.position);
    if (step) sum += check(step, cluster, cache);
  });
  return sum;
}

describe('random walks', () => {
  it('§4 without surge there are never two live Pods of a DaemonSet on a node', () => {
    const most = (story: Story): number => {
      let found = 0;
      playStory(story, (cluster) => {
        found = Math.max(found, liveOnOneNode(cluster));
      });
      return found;
    };
    fc.assert(
      fc.property(storyWithoutSurge, (story) => {
        expect(most(story)).toBeLessThanOrEqual(1);
      }),
      runs(0.2),
    );
  });

  it('§5.3 a rollout never takes more healthy Pods than its budget allows', () => {
    fc.assert(
      fc.property(storyWithoutSurge, (story) => {
        expect(sumOver(story, overspent)).toBe(0);
      }),
      runs(0.2),
    );
  });

  it('§5.4 with surge a healthy Pod goes only when its successor is available', () => {
    fc.assert(
      fc.property(storyWithSurge, (story) => {
        expect(sumOver(story, uncovered)).toBe(0);
      }),
      runs(0.15),
    );
  });

  it('every index equals its rebuild, and seeking back and forth changes nothing', () => {
    fc.assert(
      fc.property(storyWithSurge, fc.nat(), (story, jump) => {
        const cluster = playStory(story);
        const { oldest, head } = cluster.journal;
        const end = [...cluster.state.all('Pod')];
        cluster.seek(oldest + (jump % (head - oldest + 1)));
        expectIndicesRebuilt(cluster);
        cluster.seek(head);
        expect(deepEqual([...cluster.state.all('Pod')].sort(), end.sort())).toBe(true);
      }),
      runs(0.15),
    );
  });

  it('§8 at rest, after the DaemonSet was touched, its status equals a recount', () => {
    fc.assert(
      fc.property(storyWithSurge, (story) => {
        const cluster = playStory(story);
        cluster.runUntil(cluster.now + 200_000);
        // A node's later taint alone does not wake the controller (§2.2): an annotation does.
        const body = { metadata: { annotations: { seen: '1' } } };
        cluster.api.patch('DaemonSet', STORY_DAEMONSET, { type: 'merge', body });
        cluster.runUntil(cluster.now + 400);
        const { status } = cluster.api.get('DaemonSet', STORY_DAEMONSET);
        expect(sameCounts(status, recount(cluster))).toBe(true);
      }),
      runs(0.15),
    );
  });

  it('§13 nothing leaks: once the DaemonSet is deleted and its nodes are well, no Pod and no record of it is left', () => {
    fc.assert(
      fc.property(storyWithSurge, fc.constantFrom('Background', 'Foreground'), (story, propagationPolicy) => {
        const cluster = playStory(story);
        const { uid } = cluster.api.get('DaemonSet', STORY_DAEMONSET).metadata;
        for (const name of [...cluster.state.all('machine').keys()]) cluster.world.startKubelet(name);
        cluster.api.delete('DaemonSet', STORY_DAEMONSET, { propagationPolicy });
        cluster.runUntil(cluster.now + 400_000);
        expect(leftBehind(cluster, uid)).toEqual([]);
      }),
      runs(0.1),
    );
  });

  it('the same story gives the same journal', () => {
    const textOf = (cluster: Cluster): string =>
      Array.from({ length: cluster.journal.head }, (_, i) => JSON.stringify(cluster.journal.step(i + 1))).join('\n');
    fc.assert(
      fc.property(storyWithSurge, (story) => {
        expect(textOf(playStory(story))).toBe(textOf(playStory(story)));
      }),
      runs(0.05),
    );
  });
});
