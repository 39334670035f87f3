/** kubectl patch TYPE NAME -p. Follows kubectl's pkg/cmd/patch. */
import type { Patch } from '../../engine/index.ts';
import { deepEqual } from '../../lib/deep-equal.ts';
import { depthProblem, readYaml, sizeProblem, YamlError } from '../../manifest/index.ts';
import { type CommandLine, flag } from '../command-line.ts';
import type { AnyDraft } from '../create/any-draft.ts';
import { OUTPUT_FLAGS, printDone } from '../create/print-created.ts';
import { dryRunOf } from '../dry-run.ts';
import { KubectlError } from '../kubectl-error.ts';
import { patchedHere } from '../patched-here.ts';
import { eachObject, parseTargets } from '../resource-args.ts';
import type { Verb } from './verb.ts';

export const patch: Verb = {
  flags: { patch: 'value', type: 'value', 'dry-run': 'optional', subresource: 'value', ...OUTPUT_FLAGS },
  run(line, env, output) {
    const sent = patchOf(line);
    const dryRun = dryRunOf(line);
    const subresource = subresourceOf(line);
    let count = 0;
    const whole = eachObject(parseTargets(line.words), line, env.api, output, (object) => {
      count += 1;
      const after =
        dryRun === 'client'
          ? patchedHere(object, sent)
          : env.api.patch(object.kind, object.metadata, sent, {
              dryRun: dryRun === 'server',
              fieldValidation: 'Warn',
              subresource,
            });
      const done = deepEqual(after, object) ? 'patched (no change)' : 'patched';
      printDone(after as unknown as AnyDraft, done, line, output);
    });
    if (count === 0 && whole) throw new KubectlError('error: no objects passed to patch\n');
    return undefined;
  },
};

const SUBRESOURCES = ['status', 'scale', 'resize'];

function subresourceOf(line: CommandLine): 'status' | undefined {
  const asked = flag(line, 'subresource');
  if (asked === undefined || asked === 'status') return asked;
  if (!SUBRESOURCES.includes(asked)) {
    throw new KubectlError(
      `error: invalid subresource value: ${JSON.stringify(asked)}. Must be one of [${SUBRESOURCES.join(' ')}]\n`,
    );
  }
  throw new KubectlError(`error: the playground's kubectl patch has no --subresource=${asked}\n`);
}

function patchOf(line: CommandLine): Patch {
  const text = flag(line, 'patch') ?? '';
  if (text === '')
    throw new KubectlError('error: must specify --patch or --patch-file containing the contents of the patch\n');
  const asked = flag(line, 'type') ?? 'strategic';
  const type = asked.toLowerCase();
  if (type !== 'strategic' && type !== 'merge' && type !== 'json') {
    throw new KubectlError(`error: --type must be one of [json merge strategic], not "${asked}"\n`);
  }
  return { type, body: jsonOf(text) };
}

/** A text that looks like JSON goes to the server as it is, which sees for itself whether it is; the rest is YAML. */
function jsonOf(text: string): unknown {
  const refuse = (why: string): KubectlError =>
    new KubectlError(`error: unable to parse ${JSON.stringify(text)}: ${why}\n`);
  const tooLong = sizeProblem(text);
  if (tooLong) throw new KubectlError(`error: ${tooLong}\n`);
  let body: unknown;
  try {
    body = text.trimStart().startsWith('{') ? jsonOrNothing(text) : (readYaml(text) ?? null);
  } catch (error) {
    if (error instanceof YamlError) throw refuse(error.message);
    throw error;
  }
  const tooDeep = depthProblem(body);
  if (tooDeep) throw refuse(tooDeep);
  return body;
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
