/** kubectl create -f -, and its generators. Follows kubectl's pkg/cmd/create/create.go. */
import { isOn } from '../command-line.ts';
import type { AnyDraft } from '../create/any-draft.ts';
import { generators } from '../create/generators.ts';
import { OUTPUT_FLAGS, printCreated } from '../create/print-created.ts';
import { dryRunOf } from '../dry-run.ts';
import { Failures, sourced } from '../failures.ts';
import { validationOf } from '../field-validation.ts';
import { KubectlError, usageError } from '../kubectl-error.ts';
import { withLastApplied } from '../last-applied.ts';
import { readManifests } from '../manifests.ts';
import { sentManifest, sourceOf, textOf } from '../sent-manifest.ts';
import type { Verb } from './verb.ts';

export const create: Verb = {
  flags: {
    filename: 'value',
    'dry-run': 'optional',
    validate: 'optional',
    ...OUTPUT_FLAGS,
    'save-config': 'switch',
  },
  subcommands: generators,
  run(line, env, output) {
    if (line.words.length > 0) throw usageError('create', `Unexpected args: [${line.words.join(' ')}]`);
    const dryRun = dryRunOf(line);
    const { objects, problems } = readManifests(textOf(line, env), line, sourceOf(line));
    if (objects.length === 0 && problems.length === 0) throw new KubectlError('error: no objects passed to create\n');
    const failures = new Failures(problems);
    for (const manifest of objects) {
      failures.collect(() => {
        const { kind } = manifest.resource;
        const sent = sentManifest(manifest);
        const draft = (isOn(line, 'save-config') ? withLastApplied(sent) : sent) as unknown as AnyDraft;
        const options = { dryRun: dryRun === 'server', ...validationOf(line) };
        const send = (): AnyDraft => env.api.create(kind, draft, options) as AnyDraft;
        const created = dryRun === 'client' ? draft : sourced(send, { verb: 'creating', file: sourceOf(line) });
        printCreated(created, line, dryRun, output);
      });
    }
    failures.report(output);
    return undefined;
  },
};
