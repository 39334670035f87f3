/** kubectl taint nodes. Follows kubectl/pkg/cmd/taint/taint.go. */
import type { Node } from '../../engine/index.ts';
import { flag, isOn } from '../command-line.ts';
import { dryRunOf } from '../dry-run.ts';
import { Failures } from '../failures.ts';
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
    const dryRun = dryRunOf(line);
    const failures = new Failures();
    const taintNode = (node: Node): void => {
      const { name } = node.metadata;
      const { taints, operation } = changedTaints(name, node.spec.taints ?? [], changes, isOn(line, 'overwrite'));
      const body = { spec: { taints } };
      if (dryRun !== 'client') {
        env.api.patch('Node', node.metadata, { type: 'merge', body }, { dryRun: dryRun === 'server' });
      }
      output.out(`node/${name} ${operation}\n`); // of a dry run too: upstream's printer loses the suffix
    };
    eachObject(parseTargets(resources), line, env.api, output, (node) => {
      if (node.kind !== 'Node') return;
      failures.collect(() => {
        try {
          taintNode(node);
        } catch (error) {
          // One node's taints do not keep the others from theirs.
          if (!(error instanceof KubectlError)) throw error;
          failures.add(error.message.replace(/^error: /, '').trimEnd());
        }
      });
    });
    failures.report(output);
    return undefined;
  },
};
