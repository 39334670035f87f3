/** kubectl config: what can be read of a kubeconfig that only has the playground. Follows kubectl's pkg/cmd/config. */
import { quoted } from '../../engine/index.ts';
import { flag, isOn } from '../command-line.ts';
import { CLUSTER, CONTEXT, KUBECONFIG, USER } from '../context.ts';
import { KubectlError, usageError } from '../kubectl-error.ts';
import { goList } from '../printers/rules.ts';
import { printTable } from '../printers/table.ts';
import { yamlOf } from '../printers/yaml-output.ts';
import type { Subcommand, Verb } from './verb.ts';

const view: Verb = {
  flags: { output: 'value', minify: 'switch', flatten: 'switch', merge: 'switch' },
  run(line, _env, output) {
    if (line.words.length > 0) throw new KubectlError(`error: unexpected arguments: ${goList(line.words)}\n`);
    const format = flag(line, 'output') ?? 'yaml';
    if (format === 'json') output.out(`${JSON.stringify(KUBECONFIG, null, 4)}\n`);
    else if (format === 'yaml') output.out(yamlOf(KUBECONFIG));
    else throw new KubectlError(`error: unable to match a printer suitable for the output format ${quoted(format)}\n`);
    return undefined;
  },
};

function printing(text: string): Verb {
  return {
    flags: {},
    run(_line, _env, output) {
      output.out(text);
      return undefined;
    },
  };
}

const getContexts: Verb = {
  flags: { output: 'value', 'no-headers': 'switch' },
  run(line, _env, output) {
    const wanted = line.words.length === 0 || line.words.includes(CONTEXT);
    if (flag(line, 'output') === 'name') output.out(wanted ? `${CONTEXT}\n` : '');
    else {
      const head = isOn(line, 'no-headers') ? [] : [['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE']];
      output.out(printTable([...head, ...(wanted ? [['*', CONTEXT, CLUSTER, USER, '']] : [])]));
    }
    const unknown = line.words.filter((name) => name !== CONTEXT);
    for (const name of unknown) output.fail(`error: context ${name} not found`);
    return undefined;
  },
};

const useContext: Verb = {
  flags: {},
  run(line, _env, output) {
    const [name = '', ...others] = line.words;
    if (name === '' || others.length > 0)
      throw usageError('config use-context', `Unexpected args: ${goList(line.words)}`);
    if (name !== CONTEXT) throw new KubectlError(`error: no context exists with the name: ${quoted(name)}\n`);
    output.out(`Switched to context ${quoted(name)}.\n`);
    return undefined;
  },
};

const subcommands: readonly Subcommand[] = [
  { names: ['view'], verb: view },
  { names: ['current-context'], verb: printing(`${CONTEXT}\n`) },
  { names: ['get-contexts'], verb: getContexts },
  { names: ['get-clusters'], verb: printing(`NAME\n${CLUSTER}\n`) },
  { names: ['get-users'], verb: printing(`NAME\n${USER}\n`) },
  { names: ['use-context', 'use'], verb: useContext },
];

export const config: Verb = { flags: {}, subcommands, run: () => undefined };
