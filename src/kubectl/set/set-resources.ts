/** kubectl set resources. Follows kubectl's pkg/cmd/set/set_resources.go. */
import { type Container, Quantity, QuantityError } from '../../engine/index.ts';
import { type CommandLine, flag } from '../command-line.ts';
import { ObjectProblem } from '../failures.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { Verb } from '../verbs/verb.ts';
import { changeObjects, checkSelection, SET_FLAGS, withContainers, withPodSpec } from './change-objects.ts';

type Amounts = Readonly<Record<string, string>>;

export const setResources: Verb = {
  flags: { ...SET_FLAGS, containers: 'value', limits: 'value', requests: 'value' },
  run(line, env, output) {
    checkSelection(line);
    const [limits, requests] = [amountsFlag(line, 'limits'), amountsFlag(line, 'requests')];
    if (!limits && !requests) {
      throw new KubectlError(
        'error: you must specify an update to requests or limits (in the form of --requests/--limits)\n',
      );
    }
    const pattern = flag(line, 'containers') ?? '*';
    changeObjects(line.words, line, env, output, {
      done: 'resource requirements updated',
      failure: 'failed to patch resources update to pod template',
      change: (object) =>
        withPodSpec(object, (spec) => {
          const after = withContainers(spec, pattern, (one) => withAmounts(one, limits, requests));
          if (!after) throw new ObjectProblem(`unable to find container named ${pattern}`);
          return after;
        }),
    });
    return undefined;
  },
};

function withAmounts(container: Container, limits: Amounts | undefined, requests: Amounts | undefined): Container {
  const { resources = {} } = container;
  const merged = {
    ...resources,
    ...(limits ? { limits: { ...resources.limits, ...limits } } : {}),
    ...(requests ? { requests: { ...resources.requests, ...requests } } : {}),
  };
  return { ...container, resources: merged };
}

function amountsFlag(line: CommandLine, name: 'limits' | 'requests'): Amounts | undefined {
  const text = flag(line, name) ?? '';
  if (text === '') return undefined;
  return Object.fromEntries(
    text.split(',').map((statement) => {
      const [resource = '', amount, ...more] = statement.split('=');
      if (amount === undefined || more.length > 0) {
        throw new KubectlError(`error: invalid argument syntax ${statement}, expected <resource>=<value>\n`);
      }
      return [resource, canonical(amount)];
    }),
  );
}

function canonical(amount: string): string {
  try {
    return Quantity.parse(amount).toString();
  } catch (error) {
    if (error instanceof QuantityError) throw new KubectlError(`error: ${error.message}\n`);
    throw error;
  }
}
