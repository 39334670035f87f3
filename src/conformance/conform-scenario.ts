/**
 * A recording is one of the stories that could have happened: where upstream walks a Go map, Pods are taken in any
 * order. A scenario therefore agrees when all of its steps do in one and the same world of chance. Other worlds than the
 * first are only played where that one differs, few of them, and never silently.
 */
import { compareStep, type Difference } from './compare.ts';
import { playScenario } from './play-scenario.ts';
import type { Scenario } from './scenario.ts';

const DRAWS = 8;

export interface Played {
  /** Our answers, and per step how they differ from the recording, of the world that agrees, else of the first one. */
  readonly scenario: Scenario;
  readonly differences: readonly (readonly Difference[])[];
  /** Counted from 1; more than 1 when other worlds differed. */
  readonly draw: number;
}

export function conformScenario(recorded: Scenario): Played {
  const first = compared(recorded, 1);
  if (agrees(first)) return first;
  for (let draw = 2; draw <= DRAWS; draw += 1) {
    const other = compared(recorded, draw);
    if (agrees(other)) return other;
  }
  return first;
}

function agrees({ differences }: Played): boolean {
  return differences.every(({ length }) => length === 0);
}

function compared(recorded: Scenario, draw: number): Played {
  const scenario = playedOrError(recorded, draw);
  const differences = recorded.steps.map(({ expect }, i) => compareStep(expect ?? {}, scenario.steps[i]?.expect ?? {}));
  return { scenario, differences, draw };
}

/** A step that made the engine fail says so where its answer would stand. */
export function playedOrError(scenario: Scenario, draw = 1): Scenario {
  try {
    return playScenario(scenario, draw === 1 ? scenario.id : `${scenario.id}/${draw}`);
  } catch (error) {
    const expect = {
      exitCode: 70,
      stdout: '',
      stderr: `engine fault: ${error instanceof Error ? error.stack : String(error)}`,
    };
    return { ...scenario, steps: scenario.steps.map((step) => ({ ...step, expect })) };
  }
}
