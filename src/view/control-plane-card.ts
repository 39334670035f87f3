/** How busy the control plane is: queue lengths, and who has acted just now. */
import type { Journal, Millis } from '../engine/index.ts';
import type { ControlPlaneCard } from './cards.ts';
import type { QueueTally } from './tallies.ts';

/** In the order in which work flows; the rest come after. */
const ACTORS: readonly (readonly [name: string, label: string])[] = [
  ['kubectl', 'API server'],
  ['daemonset-controller', 'DaemonSet controller'],
  ['default-scheduler', 'Scheduler'],
  ['kubelet', 'Kubelets'],
  ['node-controller', 'Node lifecycle'],
  ['taint-eviction-controller', 'Taint eviction'],
  ['pod-garbage-collector', 'Pod GC'],
  ['garbage-collector-controller', 'Garbage collector'],
];
/** An actor is lit for this long after it has changed something, in virtual time. */
const LIT: Millis = 600;
const MAX_LOOK = 300;

export function controlPlaneCard(queued: QueueTally, journal: Journal, now: Millis): ControlPlaneCard {
  const acting = new Set<string>();
  for (let seq = journal.position; seq > Math.max(journal.oldest, journal.position - MAX_LOOK); seq -= 1) {
    const step = journal.step(seq);
    if (!step || step.at < now - LIT) break;
    if (step.cause.reason !== '') acting.add(step.cause.actor === 'world' ? 'kubectl' : step.cause.actor);
  }
  return {
    actors: ACTORS.map(([name, label]) => ({ name, label, queued: queued.of(name), acting: acting.has(name) })),
  };
}
