import { describe, expect, it } from 'vitest';
import { completeLine } from './complete-line.ts';

const source = {
  names: () => ['node-1', 'node-2'],
  containers: () => [],
  files: ['web.yaml'],
};
const complete = (text: string) => completeLine(text, text.length, source);

describe('completion of a line', () => {
  it.each([
    ['kubec', 0, ['kubectl']],
    ['kubectl get node ', 17, ['node-1', 'node-2']],
    ['clear; k cordon n', 16, ['node-1', 'node-2']],
    ['kubectl get pods | gr', 19, ['grep']],
    ['watch -n 2 kubectl descr', 19, ['describe']],
    ['cat we', 4, ['web.yaml']],
    ["echo 'a | b", 5, []],
  ])('%j', (text, from, candidates) => {
    expect(complete(text)).toEqual({ from, candidates });
  });

  it('completes at the cursor, not at the end', () => {
    expect(completeLine('kubectl get nodes -o wide', 5, source)).toEqual({ from: 0, candidates: ['kubectl'] });
  });
});
