/**
 * Writes Events, correlated as client-go does it: the same event again raises a count, more than ten similar
 * ones within ten minutes are combined, and one object gets 25 at once and then one in five minutes (§15.4).
 * Follows client-go tools/record/events_cache.go; its memory is derived from the stored Events of the object.
 */
import { storeEvent } from '../apiserver/new-event.ts';
import type { ApiServer } from '../apiserver/server.ts';
import type { Event, ObjectReference } from '../model/core.ts';
import type { ObjectMeta } from '../model/meta.ts';
import { type Millis, millisOf, timestamp } from '../time/millis.ts';

const SIMILAR_LIMIT = 10;
const SIMILAR_WINDOW: Millis = 600_000;
const BURST = 25;
const REFILL: Millis = 300_000;
const COMBINED = '(combined from similar events): ';

export interface EventRecorder {
  event(object: EventTarget, type: 'Normal' | 'Warning', reason: string, message: string): void;
}

/** The object that an event is about. */
export interface EventTarget {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Pick<ObjectMeta, 'name' | 'namespace' | 'uid'>;
}

export function recorderOf(server: ApiServer, component: string, host?: string): EventRecorder {
  return new Recorder(server, host === undefined ? { component } : { component, host });
}

/** One event source. It has no memory of its own. */
class Recorder implements EventRecorder {
  readonly #server: ApiServer;
  readonly #source: Event['source'];

  constructor(server: ApiServer, source: Event['source']) {
    this.#server = server;
    this.#source = source;
  }

  event(object: EventTarget, type: 'Normal' | 'Warning', reason: string, message: string): void {
    const { store, now } = this.#server;
    const { uid } = object.metadata;
    const { component } = this.#source;
    let known: Event[] | undefined;
    let total = 0;
    let sibling: Event | undefined;
    for (const event of store.read.byIndex('Event', 'involved', uid).values()) {
      sibling = event;
      if (event.source.component !== component) continue;
      total += event.count;
      if (event.reason !== reason || event.type !== type) continue;
      if (known) known.push(event);
      else known = [event];
    }
    if (total >= BURST && !this.#takeToken(uid)) return;
    const combined = known !== undefined && isCrowded(known, message, now);
    const text = combined ? COMBINED + message : message;
    const same = known?.find((event) => (combined ? event.message.startsWith(COMBINED) : event.message === text));
    if (same) {
      this.#server.replace('Event', { ...same, message: text, count: same.count + 1, lastTimestamp: timestamp(now) });
      return;
    }
    this.#create(object, type, reason, text, sibling);
  }

  /** `sibling`: an event of the same object, whose parts this one can share. */
  #create(object: EventTarget, type: string, reason: string, message: string, sibling: Event | undefined): void {
    const server = this.#server;
    const { name, namespace = 'default' } = object.metadata;
    const own = this.#source;
    storeEvent(server, {
      name: `${name}.${suffixOf(server.now, server.store.resourceVersion)}`,
      // An object whose event was stored has a name that will do.
      isNameValid: sibling !== undefined,
      namespace,
      involvedObject: referenceTo(object, sibling?.involvedObject),
      type,
      reason,
      message,
      source: sibling && isSameSource(sibling.source, own) ? sibling.source : own,
    });
  }

  /** The spam filter of one source and object: empty once its burst is used up, then a token each five minutes. */
  #takeToken(uid: string): boolean {
    const { store, now } = this.#server;
    const row = `${this.#source.component}|${uid}`;
    const bucket = store.read.get('eventSeries', row) ?? { tokens: 0, at: now };
    const tokens = Math.min(BURST, bucket.tokens + (now - bucket.at) / REFILL);
    const isTaken = tokens >= 1;
    store.put('eventSeries', row, { tokens: isTaken ? tokens - 1 : tokens, at: now });
    return isTaken;
  }
}

function referenceTo({ apiVersion, kind, metadata }: EventTarget, known: ObjectReference | undefined): ObjectReference {
  const { namespace, name, uid } = metadata;
  const isSame =
    known?.uid === uid &&
    known.name === name &&
    known.namespace === namespace &&
    known.kind === kind &&
    known.apiVersion === apiVersion;
  return isSame ? known : { apiVersion, kind, namespace, name, uid };
}

const isSameSource = (a: Event['source'], b: Event['source']): boolean =>
  a.component === b.component && a.host === b.host;

/** All digits of the last suffix but its last six: they change once in some milliseconds. A cache only. */
let lastHigh = -1;
let lastHighText = '';

/**
 * Nanoseconds upstream, in hexadecimal digits; here the store's version tells apart what happens within one
 * millisecond.
 */
function suffixOf(now: Millis, resourceVersion: number): string {
  const nanos = now * 1_000_000 + (resourceVersion % 1_000_000);
  const high = Math.floor(nanos / 0x100_0000);
  if (high <= 0) return nanos.toString(16);
  if (high !== lastHigh) {
    lastHigh = high;
    lastHighText = high.toString(16);
  }
  return lastHighText + (nanos - high * 0x100_0000).toString(16).padStart(6, '0');
}

/**
 * Whether an event is one too many of its kind: the tenth different message, and each new one after it, while no
 * ten minutes pass without any (EventAggregator).
 */
function isCrowded(known: readonly Event[], message: string, now: Millis): boolean {
  let different = 1;
  let after = now;
  for (const event of newestFirst(known)) {
    const at = millisOf(event.lastTimestamp);
    if (after - at > SIMILAR_WINDOW) break;
    after = at;
    if (event.message === message) return false;
    if (!event.message.startsWith(COMBINED)) different += 1;
  }
  return different >= SIMILAR_LIMIT;
}

/** Those of a workload are many, and mostly in the order of time already: then they need no sorting. */
function newestFirst(events: readonly Event[]): readonly Event[] {
  let last = Number.NEGATIVE_INFINITY;
  for (const { lastTimestamp } of events) {
    const at = millisOf(lastTimestamp);
    if (!(at >= last)) return [...events].sort((a, b) => millisOf(b.lastTimestamp) - millisOf(a.lastTimestamp));
    last = at;
  }
  return [...events].reverse();
}
