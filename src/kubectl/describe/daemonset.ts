/** kubectl describe ds (§15.6). Follows describeDaemonSet in kubectl/pkg/describe/describe.go. */
import { type DaemonSet, type Event, formatLabelSelector, type Millis } from '../../engine/index.ts';
import { withEvents } from './events.ts';
import { annotationText, line, listed, pairLines } from './lines.ts';
import { describeTemplate } from './pod-template.ts';

/** How many of the DaemonSet's own Pods are in each phase; Pending ones are waiting. */
export interface PodCounts {
  readonly running: number;
  readonly waiting: number;
  readonly succeeded: number;
  readonly failed: number;
}

export function describeDaemonSet(
  { metadata, spec, status }: DaemonSet,
  { running, waiting, succeeded, failed }: PodCounts,
  events: readonly Event[] | undefined,
  now: Millis,
): string {
  const text = [
    line(0, `Name:\t${metadata.name}`),
    line(0, `Namespace:\t${metadata.namespace ?? ''}`),
    line(0, `Selector:\t${formatLabelSelector(spec.selector)}`),
    line(0, `Node-Selector:\t${pairLines(spec.template.spec.nodeSelector).join(',') || '<none>'}`),
    listed('Labels', pairLines(metadata.labels)),
    annotationText('Annotations', metadata.annotations),
    line(0, `Desired Number of Nodes Scheduled: ${status.desiredNumberScheduled}`),
    line(0, `Current Number of Nodes Scheduled: ${status.currentNumberScheduled}`),
    line(0, `Number of Nodes Scheduled with Up-to-date Pods: ${status.updatedNumberScheduled ?? 0}`),
    line(0, `Number of Nodes Scheduled with Available Pods: ${status.numberAvailable ?? 0}`),
    line(0, `Number of Nodes Misscheduled: ${status.numberMisscheduled}`),
    line(0, `Pods Status:\t${running} Running / ${waiting} Waiting / ${succeeded} Succeeded / ${failed} Failed`),
    describeTemplate(spec.template),
  ];
  return withEvents(text.join(''), events, now);
}
