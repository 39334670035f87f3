/** kubectl replace -f -: the object becomes what the manifest says. */
import type { Kind, Obj } from '../../engine/index.ts';
import { readManifests } from '../manifests.ts';
import { namespaceOf, shownName } from '../resource-args.ts';
import { dryRunOf, dryRunSuffix, refusable, textOf } from './apply.ts';
import type { Verb } from './verb.ts';

export const replace: Verb = {
  flags: { filename: 'value', 'dry-run': 'optional', validate: 'optional' },
  run(line, env, output) {
    const dryRun = dryRunOf(line);
    for (const { value, resource, name, namespace } of readManifests(textOf(line, env))) {
      const kind: Kind = resource.kind;
      const scope = resource.namespaced ? (namespace ?? namespaceOf(line)) : undefined;
      refusable(output, { verb: 'replacing', file: 'STDIN' }, () => {
        const metadata = { ...(value.metadata as Partial<Obj['metadata']>), namespace: scope };
        if (dryRun !== 'client') {
          env.api.get(kind, { name, namespace: scope }); // what is not there cannot be replaced
          const object = { ...value, metadata } as unknown as Obj;
          env.api.update(kind, object, { dryRun: dryRun === 'server', fieldValidation: 'Strict' });
        }
        output.out(`${shownName(resource, name)} replaced${dryRunSuffix(dryRun)}\n`);
      });
    }
    return undefined;
  },
};
