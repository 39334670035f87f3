/** kubectl set image. Follows kubectl's pkg/cmd/set/set_image.go. */
import { quoted } from '../../engine/index.ts';
import { flag, isOn } from '../command-line.ts';
import { aggregateText } from '../error-text.ts';
import { Failures } from '../failures.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { Verb } from '../verbs/verb.ts';
import { changeObjects, SET_FLAGS, withContainers, withPodSpec } from './change-objects.ts';
import { pairsOf, splitPairs } from './pairs.ts';

export const setImage: Verb = {
  flags: SET_FLAGS,
  run(line, env, output) {
    const { resources, pairs } = splitPairs(line.words, 'image');
    const images = pairsOf(pairs, 'image');
    const problems = [
      ...(isOn(line, 'all') && flag(line, 'selector') ? ['cannot set --all and --selector at the same time'] : []),
      ...(resources.length === 0 && flag(line, 'filename') === undefined
        ? ['one or more resources must be specified as <resource> <name> or <resource>/<name>']
        : []),
      ...(images.size === 0 ? ['at least one image update is required'] : []),
      ...(images.size > 1 && images.has('*')
        ? ['all containers are already specified by *, but saw more than one container_name=container_image pairs']
        : []),
    ];
    if (problems.length > 0) throw new KubectlError(`error: ${aggregateText(problems)}\n`);
    const missing = new Failures();
    changeObjects(resources, line, env, output, {
      done: 'image updated',
      failure: 'failed to patch image update to pod template:',
      change: (object) =>
        withPodSpec(object, (spec) =>
          [...images].reduce((before, [name, image]) => {
            const after = withContainers(before, name === '*' ? '*' : name, (one) => ({ ...one, image }));
            if (!after) missing.add(`unable to find container named ${quoted(name)}`);
            return after ?? before;
          }, spec),
        ),
    });
    missing.report(output);
    return undefined;
  },
};
