/** The page's side of an engine in a worker: orders go out, batches come in, and what they bring is shown from here. */
import type { InputListener, Moment } from '../../engine/index.ts';
import { INTERRUPTED } from '../../shell/exit-codes.ts';
import type { Comparison } from '../../view/comparison.ts';
import type {
  Command,
  CommandRecord,
  Completion,
  EditRequest,
  EngineClient,
  PlaybackState,
  Result,
  TranscriptEntry,
} from '../engine-client.ts';
import type { Frames } from '../frames.ts';
import { PlaybackReplica } from './playback-replica.ts';
import {
  ALWAYS_WATCHED,
  type Answer,
  type Asks,
  type Batch,
  type Call,
  changedLists,
  type Lists,
  type Order,
  type Port,
  type Report,
  type Travels,
} from './protocol.ts';
import { ViewReplica } from './view-replica.ts';

interface Asked {
  readonly done: (value: never) => void;
  readonly failed: (error: Error) => void;
  readonly command: boolean;
}

/** What a command ends with when its worker does. */
const CUT_SHORT: Result = { exitCode: INTERRUPTED, stdout: '', stderr: '', refusals: [] };

export class WorkerEngine implements EngineClient {
  readonly view: ViewReplica;
  readonly playback: PlaybackReplica;
  readonly #port: Port<Order, Report>;
  readonly #frames: Frames;
  readonly #historyListeners = new Set<() => void>();
  readonly #inputListeners: InputListener[] = [];
  readonly #asked = new Map<number, Asked>();
  #lists: Lists;
  #edit: EditRequest | undefined;
  #ahead: Batch['inputs'] = [];
  #nextAsk = 1;
  /** Orders sent, and how many of them have been carried out. */
  #sent: number;
  #handled: number;
  /** The numbers of the last tick and the last seek among the orders. */
  #tick = 0;
  #seek = 0;
  /** Asked for a frame of the page. */
  #frame: number | undefined;
  /** The seek to send when the one under way is done. */
  #wanted: Call<Travels> | undefined;
  #over = false;

  /** `first` is the batch that came with the engine; `lists` are what the worker knew to be here already. */
  constructor(port: Port<Order, Report>, frames: Frames, lists: Lists, first: Batch & { playback: PlaybackState }) {
    this.#port = port;
    this.#frames = frames;
    this.#lists = lists;
    this.#sent = first.handled;
    this.#handled = first.handled;
    this.view = new ViewReplica(
      {
        watch: (key) => this.#send({ kind: 'watch', keys: [key] }),
        unwatch: (keys) => this.#send({ kind: 'unwatch', keys }),
      },
      ALWAYS_WATCHED,
    );
    this.playback = new PlaybackReplica(
      (call) => this.#travel(call),
      () => this.#lists,
      first.playback,
    );
    this.#take(first);
    port.listen((report) => this.#hear(report));
  }

  send(command: Command): Promise<Result> {
    return this.#ask(['send', command]);
  }
  complete(text: string, cursor: number, files: Readonly<Record<string, string>>): Promise<Completion> {
    return this.#ask(['complete', text, cursor, files]);
  }
  inspect(kind: string, namespace: string | undefined, name: string): Promise<string | undefined> {
    return this.#ask(['inspect', kind, namespace, name]);
  }
  compare(from: Moment, to: Moment): Promise<Comparison> {
    return this.#ask(['compare', from, to]);
  }
  interrupt(): void {
    this.#send({ kind: 'act', call: ['interrupt'] });
  }
  clearTranscript(): void {
    this.#send({ kind: 'act', call: ['clearTranscript'] });
  }
  saveEdit(text: string): void {
    this.#send({ kind: 'act', call: ['saveEdit', text] });
  }
  warmUp(): void {
    this.#send({ kind: 'act', call: ['warmUp'] });
  }

  transcript(): readonly TranscriptEntry[] {
    return this.#lists.transcript;
  }
  history(): readonly CommandRecord[] {
    return this.#lists.history;
  }
  typedAhead(): readonly string[] {
    return this.#lists.typedAhead;
  }
  editRequest(): EditRequest | undefined {
    return this.#edit;
  }
  subscribeHistory(on: () => void): () => void {
    this.#historyListeners.add(on);
    return () => this.#historyListeners.delete(on);
  }
  watchInputs(on: InputListener): void {
    this.#inputListeners.push(on);
  }

  /** What was told last stays to be read. */
  dispose(): void {
    this.#over = true;
    if (this.#frame !== undefined) this.#frames.cancel(this.#frame);
    this.#port.close();
    for (const { done, command } of this.#asked.values()) if (command) done(CUT_SHORT as never);
    this.#asked.clear();
  }

  #ask<T>(call: Call<Asks>): Promise<T> {
    return new Promise((done, failed) => {
      const id = this.#nextAsk;
      this.#nextAsk += 1;
      this.#asked.set(id, { done, failed, command: call[0] === 'send' });
      this.#send({ kind: 'ask', id, call });
    });
  }

  #travel(call: Call<Travels>): void {
    const seeks = call[0] === 'seek' || call[0] === 'seekTime';
    // A finger is faster than a fleet: moments that it has left already are passed over.
    if (seeks && this.#seek > this.#handled) this.#wanted = call;
    else this.#send({ kind: 'travel', call });
    if (seeks && this.#wanted === undefined) this.#seek = this.#sent;
  }

  #send(order: Order): void {
    if (this.#over) return;
    // What comes after a seek is meant for the moment that it leads to.
    const { kind } = order;
    const call = kind === 'watch' || kind === 'unwatch' || kind === 'tick' ? undefined : this.#wanted;
    if (call) this.#post({ kind: 'travel', call });
    if (call) this.#wanted = undefined;
    this.#post(order);
  }

  #post(order: Order): void {
    this.#sent += 1;
    this.#port.post(order);
  }

  #hear(report: Report): void {
    if (this.#over) return;
    if (report.kind === 'inputs') this.#ahead = [...this.#ahead, ...report.inputs];
    else if (report.kind === 'batch') this.#take(report);
  }

  /** All that it brings is in place before anybody is told. */
  #take({ handled, cards, lists, playback, edit, inputs, answers, wantsFrame }: Batch): void {
    this.#handled = handled;
    const before = this.#lists;
    const edited = edit !== undefined && edit.request !== this.#edit;
    if (edit) this.#edit = edit.request;
    this.#lists = changedLists(before, lists);
    const listeners = this.view.take(cards, this.#lists.nodes);
    if (playback) listeners.push(...this.playback.take(playback));
    const { history, transcript, typedAhead } = this.#lists;
    const typed = history !== before.history || transcript !== before.transcript || typedAhead !== before.typedAhead;
    if (typed || edited) listeners.push(...this.#historyListeners);
    const come = [...this.#ahead, ...inputs];
    this.#ahead = [];
    for (const input of come) for (const on of this.#inputListeners) on(input);
    for (const on of listeners) on();
    for (const answer of answers) this.#answered(answer);
    if (wantsFrame && this.#frame === undefined && this.#tick <= this.#handled) this.#requestFrame();
    const next = this.#wanted;
    if (!next || this.#seek > this.#handled) return;
    this.#wanted = undefined;
    this.#travel(next);
  }

  #requestFrame(): void {
    if (this.#over) return;
    this.#frame = this.#frames.request(() => {
      this.#frame = undefined;
      this.#tick = this.#sent + 1;
      this.#send({ kind: 'tick' });
    });
  }

  #answered(answer: Answer): void {
    const asked = this.#asked.get(answer.id);
    this.#asked.delete(answer.id);
    if ('error' in answer) asked?.failed(new Error(answer.error));
    else asked?.done(answer.value as never);
  }
}
