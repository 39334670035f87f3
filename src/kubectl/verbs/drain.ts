/** kubectl drain (§10.5): cordons nodes, then empties them one after the other. Follows RunDrain in pkg/cmd/drain/drain.go. */
import { cordonNodes } from '../drain/cordon-nodes.ts';
import { drainNode, type NodeFailure } from '../drain/drain-node.ts';
import { type DrainOptions, drainFlags, drainOptions } from '../drain/drain-options.ts';
import { selectedNodes } from '../drain/selected-nodes.ts';
import { dryRunSuffix } from '../dry-run.ts';
import { aggregateText } from '../error-text.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { Continuation, KubectlEnv, Output } from '../kubectl-run.ts';
import type { Verb } from './verb.ts';

export const drain: Verb = {
  flags: drainFlags,
  run(line, env, output) {
    const options = drainOptions(line);
    const nodes = selectedNodes('drain', line, env.api);
    cordonNodes(nodes, true, options.dryRun, env.api, output);
    const names = nodes.map(({ metadata }) => metadata.name);
    return drainFrom(names, [], options, env, output);
  },
};

interface Undrained {
  readonly node: string;
  readonly failure: NodeFailure;
}

function drainFrom(
  names: readonly string[],
  failed: readonly Undrained[],
  options: DrainOptions,
  env: KubectlEnv,
  output: Output,
): Continuation | undefined {
  const [node, ...rest] = names;
  if (node === undefined) return conclude(failed, output);
  return drainNode(node, options, env, output, (failure, later, out) => {
    if (!failure) out.out(`node/${node} drained${dryRunSuffix(options.dryRun)}\n`);
    else {
      const text = aggregateText(failure.texts);
      out.err(`error: unable to drain node "${node}" due to error: ${text}, continuing command...\n`);
    }
    return drainFrom(rest, failure ? [...failed, { node, failure }] : failed, options, later, out);
  });
}

/** The errors come once more at the end: one by one when a single node failed, a line a node otherwise. */
function conclude(failed: readonly Undrained[], output: Output): undefined {
  const [only, ...more] = failed;
  if (!only) return undefined;
  output.err(`There are pending nodes to be drained:\n${failed.map(({ node }) => ` ${node}\n`).join('')}`);
  const { texts, plain } = only.failure;
  const lines = more.length > 0 ? failed.map(({ failure }) => aggregateText(failure.texts)) : texts;
  const prefix = more.length === 0 && plain ? 'error: ' : '';
  throw new KubectlError(lines.map((line) => `${prefix}${line}\n`).join(''));
}
