/** Time travel on random walks: what is seen at a moment, and all that comes after it, is the same each time. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deepEqual } from '../lib/deep-equal.ts';
import {
  playOn,
  playStory,
  type Story,
  storyWithoutSurge,
  storyWithSurge,
  type Told,
} from '../testing/random-story.ts';
import { logCollector, setImage, testCluster } from '../testing/test-cluster.ts';
import type { Cluster } from './cluster.ts';
import { LONG_JUMP } from './store/journal.ts';
import type { Change, Step, TableName } from './store/records.ts';

/** How many walks; WALKS asks for more. The seed is told at the start of the run. */
const WALKS = Number(process.env.WALKS ?? 1000);

type State = ReadonlyMap<string, unknown>;

/** What stands in the store after Step `seq`, by the Steps' own changes alone. */
function stateAt(steps: readonly Step[], seq: number): State {
  const state = new Map<string, unknown>();
  for (const { changes } of steps.slice(0, seq)) {
    for (const { table, key, next } of changes) {
      if (next === undefined) state.delete(`${table} ${key}`);
      else state.set(`${table} ${key}`, next);
    }
  }
  return state;
}

function stepsOf({ journal }: Cluster): readonly Step[] {
  return Array.from({ length: journal.head }, (_, i) => journal.step(i + 1) as Step);
}

function expectState(cluster: Cluster, state: State, tables: ReadonlySet<TableName>): void {
  let rows = 0;
  for (const table of tables) {
    for (const [key, record] of cluster.state.all(table)) {
      rows += 1;
      const recorded = state.get(`${table} ${key}`);
      if (!deepEqual(record, recorded)) expect({ table, key, record }).toEqual({ table, key, record: recorded });
    }
  }
  expect(rows).toBe(state.size);
}

/** The first thing that differs; undefined when the two histories are one. */
function firstDifference(recorded: readonly Step[], found: readonly Step[]): string | undefined {
  for (let i = 0; i < Math.max(recorded.length, found.length); i += 1) {
    const [a, b] = [recorded[i], found[i]];
    if (deepEqual(a, b)) continue;
    const at = a?.changes.findIndex((change, n) => !deepEqual(change, b?.changes[n])) ?? 0;
    return `Step ${i + 1} (${a?.cause.actor}, ${b?.cause.actor}): ${shown(a?.changes[at])} has become ${shown(b?.changes[at])}`;
  }
  return undefined;
}

function shown(change: Change | undefined): string {
  return change ? `${change.table} ${change.key} ${JSON.stringify(change.next)}` : 'nothing';
}

/** Jumps about, then goes on from a moment as the story goes on, and compares all that comes with what was recorded. */
function expectSameAfterJumps(story: Story, jumps: readonly number[], resumeAt: readonly number[]): void {
  const told: Told[] = [];
  const cluster = playStory(story, undefined, (one) => told.push(one));
  const recorded = stepsOf(cluster);
  const tables = new Set(recorded.flatMap(({ changes }) => changes.map(({ table }) => table)));
  const { now } = cluster;
  const begun = told[0]?.position ?? recorded.length;
  const seek = (seq: number): void => {
    cluster.seek(seq);
    expectState(cluster, stateAt(recorded, seq), tables);
  };
  for (const resume of resumeAt) {
    for (const jump of jumps) seek(jump % (recorded.length + 1));
    seek(begun + (resume % (recorded.length - begun + 1)));
    playOn(cluster, story, told, now);
    expect(firstDifference(recorded, stepsOf(cluster))).toBeUndefined();
  }
}

describe('time travel on random walks', () => {
  const jumps = fc.array(fc.nat(), { minLength: 1, maxLength: 2 });
  const resumes = fc.array(fc.nat(), { minLength: 1, maxLength: 2 });

  it('a moment that is jumped to is what it was, and the same future follows it, change for change', () => {
    fc.assert(fc.property(storyWithSurge, jumps, resumes, expectSameAfterJumps), { numRuns: Math.ceil(WALKS * 0.5) });
  });

  it('so it is without surge, where a rollout remembers the order of its nodes', () => {
    fc.assert(fc.property(storyWithoutSurge, jumps, resumes, expectSameAfterJumps), {
      numRuns: Math.ceil(WALKS * 0.5),
    });
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

/** Which Pods each node has, in their order. */
function indexOf({ state }: Cluster): unknown {
  const nodes = [...state.indexValues('Pod', 'node')].sort();
  return nodes.map((node) => [node, [...state.byIndex('Pod', 'node', node).keys()]]);
}
