import { describe, expect, it } from 'vitest';
import { completed, lineOf, recalled, searched } from './typed-line.ts';

const HISTORY = ['kubectl get ds', 'clear', 'kubectl get pods', 'kubectl get ds'];

describe('terminal: recall', () => {
  it('goes back and forth, and returns to what was being typed', () => {
    let step = recalled(HISTORY, { back: 0, draft: '' }, 1);
    expect(step.line).toEqual({ text: 'kubectl get ds', cursor: 14 });
    step = recalled(HISTORY, step.recall, 1);
    expect(step.line.text).toBe('kubectl get pods');
    step = recalled(HISTORY, step.recall, -1);
    step = recalled(HISTORY, step.recall, -1);
    expect(step).toEqual({ recall: { back: 0, draft: '' }, line: lineOf('') });
    expect(recalled(HISTORY, step.recall, -1).line.text).toBe('');
  });

  it('offers only lines that begin alike', () => {
    expect(recalled(HISTORY, { back: 0, draft: 'cl' }, 1).line.text).toBe('clear');
  });

  it('searches from the newest, each line once', () => {
    expect(searched(HISTORY, 'get', 0)).toBe('kubectl get ds');
    expect(searched(HISTORY, 'get', 1)).toBe('kubectl get pods');
    expect(searched(HISTORY, 'get', 2)).toBeUndefined();
  });
});

describe('terminal: completion', () => {
  it('one candidate is taken whole, with a blank unless it wants more', () => {
    expect(completed(lineOf('kubectl desc'), { from: 8, candidates: ['describe'] }).line).toEqual(
      lineOf('kubectl describe '),
    );
    expect(completed(lineOf('k get --sort'), { from: 6, candidates: ['--sort-by='] }).line.text).toBe(
      'k get --sort-by=',
    );
  });

  it('of several what they share, and the rest is offered', () => {
    const { line, offers } = completed(lineOf('k cordon n'), { from: 9, candidates: ['node-1', 'node-2'] });
    expect([line.text, offers]).toEqual(['k cordon node-', ['node-1', 'node-2']]);
  });

  it('in the middle of a line what follows stays', () => {
    const { line } = completed({ text: 'k desc node-1', cursor: 6 }, { from: 2, candidates: ['describe'] });
    expect(line).toEqual({ text: 'k describe node-1', cursor: 10 });
  });
});
