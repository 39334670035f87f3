/** kubectl describe. Follows kubectl/pkg/cmd/describe/describe.go. */
import { ApiError, type Obj, type ResourceInfo } from '../../engine/index.ts';
import { flag } from '../command-line.ts';
import { describeObject } from '../describe/describers.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { KubectlEnv } from '../kubectl-run.ts';
import { eachObject, namespaceOf, parseTargets } from '../resource-args.ts';
import type { Verb } from './verb.ts';

export const describe: Verb = {
  flags: { selector: 'value', 'all-namespaces': 'switch', 'show-events': 'switch' },
  run(line, env, output) {
    if (line.words.length === 0) {
      throw new KubectlError(
        'error: You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.\n',
      );
    }
    const withEvents = flag(line, 'show-events') !== 'false';
    const texts: string[] = [];
    const describeOne = (object: Obj): void => {
      texts.push(describeObject(object, env, withEvents));
    };
    const targets = parseTargets(line.words);
    const [only] = targets;
    const prefixed =
      targets.length === 1 && only?.name !== undefined
        ? beginningWith(only.resource, only.name, namespaceOf(line), env)
        : [];
    if (prefixed.length > 0) prefixed.forEach(describeOne);
    else eachObject(targets, line, env.api, output, describeOne);
    output.out(texts.join('\n\n'));
    return undefined;
  },
};

/** A name that is nobody's stands for all names that begin with it. */
function beginningWith({ kind, namespaced }: ResourceInfo, name: string, namespace: string, env: KubectlEnv) {
  try {
    env.api.get(kind, namespaced ? { name, namespace } : { name });
    return [];
  } catch (error) {
    if (!(error instanceof ApiError) || error.status.reason !== 'NotFound') return [];
    const { items } = env.api.list(kind, namespaced ? { namespace } : {});
    return items.filter(({ metadata }) => metadata.name.startsWith(name));
  }
}
