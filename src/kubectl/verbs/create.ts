/** kubectl create -f -, and its generators. */
import type { AnyDraft } from '../create/any-draft.ts';
import { generators } from '../create/generators.ts';
import { printCreated } from '../create/print-created.ts';
import { usageError } from '../kubectl-error.ts';
import { readManifests } from '../manifests.ts';
import { namespaceOf } from '../resource-args.ts';
import { dryRunOf, refusable, textOf } from './apply.ts';
import type { Verb } from './verb.ts';

export const create: Verb = {
  flags: { filename: 'value', 'dry-run': 'optional', validate: 'optional', output: 'value' },
  subcommands: generators,
  run(line, env, output) {
    if (line.words.length > 0) throw usageError('create', `Unexpected args: [${line.words.join(' ')}]`);
    const dryRun = dryRunOf(line);
    for (const { value, resource, namespace } of readManifests(textOf(line, env))) {
      const meta = typeof value.metadata === 'object' ? value.metadata : {};
      const metadata = resource.namespaced ? { ...meta, namespace: namespace ?? namespaceOf(line) } : meta;
      const draft = { ...value, metadata } as AnyDraft;
      refusable(output, { verb: 'creating', file: 'STDIN' }, () => {
        const options = { dryRun: dryRun === 'server', fieldValidation: 'Strict' } as const;
        const created = dryRun === 'client' ? draft : (env.api.create(resource.kind, draft, options) as AnyDraft);
        printCreated(created, line, dryRun, output);
      });
    }
    return undefined;
  },
};
