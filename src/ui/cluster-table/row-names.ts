/** Accessible names of the treegrid's rows (design §8): `node-3, Ready, 1 taint, pod log-collector-x7k2p Starting`. */
import type { DaemonSetCard, NodeCard, PodChip } from '../../view/cards.ts';

export function podText({ name, word, detail, state }: PodChip): string {
  const shown = state === 'waiting' && detail && detail !== 'not bound' ? `${word}: ${detail}` : word;
  return `pod ${name} ${shown}`;
}

export function nodeRowName(card: NodeCard): string {
  const { name, status, removed, taints, porch, pods, others } = card;
  const parts = [name, removed ? 'deleted' : status];
  if (taints.length > 0) parts.push(`${taints.length} ${taints.length === 1 ? 'taint' : 'taints'}`);
  parts.push(...[...pods, ...porch].map(podText));
  if (others.length > 0) parts.push(`${others.length} other ${others.length === 1 ? 'pod' : 'pods'}`);
  return parts.join(', ');
}

export function daemonSetRowName({ name, counts, misscheduled }: DaemonSetCard): string {
  const text = `DaemonSet ${name}, desired ${counts.desired}, current ${counts.current}, ready ${counts.ready}, up to date ${counts.upToDate}, available ${counts.available}`;
  return misscheduled > 0 ? `${text}, misscheduled ${misscheduled}` : text;
}

/** A Pod's own row starts with its name, so that it is never taken for its node's. */
export function podRowName({ name, word, detail, revision }: PodChip): string {
  return [name, word, detail, revision === undefined ? undefined : `revision ${revision}`].filter(Boolean).join(', ');
}
