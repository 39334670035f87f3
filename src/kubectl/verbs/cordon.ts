/** kubectl cordon and uncordon. */
import { eachObject, findResource } from '../resource-args.ts';
import type { Verb } from './verb.ts';

function marking(word: 'cordoned' | 'uncordoned', unschedulable: boolean): Verb {
  return {
    flags: { selector: 'value', 'dry-run': 'optional' },
    run(line, env, output) {
      const resource = findResource('nodes');
      const names = line.words.map((word) => word.replace(/^(nodes?|no)\//, ''));
      eachObject(
        names.map((name) => ({ resource, name })),
        line,
        env.api,
        output,
        (node) => {
          if (node.kind !== 'Node') return;
          const already = (node.spec.unschedulable ?? false) === unschedulable;
          if (!already) {
            const body = { spec: { unschedulable: unschedulable || null } };
            env.api.patch('Node', node.metadata, { type: 'strategic', body });
          }
          output.out(`node/${node.metadata.name} ${already ? 'already ' : ''}${word}\n`);
        },
      );
      return undefined;
    },
  };
}

export const cordon = marking('cordoned', true);
export const uncordon = marking('uncordoned', false);
