/** kubectl set image. */
import type { Kind, Obj, PodSpec } from '../../engine/index.ts';
import { dryRunOf, dryRunSuffix } from '../dry-run.ts';
import { KubectlError } from '../kubectl-error.ts';
import { eachObject, parseTargets, shownName } from '../resource-args.ts';
import type { Verb } from './verb.ts';

export const set: Verb = {
  flags: { selector: 'value', all: 'switch', 'dry-run': 'optional' },
  run(line, env, output) {
    const [what, ...words] = line.words;
    if (what !== 'image')
      throw new KubectlError(`error: unknown command "set ${what ?? ''}"; the playground has \`kubectl set image\`\n`);
    const images = words.filter((word) => word.includes('='));
    const named = words.filter((word) => !word.includes('='));
    const problems = [
      ...(named.length === 0
        ? ['one or more resources must be specified as <resource> <name> or <resource>/<name>']
        : []),
      ...(images.length === 0 ? ['at least one image update is required'] : []),
      ...(images.length > 1 && images.some((word) => word.startsWith('*='))
        ? ['all containers are already specified by *, but saw more than one container_name=container_image pairs']
        : []),
    ];
    if (problems.length > 0) throw new KubectlError(problemsText(problems));
    const dryRun = dryRunOf(line);
    eachObject(parseTargets(named), line, env.api, output, (object, resource) => {
      const shown = shownName(resource, object.metadata.name);
      const spec = podSpecOf(object);
      if (!spec) {
        throw new KubectlError(
          `error: ${resource.plural}/${object.metadata.name} the object is not a pod or does not have a pod template: *v1.${object.kind}\n\n`,
        );
      }
      const changed = changedLists(spec, images);
      if (!changed) return;
      const body = object.kind === 'Pod' ? { spec: changed } : { spec: { template: { spec: changed } } };
      if (dryRun !== 'client') {
        env.api.patch<Kind>(object.kind, object.metadata, { type: 'strategic', body }, { dryRun: dryRun === 'server' });
      }
      output.out(`${shown} image updated${dryRunSuffix(dryRun)}\n`);
    });
    return undefined;
  },
};

/** One problem is an error; several stand one on a line, without the word. */
function problemsText(problems: readonly string[]): string {
  return problems.length === 1 ? `error: ${problems[0]}\n` : problems.map((problem) => `${problem}\n`).join('');
}

function podSpecOf(object: Obj): PodSpec | undefined {
  switch (object.kind) {
    case 'Pod':
      return object.spec;
    case 'DaemonSet':
    case 'Deployment':
    case 'ReplicaSet':
      return object.spec.template.spec;
    default:
      return undefined;
  }
}

interface Images {
  readonly containers?: readonly { readonly name: string; readonly image: string }[];
  readonly initContainers?: readonly { readonly name: string; readonly image: string }[];
}

/** The containers that get another image; undefined when none does. `*=image` means every container. */
function changedLists({ containers, initContainers = [] }: PodSpec, words: readonly string[]): Images | undefined {
  const wanted = new Map<string, string>();
  for (const word of words) {
    const equals = word.indexOf('=');
    const [name, image] = [word.slice(0, equals), word.slice(equals + 1)];
    const own = [...containers, ...initContainers].filter((one) => name === '*' || one.name === name);
    if (own.length === 0) throw new KubectlError(`error: unable to find container named "${name}"\n`);
    for (const one of own) wanted.set(one.name, image);
  }
  const changes = (list: PodSpec['containers']) =>
    list.flatMap(({ name, image }) => {
      const next = wanted.get(name);
      return next === undefined || next === image ? [] : [{ name, image: next }];
    });
  const [main, init] = [changes(containers), changes(initContainers)];
  if (main.length === 0 && init.length === 0) return undefined;
  return {
    ...(main.length > 0 ? { containers: main } : {}),
    ...(init.length > 0 ? { initContainers: init } : {}),
  };
}
