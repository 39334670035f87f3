/** kubectl set image. */
import type { Obj } from '../../engine/index.ts';
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
    const targets = parseTargets(words.filter((word) => !word.includes('=')));
    if (images.length === 0) throw new KubectlError('error: at least one image update is required\n');
    eachObject(targets, line, env.api, output, (object, resource) => {
      const containers = containersOf(object);
      const changes = images.flatMap((word) =>
        changesFor(
          word,
          containers.map(({ name }) => name),
        ),
      );
      const changed = changes.filter(({ name, image }) =>
        containers.some((one) => one.name === name && one.image !== image),
      );
      if (changed.length === 0) return;
      const body = { spec: { template: { spec: { containers: changed } } } };
      env.api.patch(object.kind, object.metadata, { type: 'strategic', body });
      output.out(`${shownName(resource, object.metadata.name)} image updated\n`);
    });
    return undefined;
  },
};

function containersOf(object: Obj): readonly { readonly name: string; readonly image: string }[] {
  return object.kind === 'DaemonSet' ? object.spec.template.spec.containers : [];
}

/** `*=image` means every container. */
function changesFor(word: string, names: readonly string[]): readonly { name: string; image: string }[] {
  const equals = word.indexOf('=');
  const [name, image] = [word.slice(0, equals), word.slice(equals + 1)];
  const wanted = name === '*' ? names : names.filter((own) => own === name);
  if (wanted.length === 0) throw new KubectlError(`error: unable to find container named "${name}"\n`);
  return wanted.map((own) => ({ name: own, image }));
}
