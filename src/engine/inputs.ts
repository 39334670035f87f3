/**
 * What drives a cluster from outside. All else follows from seed, options and these, so a session is kept as its inputs.
 */
import type { Cause, Counters, Step } from './store/records.ts';

/** A Step as it was written, whatever its number will be. */
export type WrittenStep = Omit<Step, 'seq'>;

/** A user's or the world's writes. */
export interface WrittenInput {
  /** The Step that it follows. Below the head it began another future. */
  readonly position: number;
  /** How far the line had been run when it came. */
  readonly head: number;
  /** The counters that it found: when these agree, as many things were written before it. */
  readonly before: Counters;
  readonly step: WrittenStep;
}

/** Another line became the present one (Journal.returnTo). */
export interface ReturnInput {
  readonly position: number;
  readonly head: number;
  /** The branch's id. */
  readonly returnTo: number;
}

/** Plain data: a structured clone keeps it. */
export type Input = WrittenInput | ReturnInput;

export type InputListener = (input: Input) => void;

/** Whether a Step with this cause came from outside. */
export function isOutside({ actor }: Cause): boolean {
  return actor === 'kubectl' || actor === 'world';
}

/** An input does not fit where it is to be replayed: the story before it was another one. */
export class ReplayMismatch extends Error {}
