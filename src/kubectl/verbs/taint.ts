/** kubectl taint nodes. Follows kubectl/pkg/cmd/taint. */
import type { Node, Taint } from '../../engine/index.ts';
import { isOn } from '../command-line.ts';
import { KubectlError } from '../kubectl-error.ts';
import { eachObject, parseTargets } from '../resource-args.ts';
import type { Verb } from './verb.ts';

const EFFECTS: readonly string[] = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];
const HELP = "See 'kubectl taint -h' for help and examples\n";

interface Removal {
  readonly key: string;
  readonly effect?: string;
}

export const taint: Verb = {
  flags: { overwrite: 'switch', selector: 'value', all: 'switch', 'dry-run': 'optional' },
  run(line, env, output) {
    const isSpec = (word: string, i: number): boolean =>
      i > 0 && (word.includes('=') || word.includes(':') || word.endsWith('-'));
    const specs = line.words.filter(isSpec);
    const targets = parseTargets(line.words.filter((word, i) => !isSpec(word, i)));
    if (specs.length === 0) throw new KubectlError('error: at least one taint update is required\n');
    const { add, remove } = readSpecs(specs);
    eachObject(targets, line, env.api, output, (node) => {
      if (node.kind !== 'Node') return;
      const { taints, operation } = changed(node, add, remove, isOn(line, 'overwrite'));
      env.api.patch('Node', node.metadata, { type: 'merge', body: { spec: { taints } } });
      output.out(`node/${node.metadata.name} ${operation}\n`);
    });
    return undefined;
  },
};

function readSpecs(specs: readonly string[]): { readonly add: readonly Taint[]; readonly remove: readonly Removal[] } {
  const add: Taint[] = [];
  const remove: Removal[] = [];
  for (const spec of specs) {
    if (spec.endsWith('-')) {
      const [keyValue = '', effect] = spec.slice(0, -1).split(':');
      if (effect !== undefined) checkEffect(effect);
      remove.push({ key: keyValue.split('=')[0] ?? '', ...(effect === undefined ? {} : { effect }) });
      continue;
    }
    const [keyValue = '', effect] = spec.split(':');
    if (effect === undefined) {
      throw new KubectlError(
        `error: invalid taint spec: ${spec}, name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')\n${HELP}`,
      );
    }
    checkEffect(effect);
    const [key = '', value] = keyValue.split('=');
    add.push({ key, ...(value ? { value } : {}), effect });
  }
  return { add, remove };
}

function checkEffect(effect: string): void {
  if (!EFFECTS.includes(effect))
    throw new KubectlError(`error: invalid taint effect: ${effect}, unsupported taint effect\n${HELP}`);
}

function changed(
  node: Node,
  add: readonly Taint[],
  remove: readonly Removal[],
  overwrite: boolean,
): { readonly taints: readonly Taint[]; readonly operation: string } {
  const old = node.spec.taints ?? [];
  const matches = (one: Taint, { key, effect }: Removal): boolean =>
    one.key === key && (effect === undefined || one.effect === effect);
  const same = (one: Taint, other: Taint): boolean => one.key === other.key && one.effect === other.effect;
  if (!overwrite) {
    for (const one of add) {
      if (old.some((own) => same(own, one))) {
        const { name } = node.metadata;
        throw new KubectlError(
          `error: node ${name} already has ${one.key} taint(s) with same effect(s) and --overwrite is false\n`,
        );
      }
    }
  }
  for (const one of remove) {
    if (!old.some((own) => matches(own, one))) {
      throw new KubectlError(
        `error: taint "${one.key}${one.effect === undefined ? '' : `:${one.effect}`}" not found\n`,
      );
    }
  }
  const kept = old.filter((own) => !add.some((one) => same(own, one)) && !remove.some((one) => matches(own, one)));
  const overwritten = add.some((one) => old.some((own) => same(own, one)));
  const operation =
    (add.length > 0 && remove.length > 0) || overwritten ? 'modified' : add.length > 0 ? 'tainted' : 'untainted';
  return { taints: [...add, ...kept], operation };
}
