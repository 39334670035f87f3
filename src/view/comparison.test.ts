import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cluster, differences, KINDS, type Moment } from '../engine/index.ts';
import { deepEqual } from '../lib/deep-equal.ts';
import { toEnd } from '../lib/to-end.ts';
import { shortStory, storyCluster } from '../testing/random-story.ts';
import { logCollector, setImage, testCluster } from '../testing/test-cluster.ts';
import { TimeTraveller } from '../testing/time-traveller.ts';
import { type Comparison, compareMoments, type KindComparison } from './comparison.ts';

const DAEMONSET = { namespace: 'default', name: 'log-collector' };

function startedCluster(): Cluster {
  const cluster = testCluster({ nodes: 3 });
  cluster.api.create('DaemonSet', logCollector());
  cluster.runUntil(20_000);
  return cluster;
}

const here = ({ journal }: Cluster): Moment => ({ seq: journal.position });

function ofKind({ kinds }: Comparison, kind: string): KindComparison {
  const found = kinds.find((one) => one.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return found;
}

describe('two moments beside each other', () => {
  it('says which objects came, which went, and how many there are', () => {
    const cluster = startedCluster();
    const before = here(cluster);
    cluster.world.addNode({ name: 'node-4' });
    cluster.runUntil(40_000);
    const compared = toEnd(compareMoments(cluster, before, here(cluster)));
    expect(ofKind(compared, 'Node')).toMatchObject({
      before: 3,
      after: 4,
      added: { listed: ['node-4'], more: 0 },
      removed: { listed: [], more: 0 },
    });
    expect(ofKind(compared, 'Pod').added.listed).toHaveLength(1);
    expect(compared.pods.before).toMatchObject({ total: 3, ready: 3 });
    expect(compared.pods.after).toMatchObject({ total: 4, ready: 4 });
    const backwards = toEnd(compareMoments(cluster, here(cluster), before));
    expect(ofKind(backwards, 'Node')).toMatchObject({ before: 4, after: 3, removed: { listed: ['node-4'] } });
    expect(backwards.pods.after).toEqual(compared.pods.before);
  });

  it('tells the fields of what has changed, with both values', () => {
    const cluster = startedCluster();
    const before = here(cluster);
    setImage(cluster, 'fluentd:v2');
    const compared = toEnd(compareMoments(cluster, before, here(cluster)));
    expect(ofKind(compared, 'DaemonSet').changed.listed).toEqual([
      {
        key: 'default/log-collector',
        fields: [
          { path: 'metadata.generation', before: 1, after: 2 },
          { path: 'metadata.annotations["deprecated.daemonset.template.generation"]', before: '1', after: '2' },
          {
            path: 'spec.template.spec.containers[log-collector].image',
            before: 'fluentd:latest',
            after: 'fluentd:v2',
          },
        ],
        more: 0,
      },
    ]);
  });

  it('says of Events only how many there are', () => {
    const cluster = startedCluster();
    const compared = toEnd(compareMoments(cluster, { seq: cluster.journal.oldest }, here(cluster)));
    const events = ofKind(compared, 'Event');
    expect(events.after).toBe(cluster.state.all('Event').size);
    expect(events.added).toEqual({ listed: [], more: 0 });
  });

  it('a moment differs from itself in nothing', () => {
    const cluster = startedCluster();
    const compared = toEnd(compareMoments(cluster, here(cluster), here(cluster)));
    expect(compared.same).toBe(true);
    expect(compared.pods.before).toEqual(compared.pods.after);
  });

  it('an object made again under its old name is another one', () => {
    const cluster = startedCluster();
    const before = here(cluster);
    cluster.api.delete('DaemonSet', DAEMONSET);
    cluster.runUntil(60_000);
    cluster.api.create('DaemonSet', logCollector());
    const { added, removed, changed } = ofKind(toEnd(compareMoments(cluster, before, here(cluster))), 'DaemonSet');
    expect([added.listed, removed.listed, changed.listed]).toEqual([
      ['default/log-collector'],
      ['default/log-collector'],
      [],
    ]);
  });

  it('lists the first hundred of many and counts the rest', () => {
    const cluster = testCluster({ nodes: 2 });
    const before = here(cluster);
    for (let i = 1; i <= 130; i += 1) cluster.world.addNode({ name: `more-${i}` });
    cluster.runUntil(cluster.now + 5000);
    const { added } = ofKind(toEnd(compareMoments(cluster, before, here(cluster))), 'Node');
    expect(added.listed.slice(0, 3)).toEqual(['more-1', 'more-2', 'more-3']);
    expect([added.listed.length, added.more]).toEqual([100, 30]);
  });

  it('comes in parts, and is of the moment at which it was asked for, whatever happens meanwhile', () => {
    const cluster = testCluster({ nodes: 200 });
    const before = here(cluster);
    cluster.api.create('DaemonSet', logCollector());
    cluster.runUntil(cluster.now + 60_000);
    const expected = toEnd(compareMoments(cluster, before, here(cluster)));
    const work = compareMoments(cluster, before, here(cluster));
    let parts = 0;
    for (let next = work.next(); ; next = work.next()) {
      if (next.done) {
        expect(next.value).toEqual(expected);
        break;
      }
      parts += 1;
      if (parts > 1) continue;
      cluster.seek(before.seq);
      cluster.api.delete('Node', { name: 'node-1' });
    }
    expect(parts).toBeGreaterThan(0);
  });

  it('reaches the moments of branches', () => {
    const cluster = startedCluster();
    const { position } = cluster.journal;
    setImage(cluster, 'fluentd:v2');
    const old = here(cluster);
    cluster.seek(position);
    setImage(cluster, 'fluentd:v3');
    const compared = toEnd(compareMoments(cluster, { ...old, branch: 1 }, here(cluster)));
    expect(ofKind(compared, 'DaemonSet').changed.listed[0]?.fields).toEqual([
      { path: 'spec.template.spec.containers[log-collector].image', before: 'fluentd:v2', after: 'fluentd:v3' },
    ]);
    expect(() => compareMoments(cluster, { seq: 1, branch: 9 }, here(cluster))).toThrow(RangeError);
    expect(() => compareMoments(cluster, { seq: 9999 }, here(cluster))).toThrow(RangeError);
  });
});

/** All API objects that stood at a moment. */
function objectsAt(traveller: TimeTraveller, moment: Moment): ReadonlyMap<string, unknown> {
  const records = traveller.recordsAt(moment);
  return new Map(
    KINDS.flatMap((kind) => [...(records.get(kind) ?? [])].map(([key, row]) => [`${kind} ${key}`, row] as const)),
  );
}

/** Every moment that can be named, by line. */
function momentsOf({ journal }: Cluster): readonly Moment[] {
  const line = Array.from({ length: journal.head + 1 }, (_, seq) => ({ seq }));
  const onBranches = journal.branches.flatMap(({ id, after, steps }) =>
    Array.from({ length: steps.length + 1 }, (_, i) => ({ seq: after + i, branch: id })),
  );
  return [...line, ...onBranches];
}

describe('what differs between any two moments', () => {
  it('is what differs between what stands there', () => {
    const forks = fc.array(fc.tuple(fc.nat(), shortStory), { maxLength: 3 });
    fc.assert(
      fc.property(shortStory, forks, fc.nat(), fc.nat(), (story, past, a, b) => {
        const cluster = storyCluster();
        const traveller = new TimeTraveller(cluster);
        traveller.play(story);
        for (const [n, other] of past) {
          traveller.jump(n);
          traveller.play(other);
        }
        const moments = momentsOf(cluster);
        const [from, to] = [moments[a % moments.length] as Moment, moments[b % moments.length] as Moment];
        const found = new Map(
          toEnd(differences(cluster.journal, from, to)).map(({ table, key, prev, next }) => [
            `${table} ${key}`,
            [prev, next],
          ]),
        );
        const [before, after] = [objectsAt(traveller, from), objectsAt(traveller, to)];
        for (const name of new Set([...before.keys(), ...after.keys()])) {
          const [prev, next] = [before.get(name), after.get(name)];
          const expected = prev === next ? undefined : [prev, next];
          if (!deepEqual(found.get(name), expected)) expect([name, found.get(name)]).toEqual([name, expected]);
          found.delete(name);
        }
        expect([...found.keys()]).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
