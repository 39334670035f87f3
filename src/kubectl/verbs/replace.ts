/** kubectl replace -f -: the object becomes what the manifest says. Follows kubectl's pkg/cmd/replace. */
import type { Obj } from '../../engine/index.ts';
import { dryRunOf, dryRunSuffix } from '../dry-run.ts';
import { Failures, sourced } from '../failures.ts';
import { validationOf } from '../field-validation.ts';
import { readManifests } from '../manifests.ts';
import { shownName } from '../resource-args.ts';
import { sentManifest, textOf } from '../sent-manifest.ts';
import type { Verb } from './verb.ts';

export const replace: Verb = {
  flags: { filename: 'value', 'dry-run': 'optional', validate: 'optional' },
  run(line, env, output) {
    const dryRun = dryRunOf(line);
    const { objects, problems } = readManifests(textOf(line, env), line);
    const failures = new Failures(problems);
    for (const manifest of objects) {
      const { resource, name } = manifest;
      failures.collect(() => {
        const object = sentManifest(manifest) as unknown as Obj;
        const options = { dryRun: dryRun === 'server', ...validationOf(line) };
        if (dryRun !== 'client') {
          sourced(() => env.api.update(resource.kind, object, options), { verb: 'replacing', file: 'STDIN' });
        }
        output.out(`${shownName(resource, name)} replaced${dryRunSuffix(dryRun)}\n`);
      });
    }
    failures.report(output);
    return undefined;
  },
};
