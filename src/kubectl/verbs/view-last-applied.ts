/** kubectl apply view-last-applied: the manifest that apply left in an object. Follows kubectl's pkg/cmd/apply/apply_view_last_applied.go. */
import { flag } from '../command-line.ts';
import { usageError } from '../kubectl-error.ts';
import { lastAppliedText } from '../last-applied.ts';
import { yamlOf } from '../printers/yaml-output.ts';
import { eachObject, parseTargets } from '../resource-args.ts';
import type { Verb } from './verb.ts';

export const viewLastApplied: Verb = {
  flags: { all: 'switch', output: 'value', selector: 'value' },
  run(line, env, output) {
    const format = flag(line, 'output') ?? 'yaml';
    eachObject(parseTargets(line.words), line, env.api, output, (object) => {
      const text = lastAppliedText(object);
      if (text === undefined) return; // upstream means to complain of it, and does not
      if (format === 'yaml') output.out(yamlOf(JSON.parse(text)));
      else if (format === 'json') output.out(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
      else {
        const why = `Unexpected -o output mode: ${format}, the flag 'output' must be one of yaml|json`;
        throw usageError('apply view-last-applied', why);
      }
    });
    return undefined;
  },
};
