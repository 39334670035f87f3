/** kubectl describe. */
import { describers } from '../describe/describers.ts';
import { KubectlError } from '../kubectl-error.ts';
import { eachObject, parseTargets } from '../resource-args.ts';
import type { Verb } from './verb.ts';

export const describe: Verb = {
  flags: { selector: 'value', 'all-namespaces': 'switch', 'show-events': 'switch' },
  run(line, env, output) {
    const texts: string[] = [];
    eachObject(parseTargets(line.words), line, env.api, output, (object, resource) => {
      const text = describers[object.kind]?.(object, env);
      if (text === undefined) {
        throw new KubectlError(
          `error: the playground cannot describe ${resource.plural} yet; try \`kubectl get ${resource.singular} ${object.metadata.name} -o yaml\`\n`,
        );
      }
      texts.push(text);
    });
    output.out(texts.join('\n\n'));
    return undefined;
  },
};
