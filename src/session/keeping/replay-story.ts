/** Makes a session's history again from its inputs, in turns short enough for the page to stay alive. */
import { type Cluster, type Input, type Millis, ReplayMismatch } from '../../engine/index.ts';
import type { Place } from './kept-session.ts';

export interface Story {
  readonly inputs: readonly Input[];
  readonly place: Place;
}

export interface Replayed {
  /** How many inputs were carried out. */
  readonly inputs: number;
  /** Where it stopped because what came next did not fit; absent when all is there. */
  readonly stoppedAt?: Millis;
}

/**
 * Each input is carried out where it came: the line is run as far as it had been run then, so that a future which was
 * cut off is cut off again. Ends at the place where one was; after an input that does not fit, at the newest moment
 * that could be made. Yields after each Step.
 */
export function* replayStory(cluster: Cluster, { inputs, place }: Story): Generator<void, Replayed> {
  let carried = 0;
  try {
    for (const input of inputs) {
      yield* run(cluster, input.head);
      if (cluster.journal.position !== input.position) cluster.seek(input.position);
      cluster.replay(input);
      carried += 1;
      yield;
    }
    // Where one was before the last input says nothing about the line that it began.
    if (place.inputs === carried) {
      yield* run(cluster, place.head);
      goTo(cluster, place);
    }
    return { inputs: carried };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { journal } = cluster;
    if (journal.position < journal.head) cluster.seek(journal.head);
    return { inputs: carried, stoppedAt: cluster.now };
  }
}

/** How many Steps have to be made: about, since a return does not say how long its branch is. */
export function stepsIn({ inputs, place }: Story): number {
  let steps = 0;
  let head = 0;
  for (const input of inputs) {
    steps += Math.max(0, input.head - head) + 1;
    head = 'step' in input ? input.position + 1 : input.head;
  }
  return steps + Math.max(0, place.head - head);
}

/** Runs the line on until it has `head` Steps. */
function* run(cluster: Cluster, head: number): Generator<void, void> {
  const { journal } = cluster;
  if (journal.head < head && journal.position < journal.head) cluster.seek(journal.head);
  while (journal.head < head) {
    if (!cluster.step()) throw new ReplayMismatch('nothing more happens');
    yield;
  }
  if (journal.head !== head) throw new ReplayMismatch('more has happened');
}

function goTo(cluster: Cluster, { position, now }: Place): void {
  const { journal } = cluster;
  if (position < journal.oldest || position > journal.head) throw new ReplayMismatch('there is no such moment');
  if (journal.position !== position) cluster.seek(position);
  const next = journal.step(position + 1)?.at;
  if (now <= cluster.now) return;
  if (next === undefined) cluster.advanceTo(now);
  else if (now < next) cluster.seekTime(now);
}
