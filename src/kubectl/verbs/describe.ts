/** kubectl describe ds. */
import { describeDaemonSet, ownedBy } from '../describe/daemonset.ts';
import { KubectlError } from '../kubectl-error.ts';
import { eachObject, parseTargets } from '../resource-args.ts';
import type { Verb } from './verb.ts';

export const describe: Verb = {
  flags: { selector: 'value', 'all-namespaces': 'switch', 'show-events': 'switch' },
  run(line, env, output) {
    const texts: string[] = [];
    eachObject(parseTargets(line.words), line, env.api, output, (object, resource) => {
      if (object.kind !== 'DaemonSet')
        throw new KubectlError(
          `error: the playground cannot describe ${resource.plural} yet; try \`kubectl get ${resource.singular} ${object.metadata.name} -o yaml\`\n`,
        );
      const { namespace, uid } = object.metadata;
      const pods = env.api.list('Pod', { namespace }).items;
      const events = env.api
        .list('Event', { namespace })
        .items.filter(({ involvedObject }) => involvedObject.uid === uid);
      texts.push(describeDaemonSet(object, ownedBy(object, pods), events, env.now));
    });
    output.out(texts.join('\n\n'));
    return undefined;
  },
};
