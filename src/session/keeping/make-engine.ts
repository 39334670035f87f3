/** Makes a session's engine: its cluster at moment 0, and what had happened there when it was kept. */
import type { Millis, NodeSpec } from '../../engine/index.ts';
import type { KeptCommands } from '../command-runs.ts';
import type { EngineClient } from '../engine-client.ts';
import type { Frames } from '../frames.ts';
import { resumeInPageEngine } from '../in-page-engine.ts';
import { makeScene } from '../scene-cluster.ts';
import { inTurns, type Turns } from './in-turns.ts';
import { type Replayed, replayStory, type Story, stepsIn } from './replay-story.ts';

export interface Making {
  readonly seed: string;
  readonly nodes: readonly NodeSpec[];
  /** What a session before has left; absent for a new one. */
  readonly kept?: KeptStory;
}

export interface KeptStory extends Story {
  readonly commands: KeptCommands;
  /** Some of it is missing at its end, so that commands may be left whose doing is not there. */
  readonly damaged: boolean;
}

export interface Way {
  readonly signal: AbortSignal;
  /** Told how far it has come: the moment, and the share of the work, 0 to 1. */
  tell(at: Millis, share: number): void;
}

/** How much of the story is there, and where its line ends. */
export interface Standing extends Replayed {
  readonly now: Millis;
  readonly head: number;
}

/** Where an engine is: `page-instead` when it should have been in a worker, and none could be had. */
export type EngineHome = 'page' | 'worker' | 'page-instead';

export interface Made {
  readonly client: EngineClient;
  readonly standing: Standing;
  readonly home: EngineHome;
}

/** Undefined once `signal` is aborted. */
export type EngineMaker = (making: Making, way: Way) => Promise<Made | undefined>;

/** Makes it here, in turns; its clock stands. */
export const madeHere =
  (frames: Frames, turns: Turns): EngineMaker =>
  async ({ seed, nodes, kept }, { signal, tell }) => {
    const cluster = await inTurns(makeScene(seed, nodes), turns, { signal });
    if (!cluster) return undefined;
    const standing = (replayed: Replayed): Standing => ({
      ...replayed,
      now: cluster.now,
      head: cluster.journal.head,
    });
    if (!kept)
      return { client: resumeInPageEngine({ cluster }, frames), standing: standing({ inputs: 0 }), home: 'page' };
    const steps = Math.max(1, stepsIn(kept));
    const told = (parts: number): void => tell(cluster.now, Math.min(1, parts / steps));
    const replayed = await inTurns(replayStory(cluster, kept), turns, { signal, tell: told });
    if (!replayed) return undefined;
    const stands = standing(replayed);
    const whole = !kept.damaged && replayed.stoppedAt === undefined;
    const commands = whole ? kept.commands : asFarAs(kept.commands, stands);
    return { client: resumeInPageEngine({ cluster, commands }, frames), standing: stands, home: 'page' };
  };

/** Commands that came later than what could be made are of a future that is not there. */
export function asFarAs({ history, transcript }: KeptCommands, { head }: Standing): KeptCommands {
  return { history: history.map((one) => (one.position > head ? { ...one, undone: true } : one)), transcript };
}
