/** kubectl autoscale: its refusals. The playground has no HorizontalPodAutoscalers. Follows kubectl's pkg/cmd/autoscale. */
import { type CommandLine, flag } from '../command-line.ts';
import { KubectlError, UsageError } from '../kubectl-error.ts';
import { eachObject, parseTargets } from '../resource-args.ts';
import { isScalable } from './scale.ts';
import type { Verb } from './verb.ts';

export const autoscale: Verb = {
  flags: {
    max: 'value',
    min: 'value',
    cpu: 'value',
    'cpu-percent': 'value',
    memory: 'value',
    name: 'value',
    'dry-run': 'optional',
  },
  run(line, env, output) {
    if (flag(line, 'max') === undefined) throw new KubectlError('error: required flag(s) "max" not set\n');
    const [max, min] = [int32Flag(line, 'max'), int32Flag(line, 'min')];
    if (max < 1) throw new KubectlError(`error: --max=MAXPODS is required and must be at least 1, max: ${max}\n`);
    if (max < min) {
      throw new KubectlError(
        `error: --max=MAXPODS must be larger or equal to --min=MINPODS, max: ${max}, min: ${min}\n`,
      );
    }
    eachObject(parseTargets(line.words), line, env.api, output, (object, { kind, apiVersion, plural }) => {
      if (!isScalable(object, env)) {
        throw new KubectlError(
          `error: cannot autoscale a ${kind}: could not find scale subresource for ${apiVersion}, Resource=${plural} in discovery information\n`,
        );
      }
      throw new KubectlError('error: the playground has no HorizontalPodAutoscalers; use `kubectl scale`\n');
    });
    return undefined;
  },
};

function int32Flag(line: CommandLine, name: string): number {
  const text = flag(line, name) ?? '-1';
  if (/^[+-]?[0-9]+$/.test(text)) return Number(text);
  throw new UsageError(
    `invalid argument "${text}" for "--${name}" flag: strconv.ParseInt: parsing "${text}": invalid syntax`,
  );
}
