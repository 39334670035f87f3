/** kubectl describe ds (§15.6). Follows describeDaemonSet in kubectl/pkg/describe/describe.go. */
import {
  controllerOf,
  type DaemonSet,
  type Event,
  formatLabelSelector,
  type Millis,
  type Pod,
} from '../../engine/index.ts';
import { ageOf } from '../printers/age.ts';
import { printTable } from '../printers/table.ts';
import { LAST_APPLIED } from '../verbs/apply.ts';
import { alignedBlock } from './aligned-block.ts';
import { describeTemplate, labelLines, listed } from './pod-template.ts';

export function describeDaemonSet(ds: DaemonSet, pods: readonly Pod[], events: readonly Event[], now: Millis): string {
  const { metadata, spec, status } = ds;
  const annotations = Object.entries(metadata.annotations ?? {})
    .filter(([key]) => key !== LAST_APPLIED)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}: ${value}`);
  const head = alignedBlock([
    { indent: 0, name: 'Name:', value: metadata.name },
    { indent: 0, name: 'Namespace:', value: metadata.namespace ?? '' },
    { indent: 0, name: 'Selector:', value: formatLabelSelector(spec.selector) },
    { indent: 0, name: 'Node-Selector:', value: labelLines(spec.template.spec.nodeSelector).join(',') },
    ...listed(0, 'Labels:', labelLines(metadata.labels)),
    ...listed(0, 'Annotations:', annotations.length > 0 ? annotations : ['<none>']),
  ]);
  const count = (phase: string): number => pods.filter((pod) => pod.status.phase === phase).length;
  const numbers = [
    `Desired Number of Nodes Scheduled: ${status.desiredNumberScheduled}`,
    `Current Number of Nodes Scheduled: ${status.currentNumberScheduled}`,
    `Number of Nodes Scheduled with Up-to-date Pods: ${status.updatedNumberScheduled ?? 0}`,
    `Number of Nodes Scheduled with Available Pods: ${status.numberAvailable ?? 0}`,
    `Number of Nodes Misscheduled: ${status.numberMisscheduled}`,
    `Pods Status:  ${count('Running')} Running / ${count('Pending')} Waiting / ${count('Succeeded')} Succeeded / ${count('Failed')} Failed`,
  ];
  return `${head}${numbers.join('\n')}\n${describeTemplate(spec.template)}${describeEvents(events, now)}`;
}

export function describeEvents(events: readonly Event[], now: Millis): string {
  if (events.length === 0) return 'Events:  <none>\n';
  const rows = [...events]
    .sort((a, b) => Number(a.metadata.resourceVersion) - Number(b.metadata.resourceVersion))
    .map(({ type, reason, count, firstTimestamp, lastTimestamp, source, message }) => [
      `  ${type}`,
      reason,
      count > 1
        ? `${ageOf(lastTimestamp, now)} (x${count} over ${ageOf(firstTimestamp, now)})`
        : ageOf(firstTimestamp, now),
      source.component ?? '',
      message.trim(),
    ]);
  return `Events:\n${printTable([['  Type', 'Reason', 'Age', 'From', 'Message'], ['  ----', '------', '----', '----', '-------'], ...rows], 2)}`;
}

export function ownedBy(ds: DaemonSet, pods: readonly Pod[]): readonly Pod[] {
  return pods.filter(({ metadata }) => controllerOf(metadata)?.uid === ds.metadata.uid);
}
