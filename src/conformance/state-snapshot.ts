/** The cluster as the recordings note it down after a step. */

import { targetNodeName } from '../engine/controllers/daemonset/pod-template.ts';
import type { Event, Node, Pod, Reader } from '../engine/index.ts';
import { controllerOf } from '../engine/model/controller-ref.ts';
import { isPodReady, podCondition } from '../engine/model/pods.ts';
import { maskHashName, maskPodName } from './mask.ts';

export function stateSnapshot(state: Reader, events: Readonly<Record<string, number>>): unknown {
  const daemonSets: Record<string, unknown> = {};
  for (const { metadata, status } of state.all('DaemonSet').values()) {
    daemonSets[metadata.name] = {
      generation: metadata.generation,
      observedGeneration: status.observedGeneration ?? 0,
      desired: status.desiredNumberScheduled,
      current: status.currentNumberScheduled,
      ready: status.numberReady,
      upToDate: status.updatedNumberScheduled ?? 0,
      available: status.numberAvailable ?? 0,
      unavailable: status.numberUnavailable ?? 0,
      misscheduled: status.numberMisscheduled,
    };
  }
  const nodes: Record<string, unknown> = {};
  for (const node of state.all('Node').values()) nodes[node.metadata.name] = nodeSnapshot(node);
  return {
    daemonSets,
    deployments: deploymentsSnapshot(state),
    pods: [...state.all('Pod').values()].map((pod) => podSnapshot(pod, state)),
    controllerRevisions: [...state.all('ControllerRevision').values()].map(({ metadata, revision }) => {
      const changeCause = metadata.annotations?.['kubernetes.io/change-cause'];
      return {
        owner: controllerOf(metadata)?.name ?? '',
        revision,
        ...(changeCause === undefined ? {} : { changeCause }),
      };
    }),
    nodes,
    events,
  };
}

function deploymentsSnapshot(state: Reader): unknown {
  const entries = [...state.all('Deployment').values()].map(({ metadata, status }) => {
    const counts = {
      replicas: status.replicas ?? 0,
      ready: status.readyReplicas ?? 0,
      updated: status.updatedReplicas ?? 0,
      available: status.availableReplicas ?? 0,
      unavailable: status.unavailableReplicas ?? 0,
    };
    return [metadata.name, counts] as const;
  });
  return Object.fromEntries(entries);
}

function nodeSnapshot(node: Node): unknown {
  const taints = (node.spec.taints ?? []).map(
    ({ key, value, effect }) => `${key}${value ? `=${value}` : ''}:${effect}`,
  );
  return {
    ready: node.status.conditions?.find(({ type }) => type === 'Ready')?.status ?? '',
    unschedulable: node.spec.unschedulable ?? false,
    taints: taints.sort(),
  };
}

function podSnapshot(pod: Pod, state: Reader): unknown {
  const owner = controllerOf(pod.metadata);
  const scheduled = podCondition(pod, 'PodScheduled');
  const waiting = pod.status.containerStatuses?.find(({ state: now }) => now.waiting?.reason)?.state.waiting?.reason;
  const revision = revisionOf(pod, state);
  const optional = {
    revision,
    waiting,
    reason: pod.status.reason,
    terminating: pod.metadata.deletionTimestamp ? true : undefined,
    unscheduled: scheduled?.status === 'False' ? `${scheduled.reason}: ${scheduled.message}` : undefined,
    priority: pod.spec.priority || undefined,
  };
  return {
    owner: owner ? `${owner.kind}/${owner.kind === 'ReplicaSet' ? maskHashName(owner.name) : owner.name}` : '',
    // Where a ReplicaSet's Pods go is open, so the recordings leave it out.
    ...(owner?.kind === 'ReplicaSet' ? {} : { node: pod.spec.nodeName || targetNodeName(pod) || '' }),
    bound: Boolean(pod.spec.nodeName),
    phase: pod.status.phase,
    ready: isPodReady(pod),
    images: pod.spec.containers.map(({ image }) => image),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
}

function revisionOf(pod: Pod, state: Reader): number | undefined {
  const owner = controllerOf(pod.metadata)?.uid;
  const hash = pod.metadata.labels?.['controller-revision-hash'];
  if (owner === undefined || hash === undefined) return undefined;
  for (const { metadata, revision } of state.byIndex('ControllerRevision', 'controller', owner).values()) {
    if (metadata.labels?.['controller-revision-hash'] === hash) return revision;
  }
  return undefined;
}

/**
 * Counts the events of one step: `component|type|Kind/name|reason|message`, kubelets' left out. As in the recordings
 * an event is known by its message, so one whose message changes counts from the start.
 */
export class EventCounter {
  readonly #before: ReadonlyMap<string, number>;

  /** Begins with what stands now. */
  constructor(state: Reader) {
    this.#before = new Map([...state.all('Event').values()].map((event) => [identity(event), event.count]));
  }

  counts(state: Reader): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const event of state.all('Event').values()) {
      const more = event.count - (this.#before.get(identity(event)) ?? 0);
      if (more <= 0 || event.source.component === 'kubelet') continue;
      const { kind, name } = event.involvedObject;
      const object = `${kind}/${maskName(kind, name)}`;
      const key = [event.source.component, event.type, object, event.reason, maskMessage(event.message)].join('|');
      counts[key] = (counts[key] ?? 0) + more;
    }
    return counts;
  }
}

function identity({ metadata, message }: Event): string {
  return `${metadata.uid}|${message}`;
}

function maskName(kind: string, name: string): string {
  if (kind === 'Pod') return maskPodName(name);
  return kind === 'ReplicaSet' ? maskHashName(name) : name;
}

const UID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

function maskMessage(message: string): string {
  return message
    .split(/(?<=[ :/])|(?=[ ,])/)
    .map((word) => maskHashName(maskPodName(word)))
    .join('')
    .replace(UID, '<uid>');
}
