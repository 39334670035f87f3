/** The area of `kubectl taint` and `kubectl label`: what they make of arguments and of one node. */
import type { Labels, Taint } from '../../engine/index.ts';
import { KubectlError } from '../../kubectl/kubectl-error.ts';
import { changedLabels, readLabelChanges, requireWork, splitPairs } from '../../kubectl/label-changes.ts';
import { changedTaints, readTaintChanges, validateTaintChanges } from '../../kubectl/taint-changes.ts';
import type { AreaPlayer } from './area.ts';

interface Given {
  readonly command: 'taint' | 'label';
  readonly args: readonly string[];
  readonly overwrite: boolean;
  readonly taints?: readonly Taint[];
  readonly labels?: Labels;
}

const NODE = 'worker-1';

export const kubectlArgs: AreaPlayer = (given) => {
  const asked = given as Given;
  let stage = 'complete';
  const reached = (next: string): void => {
    stage = next;
  };
  try {
    return asked.command === 'taint' ? taint(asked, reached) : label(asked, reached);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    return { error: error.message.replace(/^error: /, '').replace(/\n$/, ''), stage };
  }
};

function taint({ args, overwrite, taints = [] }: Given, reached: (stage: string) => void): unknown {
  const changes = readTaintChanges(args);
  reached('validate');
  validateTaintChanges(changes);
  reached('update');
  return { error: null, ...changedTaints(NODE, taints, changes, overwrite) };
}

function label({ args, overwrite, labels = {} }: Given, reached: (stage: string) => void): unknown {
  const { resources, pairs } = splitPairs(args, 'label');
  const changes = readLabelChanges(pairs);
  reached('validate');
  requireWork(resources, pairs, 'label');
  reached('update');
  return { error: null, ...changedLabels(labels, changes, overwrite) };
}
