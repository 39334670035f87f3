/**
 * What a simulated program writes: that it starts, that it is still at work, and how it ends. It follows from the run
 * alone, so that a log says the same whenever it is read.
 */
import { type Millis, millisOf } from '../../engine/index.ts';
import type { ContainerRun } from './container-run.ts';

export interface LogLine {
  readonly at: Millis;
  readonly text: string;
}

const EVERY: Millis = 10_000;
/** As kubelets turn logs over, only so many of the last lines are kept. */
const KEPT = 10_000;

/** The lines up to now, of those the last `tail`. */
export function linesUpTo(run: ContainerRun, now: Millis, tail = KEPT): readonly LogLine[] {
  const start = millisOf(run.startedAt);
  const end = run.end && millisOf(run.end.at);
  const reached = Math.min(now, end ?? now);
  const last = lastLine(run);
  const closes = last !== undefined && end !== undefined && end <= now;
  // Beats fall between the first line and the last.
  const beats = Math.max(0, Math.ceil((reached - start + (closes ? 0 : 1)) / EVERY) - 1);
  const count = reached < start ? 0 : 1 + beats + (closes ? 1 : 0);
  const from = Math.max(0, count - Math.min(tail, KEPT));
  return Array.from({ length: count - from }, (_, i) => {
    const index = from + i;
    if (index === 0) return { at: start, text: `info: ${run.image} starts` };
    if (index <= beats) return { at: start + index * EVERY, text: `info: at work for ${(index * EVERY) / 1000}s` };
    return { at: end ?? start, text: last ?? '' };
  });
}

/** Who is killed for memory has no last word. */
function lastLine({ end }: ContainerRun): string | undefined {
  if (!end || end.reason === 'OOMKilled') return undefined;
  return end.exitCode === 0 ? 'info: done' : `error: fails with exit code ${end.exitCode}`;
}
