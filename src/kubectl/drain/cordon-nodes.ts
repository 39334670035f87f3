/** Marks nodes unschedulable, or not. Follows RunCordonOrUncordon in kubectl's pkg/cmd/drain/drain.go. */
import { type Api, ApiError, type Node } from '../../engine/index.ts';
import { type DryRun, dryRunSuffix } from '../dry-run.ts';
import type { Output } from '../kubectl-run.ts';

export function cordonNodes(
  nodes: readonly Node[],
  unschedulable: boolean,
  dryRun: DryRun,
  api: Api,
  output: Output,
): void {
  const verb = unschedulable ? 'cordon' : 'uncordon';
  for (const node of nodes) {
    const { name } = node.metadata;
    const already = (node.spec.unschedulable ?? false) === unschedulable;
    if (!already && dryRun !== 'client') {
      const problem = patchNode(node, unschedulable, dryRun === 'server', api);
      if (problem !== undefined) {
        output.err(`error: unable to ${verb} node "${name}": ${problem}\n`);
        continue;
      }
    }
    output.out(`node/${name} ${already ? 'already ' : ''}${verb}ed${dryRunSuffix(dryRun)}\n`);
  }
}

/** The refusal's message. A refused node fails nobody: the command goes on and ends well. */
function patchNode(node: Node, unschedulable: boolean, dryRun: boolean, api: Api): string | undefined {
  try {
    const body = { spec: { unschedulable: unschedulable || null } };
    api.patch('Node', node.metadata, { type: 'strategic', body }, { dryRun });
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) return error.status.message;
    throw error;
  }
}
