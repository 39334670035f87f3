/** Time travel on random walks: what is seen at a moment, and all that comes after it, is the same each time. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Story, shortStory, storyCluster, storyWithoutSurge, storyWithSurge } from '../testing/random-story.ts';
import { logCollector, setImage, testCluster } from '../testing/test-cluster.ts';
import { firstDifference, TimeTraveller } from '../testing/time-traveller.ts';
import type { Cluster, ClusterOptions } from './cluster.ts';
import { LONG_JUMP } from './store/journal.ts';
import type { Step } from './store/records.ts';

/** How many walks; WALKS asks for more. The seed is told at the start of the run. */
const WALKS = Number(process.env.WALKS ?? 1000);

/** One thing that a traveller does; the number says where. */
type Travel = (traveller: TimeTraveller) => void;

const travel: fc.Arbitrary<Travel> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.nat().map(
      (n): Travel =>
        (traveller) =>
          traveller.jump(n),
    ),
  },
  fc.nat().map(
    (n): Travel =>
      (traveller) =>
        traveller.jumpInTime(n),
  ),
  {
    weight: 3,
    arbitrary: fc.tuple(fc.nat(), shortStory).map(
      ([n, story]): Travel =>
        (traveller) => {
          traveller.jump(n);
          traveller.play(story);
        },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.nat().map(
      (n): Travel =>
        (traveller) =>
          traveller.returnTo(n),
    ),
  },
  fc.nat().map(
    (n): Travel =>
      (traveller) =>
        traveller.relive(n),
  ),
);
const travels = fc.array(travel, { minLength: 1, maxLength: 6 });

/** Plays a story, travels about in it, and lives all that came after some moment once more. */
function expectSameWith(options: ClusterOptions, story: Story, onTheWay: readonly Travel[], last: number): void {
  const cluster = storyCluster(options);
  const traveller = new TimeTraveller(cluster);
  traveller.play(story);
  for (const one of onTheWay) one(traveller);
  traveller.relive(last);
}

function expectSameAfterTravels(story: Story, onTheWay: readonly Travel[], last: number): void {
  expectSameWith({}, story, onTheWay, last);
}

describe('time travel on random walks', () => {
  const numRuns = Math.ceil(WALKS / 2);

  it('each moment is what it was, each branch as it was left, and the same future follows, change for change', () => {
    fc.assert(fc.property(storyWithSurge, travels, fc.nat(), expectSameAfterTravels), { numRuns });
  });

  it('so it is without surge, where a rollout remembers the order of its nodes', () => {
    fc.assert(fc.property(storyWithoutSurge, travels, fc.nat(), expectSameAfterTravels), { numRuns });
  });
});

describe('time travel with little memory', () => {
  it('what is kept is right, up to the oldest moment: forgotten Steps and branches are missed by none', () => {
    // Caches that trail by much need much of what is before a moment.
    const options = fc.record({
      journalBytes: fc.integer({ min: 100_000, max: 300_000 }),
      watchLatency: fc.constantFrom(10, 100, 700),
    });
    const fromOldest = fc.oneof(fc.constant(0), fc.nat());
    fc.assert(fc.property(options, storyWithSurge, travels, fromOldest, expectSameWith), {
      numRuns: Math.ceil(WALKS / 5),
    });
  });

  it('the oldest part of a long story goes; from the oldest moment that is left the same future follows', () => {
    const cluster = storyCluster({ journalBytes: 150_000 });
    const traveller = new TimeTraveller(cluster);
    for (let i = 1; i <= 12; i += 1) {
      traveller.play([[(one) => setImage(one, `fluentd:v${i}`), 30_000]]);
      expect(cluster.journal.bytes).toBeLessThan(200_000);
    }
    const { oldest } = cluster.journal;
    expect(oldest).toBeGreaterThan(cluster.journal.head / 2);
    expect(cluster.journal.step(oldest)).toBeUndefined();
    expect(() => cluster.seek(oldest - 1)).toThrow(RangeError);
    cluster.seekTime(0);
    expect(cluster.journal.position).toBe(oldest);
    expect(cluster.now).toBe(cluster.journal.at(oldest));
    traveller.relive(0);
    expect(cluster.journal.oldest).toBeGreaterThanOrEqual(oldest);
  });
});

describe('time travel over long distances', () => {
  it('indices and caches are right after a jump that passes them by, and the same future follows', () => {
    const cluster = testCluster({ nodes: 150 });
    const updateStrategy = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '50%' } };
    cluster.api.create('DaemonSet', logCollector({ updateStrategy }));
    cluster.runUntil(20_000);
    const begun = cluster.journal.position;
    setImage(cluster, 'fluentd:v2');
    cluster.runUntil(60_000);
    const recorded = stepsOf(cluster);
    const bound = indexOf(cluster);
    expect(recorded.length).toBeGreaterThan(LONG_JUMP + 200);
    cluster.seek(100);
    expect(cluster.state.indexValues('Pod', 'node')).toEqual([]);
    cluster.seek(recorded.length);
    expect(indexOf(cluster)).toEqual(bound);
    cluster.seek(50);
    cluster.seek(begun);
    cluster.runUntil(20_000);
    setImage(cluster, 'fluentd:v2');
    cluster.runUntil(60_000);
    expect(firstDifference(recorded, stepsOf(cluster))).toBeUndefined();
    expect(indexOf(cluster)).toEqual(bound);
  });
});

function stepsOf({ journal }: Cluster): readonly Step[] {
  return Array.from({ length: journal.head }, (_, i) => journal.step(i + 1) as Step);
}

/** Which Pods each node has, in their order. */
function indexOf({ state }: Cluster): unknown {
  const nodes = [...state.indexValues('Pod', 'node')].sort();
  return nodes.map((node) => [node, [...state.byIndex('Pod', 'node', node).keys()]]);
}
