/**
 * The worker's side: holds the in-page engine with its view and its clock, carries out what the page orders, and tells
 * in batches what has changed. The page's frames are its frames.
 */
import type { Input } from '../../engine/index.ts';
import { CLUSTER, FLEET, type View } from '../../view/cards.ts';
import type { EditRequest, EngineClient } from '../engine-client.ts';
import type { Turns } from '../keeping/in-turns.ts';
import { type Making, madeHere } from '../keeping/make-engine.ts';
import { listChange } from './list-change.ts';
import {
  ALWAYS_WATCHED,
  type Answer,
  firstLists,
  INPUTS_AT_ONCE,
  type ListChanges,
  type Lists,
  type Order,
  type Port,
  perform,
  type Report,
} from './protocol.ts';
import { TickFrames } from './tick-frames.ts';

export interface HostOptions {
  readonly port: Port<Report, Order>;
  readonly turns: Turns;
  /** Behind what has come from the page by now, so that many orders make one batch. */
  readonly later: (on: () => void) => void;
}

export class EngineHost {
  readonly #port: Port<Report, Order>;
  readonly #turns: Turns;
  readonly #later: HostOptions['later'];
  readonly #frames: TickFrames;
  readonly #kept: Input[] = [];
  #client: EngineClient | undefined;
  #handled = 0;
  #handling = false;
  #due = false;
  /** Watched cards that may have changed. */
  readonly #changed = new Set<string>();
  /** The watched cards as the page has them, and how they are let go. */
  readonly #watched = new Map<string, { sent: unknown; readonly stop: () => void }>();
  #lists: Lists = firstLists();
  #moved = true;
  #edit: EditRequest | undefined;
  #inputs: Input[] = [];
  #answers: Answer[] = [];

  constructor({ port, turns, later }: HostOptions) {
    this.#port = port;
    this.#turns = turns;
    this.#later = later;
    this.#frames = new TickFrames(
      () => turns.now(),
      () => this.#soon(),
    );
    port.listen((order) => this.#take(order));
    port.post({ kind: 'up' });
  }

  #take(order: Order): void {
    this.#handling = true;
    try {
      this.#carryOut(order);
    } finally {
      this.#handled += 1;
      this.#handling = false;
      if (this.#due) this.#later(() => this.#tell());
    }
  }

  #carryOut(order: Order): void {
    const client = this.#client;
    if (order.kind === 'inputs') this.#kept.push(...order.inputs);
    else if (order.kind === 'make') void this.#make(order.making);
    if (!client) return;
    switch (order.kind) {
      case 'tick':
        this.#frames.tick();
        this.#soon();
        break;
      case 'watch':
        for (const key of order.keys) this.#watch(client.view, key);
        break;
      case 'unwatch':
        for (const key of order.keys) this.#unwatch(key);
        break;
      case 'travel':
        perform(client.playback, order.call);
        // Also when nothing has moved yet: a jump that waits is made when the state is asked for.
        this.#moved = true;
        this.#soon();
        break;
      case 'act':
        perform(client, order.call);
        break;
      case 'ask':
        void this.#answer(order.id, perform(client, order.call));
        break;
    }
  }

  async #make(making: Making): Promise<void> {
    const kept = making.kept && { ...making.kept, inputs: this.#kept };
    const tell = (at: number, share: number): void => this.#port.post({ kind: 'progress', at, share });
    try {
      const never = new AbortController().signal;
      const made = await madeHere(this.#frames, this.#turns)({ ...making, kept }, { signal: never, tell });
      if (!made) return;
      this.#lists = firstLists(kept?.commands);
      this.#start(made.client);
      // What is to be seen first comes with it.
      this.#tell();
      this.#port.post({ kind: 'made', standing: made.standing });
    } catch (error) {
      this.#port.post({ kind: 'failed', error: String(error) });
    }
  }

  #start(client: EngineClient): void {
    this.#client = client;
    for (const key of ALWAYS_WATCHED) this.#watch(client.view, key);
    client.playback.subscribe(() => {
      this.#moved = true;
      this.#soon();
    });
    client.subscribeHistory(() => this.#soon());
    client.watchInputs((input) => {
      this.#inputs.push(input);
      this.#soon();
    });
  }

  #watch(view: View, key: string): void {
    if (this.#watched.has(key)) return;
    const note = (): void => {
      this.#changed.add(key);
      this.#soon();
    };
    // Nothing is equal to this: the page learns of the card also when there is none.
    this.#watched.set(key, { sent: NaN, stop: view.subscribe(key, note) });
    note();
  }

  #unwatch(key: string): void {
    this.#watched.get(key)?.stop();
    this.#watched.delete(key);
    this.#changed.delete(key);
  }

  async #answer(id: number, asked: unknown): Promise<void> {
    const answer = await Promise.resolve(asked).then(
      (value): Answer => ({ id, value }),
      (error): Answer => ({ id, error: error instanceof Error ? error.message : String(error) }),
    );
    this.#answers.push(answer);
    this.#soon();
  }

  /** Has the page told, once what goes on just now is over. */
  #soon(): void {
    if (this.#due) return;
    this.#due = true;
    if (!this.#handling) queueMicrotask(() => this.#later(() => this.#tell()));
  }

  #tell(): void {
    const client = this.#client;
    if (!client) return;
    this.#due = false;
    const { playback } = client;
    const lists = this.#listChanges(client);
    const cards = this.#cards(client.view);
    const request = client.editRequest();
    const edit = request === this.#edit ? undefined : { request };
    this.#edit = request;
    const state = this.#moved ? playback.state() : undefined;
    this.#moved = false;
    const answers = this.#answers;
    this.#answers = [];
    let inputs = this.#inputs;
    this.#inputs = [];
    for (; inputs.length > INPUTS_AT_ONCE; inputs = inputs.slice(INPUTS_AT_ONCE))
      this.#port.post({ kind: 'inputs', inputs: inputs.slice(0, INPUTS_AT_ONCE) });
    const [handled, wantsFrame] = [this.#handled, this.#frames.wanted];
    this.#port.post({ kind: 'batch', handled, cards, lists, playback: state, edit, inputs, answers, wantsFrame });
  }

  #cards(view: View): (readonly [string, unknown])[] {
    const cards: (readonly [string, unknown])[] = [];
    for (const key of this.#changed) {
      const watched = this.#watched.get(key);
      const card: unknown = (view.get as (key: string) => unknown).call(view, key);
      if (!watched || watched.sent === card) continue;
      watched.sent = card;
      const named = key === CLUSTER || key === FLEET;
      cards.push([key, named ? { ...(card as object), nodes: undefined } : card]);
    }
    this.#changed.clear();
    return cards;
  }

  #listChanges(client: EngineClient): ListChanges {
    const { view, playback } = client;
    const now: Lists = {
      nodes: view.get(FLEET).nodes,
      marks: playback.marks(),
      branches: playback.branches(),
      history: client.history(),
      transcript: client.transcript(),
      typedAhead: client.typedAhead(),
    };
    const before = this.#lists;
    this.#lists = now;
    const names = (Object.keys(now) as (keyof Lists)[]).filter((name) => now[name] !== before[name]);
    return Object.fromEntries(names.map((name) => [name, listChange<unknown>(before[name], now[name])]));
  }
}
