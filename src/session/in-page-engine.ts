/** The engine in the page itself: commands in, view and playback out. */
import type { Cluster, ImageBehaviour, InputListener, Moment } from '../engine/index.ts';
import type { Program } from '../shell/program.ts';
import { ClusterView } from '../view/cluster-view.ts';
import type { Comparison } from '../view/comparison.ts';
import { type CommandHost, CommandRuns, type KeptCommands, type Shell } from './command-runs.ts';
import { completionSource } from './completion-source.ts';
import type {
  Command,
  CommandRecord,
  Completion,
  EditRequest,
  EngineClient,
  Result,
  TranscriptEntry,
} from './engine-client.ts';
import { type Frames, pageFrames } from './frames.ts';
import { inTurns } from './keeping/in-turns.ts';
import { kwokctl } from './machines.ts';
import { ClusterPlayback } from './playback.ts';

/** What a session before has left: its cluster, at the moment where one was, and its commands. */
export interface RestoredSession {
  readonly cluster: Cluster;
  /** Absent: none were given. */
  readonly commands?: KeptCommands;
}

/** Tags with which anybody can break a rollout on purpose. */
const BROKEN_TAGS: readonly (readonly [tag: string, behaviour: Partial<ImageBehaviour>])[] = [
  ['crash', { crashAfter: 2000 }],
  ['missing', { pullError: 'not found' }],
];

/** Goes on where a session was left: the clock stands. */
export function resumeInPageEngine({ cluster, commands }: RestoredSession, frames = pageFrames): EngineClient {
  return new InPageEngine(cluster, frames, commands);
}

/** The shell and kubectl are not needed for the first picture, so they come after it. */
const loadShell = (): Promise<Shell> => import('../shell/index.ts');

class InPageEngine implements EngineClient {
  readonly view: ClusterView;
  readonly playback: ClusterPlayback;
  readonly #cluster: Cluster;
  readonly #frames: Frames;
  readonly #ended = new AbortController();
  readonly #runs: CommandRuns;
  #shell: Shell | undefined;
  #programs: ReadonlyMap<string, Program> = new Map();

  constructor(cluster: Cluster, frames: Frames, commands?: KeptCommands) {
    this.#cluster = cluster;
    this.#frames = frames;
    this.view = new ClusterView(cluster);
    const host: CommandHost = {
      cluster,
      prepare: (command) => this.#prepareImages(command),
      environment: ({ files = {} }) => ({
        now: cluster.now,
        connect: (command) => cluster.connect(command),
        files: new Map(Object.entries(files)),
        programs: this.#programs,
      }),
    };
    this.#runs = new CommandRuns(host, commands);
    this.playback = new ClusterPlayback({
      cluster,
      frames,
      history: () => this.#runs.history(),
      moved: () => this.#moved(),
      returned: () => this.#runs.lineChanged(),
    });
  }

  async send(command: Command): Promise<Result> {
    const shell = await this.#load();
    return new Promise((done) => {
      this.playback.interruptSearch();
      const stirs = this.#runs.start(command, shell, done);
      if (stirs && command.by === 'terminal') this.playback.play();
      this.playback.moved();
    });
  }

  interrupt(): void {
    this.#runs.interrupt();
  }

  async complete(text: string, cursor: number, files: Readonly<Record<string, string>>): Promise<Completion> {
    const { completeLine } = await this.#load();
    this.playback.settle();
    return completeLine(text, cursor, completionSource(this.#cluster, Object.keys(files)));
  }

  transcript(): readonly TranscriptEntry[] {
    return this.#runs.transcript();
  }

  clearTranscript(): void {
    this.#runs.clearTranscript();
  }

  editRequest(): EditRequest | undefined {
    return this.#runs.editRequest();
  }

  saveEdit(text: string): void {
    this.#runs.saveEdit(text);
    this.playback.moved();
  }

  typedAhead(): readonly string[] {
    return this.#runs.typedAhead();
  }

  history(): readonly CommandRecord[] {
    return this.#runs.history();
  }

  subscribeHistory(on: () => void): () => void {
    return this.#runs.subscribe(on);
  }

  watchInputs(on: InputListener): void {
    this.#cluster.watchInputs(on);
  }

  warmUp(): void {
    void this.#load();
  }

  async #load(): Promise<Shell> {
    if (this.#shell) return this.#shell;
    const shell = await loadShell();
    this.#shell = shell;
    this.#programs = new Map([...shell.allPrograms, ['kwokctl', kwokctl(this.#cluster)]]);
    return shell;
  }

  async inspect(kind: string, namespace: string | undefined, name: string): Promise<string | undefined> {
    const { runKubectl } = await import('../kubectl/run.ts');
    this.playback.settle();
    const scope = namespace === undefined ? '' : ` -n ${namespace}`;
    const run = runKubectl(`kubectl get ${kind} ${name}${scope} -o yaml`, {
      api: this.#cluster.api,
      now: this.#cluster.now,
    });
    return run.exitCode === 0 ? run.stdout : undefined;
  }

  async compare(from: Moment, to: Moment): Promise<Comparison> {
    const { compareMoments } = await import('../view/comparison.ts');
    this.playback.settle();
    const turns = {
      now: () => this.#frames.now(),
      pause: () => new Promise<void>((next) => this.#frames.request(() => next())),
    };
    const { signal } = this.#ended;
    // While the clock runs it has most of each frame.
    const turn = this.playback.state().playing ? 2 : undefined;
    const comparison = await inTurns(compareMoments(this.#cluster, from, to), turns, { signal, turn });
    if (!comparison) throw new Error('the session has ended');
    return comparison;
  }

  dispose(): void {
    this.#ended.abort();
    this.playback.pause();
    this.view.dispose();
    this.#runs.dispose();
  }

  /** An image whose tag says that it is broken is broken: the registry learns of it when a command names it. */
  #prepareImages({ line, files = {} }: Command): void {
    const sent = Object.entries(files).filter(([name]) => line.includes(name) || / \.\/?(\s|$)/.test(line));
    const text = [line, ...sent.map(([, manifest]) => manifest)].join('\n');
    for (const [tag, behaviour] of BROKEN_TAGS) {
      for (const [, image] of text.matchAll(new RegExp(`([\\w./-]+:${tag})(?=["'\\s]|$)`, 'g'))) {
        if (image === undefined) continue;
        const name = image.slice(image.indexOf('=') + 1);
        if (this.#cluster.state.get('image', name) === undefined) this.#cluster.world.setImage(name, behaviour);
      }
    }
  }

  #moved(): void {
    this.#runs.resume(this.#shell);
    this.view.flush();
  }
}
