/** The commands of a session: each runs in the shell, goes on as time passes, and leaves its trace. */
import type { Cluster, Status } from '../engine/index.ts';
import { INTERRUPTED } from '../shell/exit-codes.ts';
import type { ShellEnv } from '../shell/program.ts';
import type { ShellRun } from '../shell/shell-run.ts';
import { CommandPlaces } from './command-places.ts';
import type { Command, CommandRecord, EditRequest, Result, TranscriptEntry } from './engine-client.ts';
import { Transcript } from './transcript.ts';

export type Shell = typeof import('../shell/index.ts');

interface Run {
  readonly id: number;
  readonly command: Command;
  readonly shell: ShellRun;
  readonly done: (result: Result) => void;
  result: Result;
  /** The journal's position after its last turn. */
  position: number;
}

/** What the commands need of the session around them. */
export interface CommandHost {
  readonly cluster: Cluster;
  environment(command: Command): Omit<ShellEnv, 'history' | 'edit'>;
  /** Called before the first turn of a command: what the world has to know of it. It may write. */
  prepare(command: Command): void;
}

type TypedAhead = readonly [command: Command, done: (result: Result) => void];

/** What is kept of the commands of a session. */
export interface KeptCommands {
  readonly history: readonly CommandRecord[];
  readonly transcript: readonly TranscriptEntry[];
}

const NOTHING_KEPT: KeptCommands = { history: [], transcript: [] };
const NO_RESULT: Result = { exitCode: 0, stdout: '', stderr: '', refusals: [] };

export class CommandRuns {
  readonly #host: CommandHost;
  readonly #transcript: Transcript;
  readonly #listeners = new Set<() => void>();
  #history: readonly CommandRecord[];
  #waiting: readonly Run[] = [];
  #ahead: readonly TypedAhead[] = [];
  #aheadLines: readonly string[] = [];
  #edit: { readonly request: EditRequest; readonly saved?: string } | undefined;
  #nextId: number;
  readonly #places: CommandPlaces;

  /** `kept`: what a session before left. A command that waited then is one that was interrupted. */
  constructor(host: CommandHost, kept: KeptCommands = NOTHING_KEPT) {
    this.#host = host;
    this.#transcript = new Transcript(kept.transcript);
    this.#history = kept.history.map((one) => (one.running ? interrupted(one) : one));
    this.#nextId = Math.max(0, ...kept.history.map(({ id }) => id)) + 1;
    this.#places = new CommandPlaces(host.cluster.journal, this.#history);
    const lines = kept.history.filter(({ running }) => running).map(({ command }) => command.line);
    if (lines.length > 0) this.#transcript.reloaded(lines);
  }

  history(): readonly CommandRecord[] {
    return this.#history;
  }

  transcript(): readonly TranscriptEntry[] {
    return this.#transcript.entries();
  }

  typedAhead(): readonly string[] {
    return this.#aheadLines;
  }

  editRequest(): EditRequest | undefined {
    return this.#edit?.saved === undefined ? this.#edit?.request : undefined;
  }

  saveEdit(saved: string): void {
    if (this.#edit) this.#edit = { ...this.#edit, saved };
    this.#tell();
  }

  subscribe(on: () => void): () => void {
    this.#listeners.add(on);
    return () => this.#listeners.delete(on);
  }

  /** Answers whether it wrote or waits: then the clock should run. */
  start(command: Command, { ShellRun }: Shell, done: (result: Result) => void): boolean {
    const { cluster } = this.#host;
    if (command.by === 'terminal' && this.#foreground()) {
      this.#setAhead([...this.#ahead, [command, done]]);
      this.#tell();
      return true;
    }
    const { position, head } = cluster.journal;
    const id = this.#nextId;
    this.#nextId += 1;
    const record: CommandRecord = {
      id,
      at: cluster.now,
      command,
      result: NO_RESULT,
      running: true,
      position,
      undone: false,
    };
    this.#history = [...this.#history, record];
    this.#places.set(id);
    this.#transcript.command(record, position < head);
    const run: Run = { id, command, shell: new ShellRun(command.line), done, result: NO_RESULT, position };
    const running = this.#advance(run, true);
    if (running) this.#waiting = [...this.#waiting, run];
    this.#tell();
    return running || run.position !== position;
  }

  /** Time has passed: who waits looks again, and what was typed ahead has its turn. */
  resume(shell: Shell | undefined): void {
    if (this.#waiting.length === 0 || !shell) return;
    const before = this.#transcript.entries();
    const history = this.#history;
    this.#waiting = this.#waiting.filter((run) => this.#advance(run));
    this.#startAhead(shell);
    if (before !== this.#transcript.entries() || history !== this.#history) this.#tell();
  }

  interrupt(): void {
    const run = this.#foreground();
    this.#dropAhead();
    if (!run) return this.#tell();
    this.#waiting = this.#waiting.filter((one) => one !== run);
    this.#transcript.interrupted();
    run.result = { ...run.result, exitCode: INTERRUPTED };
    this.#settle(run, false);
    run.done(run.result);
    this.#tell();
  }

  clearTranscript(): void {
    this.#transcript.clear();
    this.#tell();
  }

  dispose(): void {
    this.#dropAhead();
    for (const { done, result } of this.#waiting) done(result);
    this.#waiting = [];
  }

  #foreground(): Run | undefined {
    return this.#waiting.find(({ command }) => command.by === 'terminal');
  }

  /** The editor as a command sees it: opened once, and answered when it has been saved. */
  #editFor({ id, command: { line } }: Run, text: string): string | undefined {
    const { request, saved } = this.#edit ?? {};
    if (request?.id !== id || request.text !== text) this.#edit = { request: { id, line, text } };
    else if (saved !== undefined) {
      this.#edit = undefined;
      return saved;
    }
    return undefined;
  }

  #startAhead(shell: Shell): void {
    while (this.#ahead.length > 0 && !this.#foreground()) {
      const [next, ...later] = this.#ahead;
      this.#setAhead(later);
      if (next) this.start(next[0], shell, next[1]);
    }
  }

  #dropAhead(): void {
    for (const [, done] of this.#ahead) done({ ...NO_RESULT, exitCode: INTERRUPTED });
    this.#setAhead([]);
  }

  #setAhead(ahead: readonly TypedAhead[]): void {
    this.#ahead = ahead;
    this.#aheadLines = ahead.map(([{ line }]) => line);
  }

  /** Another line is the present one: some commands are of it again, others no longer. */
  lineChanged(): void {
    this.#noteUndone();
    this.#tell();
  }

  /** One turn; false when it is done. */
  #advance(run: Run, first = false): boolean {
    const { journal } = this.#host.cluster;
    const { position, head } = journal;
    if (first) this.#host.prepare(run.command);
    const typed = this.#history.filter(({ command }) => command.by === 'terminal').map(({ command }) => command.line);
    const { chunks, clears, refusals, exitCode } = run.shell.advance({
      ...this.#host.environment(run.command),
      history: typed,
      edit: (text) => this.#editFor(run, text),
    });
    if (journal.position !== position) {
      this.#places.set(run.id);
      this.#history = this.#history.map((one) =>
        one.id === run.id ? { ...one, position: journal.position, from: one.from ?? position } : one,
      );
      if (position < head) this.#cutOff(run);
    }
    run.position = journal.position;
    const silent = chunks.length === 0 && refusals.length === 0 && clears === undefined;
    if (silent && exitCode === undefined && run.result !== NO_RESULT) return true;
    const text = (stream: 'out' | 'err'): string =>
      chunks
        .filter((chunk) => chunk.stream === stream)
        .map((chunk) => chunk.text)
        .join('');
    const statuses: readonly Status[] = [...run.result.refusals, ...refusals];
    run.result = {
      exitCode: exitCode ?? 0,
      stdout: (clears ? '' : run.result.stdout) + text('out'),
      stderr: run.result.stderr + text('err'),
      refusals: statuses,
    };
    this.#transcript.output(run.id, chunks, clears);
    const running = exitCode === undefined;
    this.#settle(run, running);
    if (!running) run.done(run.result);
    return running;
  }

  #settle({ id, result }: Run, running: boolean): void {
    if (!running && this.#edit?.request.id === id) this.#edit = undefined;
    this.#change(id, { result, running });
  }

  #change(id: number, change: Partial<CommandRecord>): void {
    this.#history = this.#history.map((one) => (one.id === id ? { ...one, ...change } : one));
  }

  /** What was done after this place is of another future now. */
  #cutOff(by: Run): void {
    const before = undoneIn(this.#history);
    this.#noteUndone();
    const now = undoneIn(this.#history);
    this.#transcript.fork(by.id, this.#host.cluster.now, now.size - before.size);
  }

  #noteUndone(): void {
    this.#history = this.#history.map((one) => {
      const undone = this.#places.isUndone(one);
      return undone === one.undone ? one : { ...one, undone };
    });
    this.#transcript.mark(undoneIn(this.#history));
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function interrupted(record: CommandRecord): CommandRecord {
  return { ...record, running: false, result: { ...record.result, exitCode: INTERRUPTED } };
}

function undoneIn(history: readonly CommandRecord[]): ReadonlySet<number> {
  return new Set(history.filter(({ undone }) => undone).map(({ id }) => id));
}
