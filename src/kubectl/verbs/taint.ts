/** kubectl taint nodes. Follows kubectl/pkg/cmd/taint/taint.go. */
import { flag, isOn } from '../command-line.ts';
import { KubectlError } from '../kubectl-error.ts';
import { eachObject, parseTargets } from '../resource-args.ts';
import { changedTaints, readTaintChanges, validateTaintChanges } from '../taint-changes.ts';
import type { Verb } from './verb.ts';

export const taint: Verb = {
  flags: { overwrite: 'switch', selector: 'value', all: 'switch', 'dry-run': 'optional' },
  run(line, env, output) {
    const changes = readTaintChanges(line.words);
    const { resources } = changes;
    validateTaintChanges(changes);
    const bySelector = flag(line, 'selector') !== undefined;
    if (isOn(line, 'all') && bySelector) {
      throw new KubectlError("error: setting 'all' parameter with a non empty selector is prohibited\n");
    }
    if (!isOn(line, 'all') && !bySelector && resources.length < 2) {
      throw new KubectlError("error: at least one resource name must be specified since 'all' parameter is not set\n");
    }
    eachObject(parseTargets(resources), line, env.api, output, (node) => {
      if (node.kind !== 'Node') return;
      const { name } = node.metadata;
      const { taints, operation } = changedTaints(name, node.spec.taints ?? [], changes, isOn(line, 'overwrite'));
      env.api.patch('Node', node.metadata, { type: 'merge', body: { spec: { taints } } });
      output.out(`node/${name} ${operation}\n`);
    });
    return undefined;
  },
};
