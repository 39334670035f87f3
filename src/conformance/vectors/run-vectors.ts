/** Plays vector files: asks our functions what Kubernetes' own were asked. */
import { apiAreas } from './api-areas.ts';
import { applyAreas } from './apply-area.ts';
import type { AreaPlayer, VectorFile } from './area.ts';
import { type Difference, differencesOf } from './compare-case.ts';
import { engineAreas } from './engine-areas.ts';
import { jsonpathAreas } from './jsonpath-areas.ts';
import { kubectlAreas } from './kubectl-areas.ts';

export type { AreaPlayer, VectorCase, VectorFile } from './area.ts';
export { compareCase, type Difference, differencesOf } from './compare-case.ts';

const areas: ReadonlyMap<string, AreaPlayer> = new Map(
  Object.entries({ ...engineAreas, ...apiAreas, ...applyAreas, ...kubectlAreas, ...jsonpathAreas }),
);

/** The file with each case's `expect` replaced by our answer. An area that nobody plays answers each with an error. */
export function playVectors(file: VectorFile): VectorFile {
  const play = areas.get(file.area) ?? unknownArea;
  return { ...file, cases: file.cases.map((given) => ({ ...given, expect: answer(play, given.given, file) })) };
}

const unknownArea: AreaPlayer = (_given, { area }) => ({ error: `unknown area ${area}` });

function answer(play: AreaPlayer, given: unknown, file: VectorFile): unknown {
  try {
    return play(given, file);
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

export interface CaseResult {
  readonly id: string;
  readonly note?: string;
  /** Empty when the case passed. */
  readonly differences: readonly Difference[];
}

/** Our answers held against those in the file. */
export function checkVectors(file: VectorFile): readonly CaseResult[] {
  const { cases } = playVectors(file);
  return file.cases.map(({ id, note, expect }, i) => ({
    id,
    note,
    differences: differencesOf(expect, cases[i]?.expect),
  }));
}
