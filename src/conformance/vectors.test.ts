/** The project's own copy of the vectors: every case of every file must pass. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { VectorFile } from './vectors/area.ts';
import { checkVectors } from './vectors/run-vectors.ts';

const folder = new URL('../../conformance/vectors/', import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));

describe('vectors', () => {
  it('finds files to play', () => {
    expect(names.length).toBeGreaterThan(0);
  });

  it.each(names)('%s: all answers are those of Kubernetes', (name) => {
    const file: VectorFile = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
    const results = checkVectors(file);
    expect(results.length).toBeGreaterThan(0);
    expect(results.filter(({ differences }) => differences.length > 0)).toEqual([]);
  });
});
