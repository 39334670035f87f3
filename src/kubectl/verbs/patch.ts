/** kubectl patch -p. */
import { parse } from 'yaml';
import type { Patch } from '../../engine/index.ts';
import { flag } from '../command-line.ts';
import { KubectlError } from '../kubectl-error.ts';
import { eachObject, parseTargets, shownName } from '../resource-args.ts';
import type { Verb } from './verb.ts';

export const patch: Verb = {
  flags: { patch: 'value', type: 'value', 'dry-run': 'optional' },
  run(line, env, output) {
    const text = flag(line, 'patch');
    if (text === undefined)
      throw new KubectlError('error: must specify --patch or --patch-file containing the contents of the patch\n');
    const type = flag(line, 'type') ?? 'strategic';
    if (type !== 'strategic' && type !== 'merge' && type !== 'json') {
      throw new KubectlError(`error: --type must be one of [json merge strategic], not "${type}"\n`);
    }
    let body: unknown;
    try {
      body = parse(text);
    } catch {
      throw new KubectlError(`error: unable to parse "${text}": yaml: cannot be read\n`);
    }
    if (type === 'json' && !Array.isArray(body))
      throw new KubectlError(`error: unable to parse "${text}": a JSON patch is a list\n`);
    eachObject(parseTargets(line.words), line, env.api, output, (object, resource) => {
      const sent: Patch = type === 'json' ? { type, body: Array.isArray(body) ? body : [] } : { type, body };
      const after = env.api.patch(object.kind, object.metadata, sent, { fieldValidation: 'Strict' });
      const changed = after.metadata.resourceVersion !== object.metadata.resourceVersion;
      output.out(`${shownName(resource, object.metadata.name)} patched${changed ? '' : ' (no change)'}\n`);
    });
    return undefined;
  },
};
