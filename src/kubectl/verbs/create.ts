/** kubectl create -f -, and its generators. */
import type { Draft, Kind } from '../../engine/index.ts';
import { generators } from '../create/generators.ts';
import { usageError } from '../kubectl-error.ts';
import { readManifests } from '../manifests.ts';
import { namespaceOf, shownName } from '../resource-args.ts';
import { dryRunOf, dryRunSuffix, refusable, textOf } from './apply.ts';
import type { Verb } from './verb.ts';

export const create: Verb = {
  flags: { filename: 'value', 'dry-run': 'optional', validate: 'optional' },
  subcommands: generators,
  run(line, env, output) {
    if (line.words.length > 0) throw usageError('create', `Unexpected args: [${line.words.join(' ')}]`);
    const dryRun = dryRunOf(line);
    for (const { value, resource, name, namespace } of readManifests(textOf(line, env))) {
      const meta = typeof value.metadata === 'object' ? value.metadata : {};
      const metadata = resource.namespaced ? { ...meta, namespace: namespace ?? namespaceOf(line) } : meta;
      refusable(output, { verb: 'creating', file: 'STDIN' }, () => {
        if (dryRun !== 'client') {
          const draft = { ...value, metadata } as Draft<Kind>;
          env.api.create(resource.kind, draft, { dryRun: dryRun === 'server', fieldValidation: 'Strict' });
        }
        output.out(`${shownName(resource, name)} created${dryRunSuffix(dryRun)}\n`);
      });
    }
    return undefined;
  },
};
