/** kubectl cordon and uncordon. Follows RunCordonOrUncordon in kubectl's pkg/cmd/drain/drain.go. */
import type { CommandLine } from '../command-line.ts';
import { cordonNodes } from '../drain/cordon-nodes.ts';
import { selectedNodes } from '../drain/selected-nodes.ts';
import { dryRunOf } from '../dry-run.ts';
import type { Verb } from './verb.ts';

function marking(verb: 'cordon' | 'uncordon', unschedulable: boolean): Verb {
  return {
    flags: { selector: 'value', 'dry-run': 'optional' },
    run(line: CommandLine, env, output) {
      const nodes = selectedNodes(verb, line, env.api);
      cordonNodes(nodes, unschedulable, dryRunOf(line), env.api, output);
      return undefined;
    },
  };
}

export const cordon = marking('cordon', true);
export const uncordon = marking('uncordon', false);
