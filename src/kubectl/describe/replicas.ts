/** kubectl describe deployment and replicaset. Follows describeDeployment and describeReplicaSet in kubectl/pkg/describe/describe.go. */
import {
  type Condition,
  controllerOf,
  type Deployment,
  type Event,
  formatLabelSelector,
  type Millis,
  type ReplicaSet,
} from '../../engine/index.ts';
import type { PodCounts } from './daemonset.ts';
import { withEvents } from './events.ts';
import { annotationText, line, listed, longTime, NONE, pairLines } from './lines.ts';
import { describeTemplate } from './pod-template.ts';

export interface OwnedSets {
  readonly fresh: readonly ReplicaSet[];
  readonly old: readonly ReplicaSet[];
}

export function describeDeployment(
  { metadata, spec, status }: Deployment,
  { fresh, old }: OwnedSets,
  events: readonly Event[] | undefined,
  now: Millis,
): string {
  const { updatedReplicas = 0, replicas = 0, availableReplicas = 0, unavailableReplicas = 0 } = status;
  const { type = '', rollingUpdate } = spec.strategy;
  const text = [
    line(0, `Name:\t${metadata.name}`),
    line(0, `Namespace:\t${metadata.namespace ?? ''}`),
    line(0, `CreationTimestamp:\t${longTime(metadata.creationTimestamp)}`),
    listed('Labels', pairLines(metadata.labels)),
    annotationText('Annotations', metadata.annotations),
    line(0, `Selector:\t${formatLabelSelector(spec.selector)}`),
    line(
      0,
      `Replicas:\t${spec.replicas ?? 0} desired | ${updatedReplicas} updated | ${replicas} total | ${availableReplicas} available | ${unavailableReplicas} unavailable`,
    ),
    line(0, `StrategyType:\t${type}`),
    line(0, `MinReadySeconds:\t${spec.minReadySeconds ?? 0}`),
    rollingUpdate
      ? line(
          0,
          `RollingUpdateStrategy:\t${rollingUpdate.maxUnavailable} max unavailable, ${rollingUpdate.maxSurge} max surge`,
        )
      : '',
    describeTemplate(spec.template),
    conditionsText(status.conditions),
    fresh.length + old.length === 0
      ? ''
      : line(0, `OldReplicaSets:\t${setsText(old)}`) + line(0, `NewReplicaSet:\t${setsText(fresh)}`),
  ];
  return withEvents(text.join(''), events, now);
}

export function describeReplicaSet(
  { metadata, spec, status }: ReplicaSet,
  { running, waiting, succeeded, failed }: PodCounts,
  events: readonly Event[] | undefined,
  now: Millis,
): string {
  const owner = controllerOf(metadata);
  const text = [
    line(0, `Name:\t${metadata.name}`),
    line(0, `Namespace:\t${metadata.namespace ?? ''}`),
    line(0, `Selector:\t${formatLabelSelector(spec.selector)}`),
    listed('Labels', pairLines(metadata.labels)),
    annotationText('Annotations', metadata.annotations),
    owner ? line(0, `Controlled By:\t${owner.kind}/${owner.name}`) : '',
    line(0, `Replicas:\t${status.replicas} current / ${spec.replicas ?? 0} desired`),
    line(0, `Pods Status:\t${running} Running / ${waiting} Waiting / ${succeeded} Succeeded / ${failed} Failed`),
    describeTemplate(spec.template),
    conditionsText(status.conditions),
  ];
  return withEvents(text.join(''), events, now);
}

function conditionsText(conditions: readonly Condition[] | undefined): string {
  if (!conditions?.length) return '';
  const rows = conditions.map(({ type, status, reason }) => line(1, `${type} \t${status}\t${reason}`));
  return ['Conditions:\n  Type\tStatus\tReason\n', line(1, '----\t------\t------'), ...rows].join('');
}

function setsText(sets: readonly ReplicaSet[]): string {
  const texts = sets.map(
    ({ metadata, spec, status }) => `${metadata.name} (${status.replicas}/${spec.replicas ?? 0} replicas created)`,
  );
  return texts.join(', ') || NONE;
}
