/**
 * kubectl top. A cluster has no Metrics API until somebody installs a metrics server, and this one has none. Follows
 * kubectl's pkg/cmd/top.
 */
import { type CommandLine, flag } from '../command-line.ts';
import { KubectlError, usageError } from '../kubectl-error.ts';
import type { Verb } from './verb.ts';

const shared = { selector: 'value', 'sort-by': 'value', 'no-headers': 'switch', 'show-swap': 'switch' } as const;

const node: Verb = {
  flags: { ...shared, 'show-capacity': 'switch' },
  run: (line) => refuse(line, 'node', 'only one of NAME or --selector can be provided'),
};

const pod: Verb = {
  flags: { ...shared, 'all-namespaces': 'switch', containers: 'switch', 'field-selector': 'value', sum: 'switch' },
  run: (line) => refuse(line, 'pod', 'only one of NAME or selector can be provided'),
};

function refuse(line: CommandLine, kind: 'node' | 'pod', both: string): never {
  if (line.words.length > 1) throw usageError(`top ${kind}`, `${kind} [NAME | -l label]`);
  const sortBy = flag(line, 'sort-by') ?? '';
  if (!['', 'cpu', 'memory'].includes(sortBy)) throw new KubectlError('error: --sort-by accepts only cpu or memory\n');
  const selects = Boolean(flag(line, 'selector')) || Boolean(flag(line, 'field-selector'));
  if (line.words.length > 0 && selects) throw new KubectlError(`error: ${both}\n`);
  throw new KubectlError('error: Metrics API not available\n');
}

export const top: Verb = {
  flags: {},
  subcommands: [
    { names: ['node'], verb: node },
    { names: ['pod'], verb: pod },
  ],
  run: () => undefined,
};
