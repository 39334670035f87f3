/** The area of kubectl describe: whole texts, or the parts of a node's. */
import {
  type DaemonSet,
  type Event,
  type Lease,
  millisOf,
  type Node,
  type Pod,
  type Taint,
} from '../../engine/index.ts';
import { describeDaemonSet } from '../../kubectl/describe/daemonset.ts';
import { listed, taintLines } from '../../kubectl/describe/lines.ts';
import { describeNode } from '../../kubectl/describe/node.ts';
import { nodeResourcesText } from '../../kubectl/describe/node-resources.ts';
import { describePod } from '../../kubectl/describe/pod.ts';
import { tabulate } from '../../kubectl/describe/tab-writer.ts';
import type { AreaPlayer } from './area.ts';

interface Given {
  readonly what: 'node-resources' | 'node-taints' | 'daemonset' | 'node' | 'pod';
  readonly now: string;
  readonly counts?: readonly number[];
  readonly daemonSet?: DaemonSet;
  readonly events?: readonly Event[];
  readonly lease?: Lease;
  readonly node?: Node;
  readonly pod?: Pod;
  readonly pods?: readonly Pod[];
  readonly taints?: readonly Taint[];
}

export const describe: AreaPlayer = (given) => ({ text: textOf(given as Given) });

function textOf({ what, now, counts = [], daemonSet, events, lease, node, pod, pods = [], taints }: Given): string {
  const at = millisOf(now);
  if (what === 'node-taints') return tabulate(listed('Taints', taintLines(taints)));
  if (what === 'node-resources' && node) return tabulate(nodeResourcesText(node, pods, at));
  if (what === 'node' && node) return describeNode(node, { lease, pods, events }, at);
  if (what === 'pod' && pod) return describePod(pod, events, at);
  if (what === 'daemonset' && daemonSet) {
    const [running = 0, waiting = 0, succeeded = 0, failed = 0] = counts;
    return describeDaemonSet(daemonSet, { running, waiting, succeeded, failed }, events, at);
  }
  throw new Error(`nothing to describe for ${what}`);
}
