/** Gives each controller its own connection, queue, expectations and events, and its place behind the informers. */
import { connect } from '../apiserver/connection.ts';
import type { ApiServer } from '../apiserver/server.ts';
import type { Store } from '../store/store.ts';
import type { EventQueue } from '../time/event-queue.ts';
import type { Millis } from '../time/millis.ts';
import type { Controller, ReconcileContext, WorkQueue } from './controller.ts';
import { type EventRecorder, recorderOf } from './event-recorder.ts';
import { expectationsOf } from './expectations.ts';
import type { Informers } from './informers.ts';
import { recordsOf } from './runtime-records.ts';

export interface Actor {
  readonly controller: Controller;
  readonly context: ReconcileContext;
}

interface Surroundings {
  readonly store: Store;
  readonly queue: EventQueue;
  readonly informers: Informers;
  readonly server: ApiServer;
  readonly seed: string;
  readonly workDelay: Readonly<Record<string, Millis>>;
  readonly now: () => Millis;
}

export function actorsOf(controllers: readonly Controller[], around: Surroundings): ReadonlyMap<string, Actor> {
  const actors = new Map<string, Actor>();
  for (const controller of controllers) {
    const context = contextOf(controller, around);
    actors.set(controller.name, { controller, context });
    around.informers.subscribe({ controller, context });
  }
  return actors;
}

function contextOf({ name }: Controller, around: Surroundings): ReconcileContext {
  const { store, informers, server, seed, now } = around;
  const records = recordsOf(store);
  return {
    get now() {
      return now();
    },
    caches: informers.caches,
    live: store.read,
    queue: workQueueOf(name, around),
    expectations: expectationsOf(records, name, now),
    records,
    api: connect(server, { actor: name, trusted: true }),
    recorder: recorderOf(server, name),
    recorderAt: recordersOf(server, name),
    seed,
    because: (reason) => store.because(reason),
  };
}

/** A recorder per host, made once: its events share what they say of their source. */
function recordersOf(server: ApiServer, component: string): (host: string) => EventRecorder {
  const known = new Map<string, EventRecorder>();
  return (host) => {
    let recorder = known.get(host);
    if (!recorder) {
      recorder = recorderOf(server, component, host);
      known.set(host, recorder);
    }
    return recorder;
  };
}

function workQueueOf(name: string, { queue, workDelay, now }: Surroundings): WorkQueue {
  const delay = workDelay[name] ?? 0;
  return {
    add: (key, rank) => queue.addAfter(name, key, now(), delay, rank),
    addAfter: (key, after) => queue.addAfter(name, key, now(), Math.max(after, delay)),
    cancelDelayed: (key) => queue.cancelDelayed(name, key),
  };
}
