/**
 * The stored Events about an object, in the order in which they came, for recorders, who look at them before each new
 * one. A cache of the store's index: what is said of one object comes in one go, and of workloads again and again.
 */
import type { Event } from '../model/core.ts';
import type { Change } from '../store/records.ts';
import type { Reader } from '../store/tables.ts';

const MOST_OBJECTS = 64;

const caches = new WeakMap<Reader, ObjectEvents>();

export function objectEventsOf(read: Reader): ObjectEvents {
  let known = caches.get(read);
  if (!known) {
    known = new ObjectEvents(read);
    caches.set(read, known);
  }
  return known;
}

export class ObjectEvents {
  readonly #read: Reader;
  /** By the object's UID; forgotten when anything but a new Event comes. */
  readonly #known = new Map<string, Event[]>();

  constructor(read: Reader) {
    this.#read = read;
    read.follow((change, undo) => {
      if (change.table === 'Event') this.#follow(change, undo);
    });
  }

  of(uid: string): readonly Event[] {
    let events = this.#known.get(uid);
    if (!events) {
      if (this.#known.size >= MOST_OBJECTS) this.#known.clear();
      events = [...this.#read.byIndex('Event', 'involved', uid).values()];
      this.#known.set(uid, events);
    }
    return events;
  }

  #follow({ prev, next }: Change, undo: boolean): void {
    const old = prev as Event | undefined;
    const event = next as Event | undefined;
    if (event && !old && !undo) {
      const { uid } = event.involvedObject;
      if (uid !== undefined) this.#known.get(uid)?.push(event);
      return;
    }
    if (old?.involvedObject.uid !== undefined) this.#known.delete(old.involvedObject.uid);
    if (event?.involvedObject.uid !== undefined) this.#known.delete(event.involvedObject.uid);
  }
}
