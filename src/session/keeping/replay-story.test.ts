/** A session's history made again from its inputs is the same, change for change, and so is what comes after it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cluster, Input, Step, WrittenInput } from '../../engine/index.ts';
import { deepEqual } from '../../lib/deep-equal.ts';
import { attempt, type Story, storyWithSurge } from '../../testing/random-story.ts';
import { logCollector, setImage, testCluster } from '../../testing/test-cluster.ts';
import { inTurns } from './in-turns.ts';
import type { Place } from './kept-session.ts';
import { replayStory, stepsIn } from './replay-story.ts';

/** How many stories; WALKS asks for more. */
const STORIES = Number(process.env.WALKS ?? 1000) / 10;

const start = (): Cluster => testCluster({ nodes: 4 });

function placeOf(cluster: Cluster, inputs: readonly Input[]): Place {
  const { position, head } = cluster.journal;
  return { inputs: inputs.length, position, head, now: cluster.now, newest: cluster.journal.step(head)?.at ?? 0 };
}

function stepsOf({ journal }: Cluster): readonly (Step | undefined)[] {
  return Array.from({ length: journal.head - journal.oldest }, (_, i) => journal.step(journal.oldest + i + 1));
}

/** The line, and each branch with where it hangs. */
function historyOf(cluster: Cluster): readonly (readonly (Step | undefined)[])[] {
  return [stepsOf(cluster), ...cluster.journal.branches.map(({ steps }) => steps)];
}

function expectSame(found: Cluster, wanted: Cluster): void {
  const places = ({ journal }: Cluster): unknown => journal.branches.map(({ steps: _, ...place }) => place);
  expect(places(found)).toEqual(places(wanted));
  const lines = historyOf(wanted);
  for (const [i, steps] of historyOf(found).entries()) {
    const line = lines[i] ?? [];
    const n = line.findIndex((step, at) => !deepEqual(step, steps[at]));
    if (n >= 0) expect(steps[n]).toEqual(line[n]);
    expect(steps.length).toBe(line.length);
  }
}

/**
 * Some of the story's actions are given in the past: at which of the recorded moments, where a number says so; a
 * negative one returns to one of the branches first.
 */
function play(story: Story, jumps: readonly (number | undefined)[]) {
  const cluster = start();
  const inputs: Input[] = [];
  cluster.watchInputs((input) => inputs.push(structuredClone(input)));
  const begun = cluster.journal.head;
  const jump = (to: number | undefined): void => {
    const { branches } = cluster.journal;
    const branch = to !== undefined && to < 0 ? branches[-to % Math.max(1, branches.length)] : undefined;
    if (branch) cluster.returnTo(branch.id);
    else if (to !== undefined) cluster.seek(begun + (Math.abs(to) % (cluster.journal.head - begun + 1)));
  };
  cluster.world.setImage('fluentd:crash', { crashAfter: 1000 });
  cluster.api.create('DaemonSet', logCollector());
  for (const [i, [act, milliseconds]] of story.entries()) {
    jump(jumps[i]);
    attempt(act, cluster);
    if (cluster.journal.position === cluster.journal.head) cluster.runUntil(cluster.now + milliseconds);
  }
  jump(jumps.at(-1));
  return { cluster, story: { inputs, place: placeOf(cluster, inputs) } };
}

function carriedOut(story: Parameters<typeof replayStory>[1], cluster = start()) {
  const replaying = replayStory(cluster, story);
  for (;;) {
    const { done, value } = replaying.next();
    if (done) return { cluster, replayed: value };
  }
}

describe('a story replayed from its inputs', () => {
  it('is the same one, stands at the same moment, and goes on in the same way', () => {
    const jumps = fc.array(fc.option(fc.integer(), { nil: undefined, freq: 2 }), { minLength: 1, maxLength: 10 });
    const property = fc.property(storyWithSurge, jumps, (actions, to) => {
      const { cluster, story } = play(actions, to);
      const { cluster: twin, replayed } = carriedOut(story);
      expect(replayed).toEqual({ inputs: story.inputs.length });
      expect([twin.journal.position, twin.now]).toEqual([cluster.journal.position, cluster.now]);
      expectSame(twin, cluster);
      for (const one of [cluster, twin]) {
        one.seek(one.journal.head);
        one.runUntil(one.now + 20_000);
      }
      expectSame(twin, cluster);
    });
    fc.assert(property, { numRuns: STORIES });
  });

  it('keeps the time that has passed since the last Step', () => {
    const { cluster, story } = play([], [undefined]);
    cluster.runUntil(60_000);
    const place = placeOf(cluster, story.inputs);
    expect(carriedOut({ ...story, place }).cluster.now).toBe(60_000);
    cluster.seekTime(20_500);
    const earlier = placeOf(cluster, story.inputs);
    const { cluster: twin } = carriedOut({ ...story, place: earlier });
    expect([twin.now, twin.journal.position, twin.journal.head]).toEqual([20_500, earlier.position, earlier.head]);
  });

  it('stops at the newest moment it could make when what comes next does not fit', () => {
    const { cluster, story } = play([], [undefined]);
    cluster.runUntil(20_000);
    setImage(cluster, 'fluentd:v2');
    cluster.runUntil(30_000);
    const [first, second, third] = story.inputs as [Input, Input, WrittenInput];
    const before = { ...third.before, order: 1 };
    const { cluster: twin, replayed } = carriedOut({ ...story, inputs: [first, second, { ...third, before }] });
    expect(replayed.inputs).toBe(2);
    expect(replayed.stoppedAt).toBe(twin.now);
    expect([twin.journal.position, twin.journal.head]).toEqual([third.head, third.head]);
    expect(twin.state.all('DaemonSet').size).toBe(1);
  });

  it('stops rather than throws at rows that make no sense', () => {
    const { story } = play([], [undefined]);
    const place = { ...story.place, head: 1_000_000 };
    expect(carriedOut({ ...story, place }).replayed.stoppedAt).toBeDefined();
    expect(carriedOut({ ...story, place: { ...story.place, position: -1 } }).replayed.stoppedAt).toBeDefined();
  });

  it('stands at its newest input when it is not known where one was after it', () => {
    const { cluster, story } = play([], [undefined]);
    const { head } = cluster.journal;
    cluster.runUntil(20_000);
    const place = { ...placeOf(cluster, story.inputs), inputs: 0 };
    const { cluster: twin, replayed } = carriedOut({ ...story, place });
    expect(replayed).toEqual({ inputs: 2 });
    expect(twin.journal.head).toBe(head);
  });

  it('lets the page have its turn, says how far it is, and can be given up', async () => {
    const { cluster, story } = play([], [undefined]);
    cluster.runUntil(20_000);
    const place = placeOf(cluster, story.inputs);
    let wall = 0;
    const told: number[] = [];
    const giveUp = new AbortController();
    const turns = {
      now: () => {
        wall += 1;
        return wall;
      },
      pause: () => Promise.resolve(),
    };
    const way = { signal: giveUp.signal, tell: (parts: number) => told.push(parts) };
    const whole = { ...story, place };
    const twin = start();
    expect(await inTurns(replayStory(twin, whole), turns, way)).toEqual({ inputs: 2 });
    expectSame(twin, cluster);
    expect(told.length).toBeGreaterThan(3);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBeLessThanOrEqual(stepsIn(whole));
    giveUp.abort();
    const other = start();
    expect(await inTurns(replayStory(other, whole), turns, way)).toBeUndefined();
    expect(other.journal.head).toBeLessThan(cluster.journal.head);
  });
});
