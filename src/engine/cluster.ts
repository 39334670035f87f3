/** A whole cluster: one loop pops the earliest queued item, one actor handles it to the end, its writes are one Step. */
import { deepEqual } from '../lib/deep-equal.ts';
import type { UserInfo } from './apiserver/authorization/attributes.ts';
import { confirmNoEscalation } from './apiserver/authorization/escalation.ts';
import { SYSTEM_MASTERS } from './apiserver/authorization/rbac-authorizer.ts';
import { type UserApi, userConnection } from './apiserver/authorization/user-connection.ts';
import { connect } from './apiserver/connection.ts';
import { ApiServer } from './apiserver/server.ts';
import { ApiError } from './apiserver/status.ts';
import { bootCluster } from './bootstrap/boot-cluster.ts';
import { type Actor, actorsOf } from './client/actors.ts';
import { INFORMERS, Informers } from './client/informers.ts';
import { failureDelay, forgetFailures } from './client/rate-limiter.ts';
import { type Records, recordsOf } from './client/runtime-records.ts';
import { controllers } from './controllers/controllers.ts';
import {
  type Input,
  type InputListener,
  isOutside,
  ReplayMismatch,
  type WrittenInput,
  type WrittenStep,
} from './inputs.ts';
import type { Journal } from './store/journal.ts';
import type { Reader } from './store/plane.ts';
import type { Cause, Step } from './store/records.ts';
import { Store } from './store/store.ts';
import { EventQueue } from './time/event-queue.ts';
import type { Millis } from './time/millis.ts';
import { type World, worldOf } from './world/world.ts';

export interface ClusterOptions {
  /** How far the actors' caches trail the store, in ms. */
  readonly watchLatency?: Millis;
  /** How long an actor takes before it works on what woke it, in ms; none where it is not named. */
  readonly workDelay?: Readonly<Record<string, Millis>>;
  /**
   * About how many bytes of memory the history may take: beyond it the oldest part is forgotten. JOURNAL_BYTES where it
   * is not named.
   */
  readonly journalBytes?: number;
  /** Virtual time at the first moment; before 0 when the cluster is to have been up for a while at moment 0. */
  readonly startAt?: Millis;
}

/** Who kubeadm's admin.conf says that its owner is. */
const ADMIN: UserInfo = { name: 'kubernetes-admin', groups: [SYSTEM_MASTERS, 'system:authenticated'] };

const DEFAULT_LATENCY: Millis = 10;

export class Cluster {
  /** The same seed and the same commands give the same journal, byte for byte. */
  static create(seed: string, options: ClusterOptions = {}): Cluster {
    return new Cluster(seed, options);
  }

  /** The user's connection; every actor has its own. */
  readonly api: UserApi;
  readonly world: World;
  readonly #store: Store;
  readonly #queue: EventQueue;
  readonly #records: Records;
  readonly #informers: Informers;
  readonly #server: ApiServer;
  readonly #actors: ReadonlyMap<string, Actor>;
  readonly #inputListeners: InputListener[] = [];
  /** Virtual time; after a seek, that of the Step shown. */
  #now: Millis;

  private constructor(
    seed: string,
    { watchLatency = DEFAULT_LATENCY, workDelay = {}, startAt = 0, journalBytes }: ClusterOptions,
  ) {
    this.#now = startAt;
    const store = new Store(startAt, journalBytes);
    this.#store = store;
    this.#queue = new EventQueue(store);
    this.#records = recordsOf(store);
    this.#informers = new Informers(store, this.#queue, watchLatency);
    this.#server = new ApiServer(store, seed, () => this.#now);
    this.#actors = actorsOf(controllers, {
      store,
      queue: this.#queue,
      informers: this.#informers,
      server: this.#server,
      seed,
      workDelay,
      now: () => this.#now,
    });
    this.api = this.connect('');
    this.world = worldOf(this.#server, this.#queue, (reason, key, what) =>
      this.transact({ actor: 'world', key, reason }, what),
    );
    this.transact({ actor: 'world', key: 'cluster', reason: 'The cluster starts' }, () => bootCluster(this.#server));
  }

  /** A user's connection whose writes give `reason`, such as the command line, as their cause. */
  connect(reason: string, user = ADMIN): UserApi {
    const { read } = this.#store;
    return userConnection(read, user, (acting) =>
      connect(this.#server, {
        actor: 'kubectl',
        trusted: false,
        inspect: (next, old) => confirmNoEscalation(read, acting, next, old),
        act: (cause, what) => this.transact(reason === '' ? cause : { ...cause, reason }, what),
      }),
    );
  }

  get journal(): Journal {
    return this.#store.journal;
  }
  get now(): Millis {
    return this.#now;
  }
  /** The present state, for reading only. */
  get state(): Reader {
    return this.#store.read;
  }
  /** When the next queued item is due; undefined at rest. */
  get nextAt(): Millis | undefined {
    return this.#queue.peek()?.dueAt;
  }

  /** Handles the next queued item; undefined when idle. Items whose handling changes nothing leave no Step. */
  step(): Step | undefined {
    return this.#stepUntil(Number.POSITIVE_INFINITY);
  }

  /** As `step`; undefined also when what is queued is due after `limit`. */
  #stepUntil(limit: Millis): Step | undefined {
    for (;;) {
      const item = this.#queue.peek();
      if (!item || item.dueAt > limit) return undefined;
      this.#now = Math.max(this.#now, item.dueAt);
      const step = this.transact({ actor: item.actor, key: item.key, reason: '' }, () => {
        this.#queue.removePeeked();
        // A delayed key only becomes ready; when it waits at once already, that one turn does for both.
        if (item.delayed && this.#queue.isReady(item.actor, item.key)) return;
        if (item.actor === INFORMERS) this.#informers.deliver(this.#now);
        else this.#handle(item.actor, item.key);
      });
      if (step) return step;
    }
  }

  /** Handles all items that are due until `time`; then it is `time`. */
  runUntil(time: Millis): void {
    while (this.#stepUntil(time)) {
      // Each turn is one Step.
    }
    this.#now = Math.max(this.#now, time);
  }

  /** Runs until nothing is queued, or until virtual time `limit`: crash loops never idle. */
  runUntilIdle(limit: Millis): 'idle' | 'limit' {
    while (this.#stepUntil(limit)) {
      // Each turn is one Step.
    }
    return this.nextAt === undefined ? 'idle' : 'limit';
  }

  /** Lets virtual time pass without handling anything: it must stay before the next item. */
  advanceTo(time: Millis): void {
    const next = this.nextAt;
    this.#now = Math.max(this.#now, next === undefined ? time : Math.min(time, next));
  }

  /** Moves to the moment right after Step `seq`, in either direction. */
  seek(seq: number): void {
    this.#store.journal.seek(seq);
    this.#now = this.#store.journal.at(seq);
  }

  /** Moves to a moment of recorded time: after the last Step that had happened by then. */
  seekTime(time: Millis): void {
    const { journal } = this.#store;
    let [low, high] = [journal.oldest, journal.head];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const step = journal.step(middle);
      if (step && step.at <= time) low = middle;
      else high = middle - 1;
    }
    if (low !== journal.position) journal.seek(low);
    this.#now = journal.at(low);
    // Past the end of what is recorded, time may not run over what is queued: it would be handled too late.
    if (low < journal.head) this.#now = Math.max(time, this.#now);
    else this.advanceTo(time);
  }

  /** Moves to the newest moment of a branch, which is the present line from then on (Journal.returnTo). */
  returnTo(id: number): void {
    const { journal } = this.#store;
    const { position, head } = journal;
    journal.returnTo(id);
    this.#now = journal.at(journal.head);
    this.#tellInput({ position, head, returnTo: id });
  }

  /** Makes the present the oldest moment that can be reached; only at rest, when no cache trails. */
  forgetPast(): void {
    this.#store.journal.forgetPast(this.#now);
  }

  /** Calls back after each input: from these the whole history can be made again, its branches too. */
  watchInputs(on: InputListener): void {
    this.#inputListeners.push(on);
  }

  /**
   * Carries an input out again where it came: the line stands at its head then, so that the same future is cut off.
   * Throws ReplayMismatch, and changes nothing, when the story before it was another one.
   */
  replay(input: Input): void {
    if ('returnTo' in input) return this.returnTo(input.returnTo);
    const { position, head, before, step } = input;
    const next = position < head ? this.journal.step(position + 1)?.at : this.nextAt;
    const inTime = step.at >= this.#now && (next === undefined || next >= step.at);
    if (!inTime || !deepEqual(this.#found(), { position, head, before })) {
      throw new ReplayMismatch('the story came here in another way');
    }
    this.#store.replay(step);
    this.#now = step.at;
    this.#tellInput(input);
  }

  /** Several writes as one Step. An error of `what` takes all of them back. Undefined when nothing changed. */
  transact(cause: Cause, what: () => void): Step | undefined {
    const store = this.#store;
    const found = isOutside(cause) && this.#found();
    store.begin(this.#now, cause);
    try {
      what();
    } catch (error) {
      store.rollback();
      throw error;
    }
    if (store.writesObjects) this.#informers.noteWrites(this.#now);
    const step = store.commit();
    if (step && found) this.#tellInput({ ...found, step: written(step) });
    return step;
  }

  /** What an input finds. */
  #found(): Omit<WrittenInput, 'step'> {
    const { journal, counters } = this.#store;
    return { position: journal.position, head: journal.head, before: counters };
  }

  #tellInput(input: Input): void {
    for (const on of this.#inputListeners) on(input);
  }

  #handle(name: string, key: string): void {
    const actor = this.#actors.get(name);
    if (!actor) throw new Error(`nobody handles ${name}`);
    try {
      actor.controller.reconcile(key, actor.context);
      forgetFailures(this.#records, name, key);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // What was written stays written; the key comes back after a growing delay (§2.3).
      this.#queue.addAfter(name, key, this.#now, failureDelay(this.#records, name, key, this.#now));
    }
  }
}

function written({ seq: _, ...step }: Step): WrittenStep {
  return step;
}
