/** The engine in the page itself: commands in, view and playback out. */
import { Cluster, type ImageBehaviour, type Millis, type NodeSpec, type Status } from '../engine/index.ts';
import type { KubectlRun } from '../kubectl/kubectl-run.ts';
import { splitLine } from '../kubectl/split-line.ts';
import { ClusterView } from '../view/cluster-view.ts';
import type { Command, CommandRecord, EngineClient, Result } from './engine-client.ts';
import { type Frames, pageFrames } from './frames.ts';
import { runKwokctl } from './machines.ts';
import { ClusterPlayback } from './playback.ts';

export interface InPageEngineOptions {
  readonly seed: string;
  readonly nodes: readonly NodeSpec[];
  readonly frames?: Frames;
}

/** The cluster has been up for this long at moment 0: nodes registered, nothing to be done. A multiple of all periods. */
const BOOT: Millis = 60_000;
const WATCH_LATENCY: Millis = 40;
/** Slow enough for the eye to follow a Pod from hand to hand; a real cluster takes some ten milliseconds. */
const WORK_DELAY = { 'default-scheduler': 450, kubelet: 150 };
/** What images do in the page unless they are made to fail: a pull that can be seen, an end that takes a moment. */
const ORDINARY_IMAGE: Partial<ImageBehaviour> = { pull: 1200, pullJitter: 0.6, readyAfter: 800, terminate: 1800 };
/** Tags with which anybody can break a rollout on purpose. */
const BROKEN_TAGS: readonly (readonly [tag: string, behaviour: Partial<ImageBehaviour>])[] = [
  ['crash', { crashAfter: 2000 }],
  ['missing', { pullError: 'not found' }],
];

export function createInPageEngine({ seed, nodes, frames = pageFrames }: InPageEngineOptions): EngineClient {
  return new InPageEngine(seed, nodes, frames);
}

type RunKubectl = typeof import('../kubectl/run.ts').runKubectl;

/** kubectl is not needed for the first picture, so it comes after it. */
const loadKubectl = (): Promise<{ readonly runKubectl: RunKubectl }> => import('../kubectl/run.ts');

interface Waiting {
  readonly record: CommandRecord;
  run: KubectlRun;
  readonly done: (result: Result) => void;
}

class InPageEngine implements EngineClient {
  readonly view: ClusterView;
  readonly playback: ClusterPlayback;
  readonly #cluster: Cluster;
  #history: readonly CommandRecord[] = [];
  readonly #historyListeners = new Set<() => void>();
  #waiting: Waiting[] = [];
  #nextId = 1;

  constructor(seed: string, nodes: readonly NodeSpec[], frames: Frames) {
    const cluster = Cluster.create(seed, { watchLatency: WATCH_LATENCY, workDelay: WORK_DELAY, startAt: -BOOT });
    cluster.world.setDefaultImage(ORDINARY_IMAGE);
    for (const node of nodes) cluster.world.addNode(node);
    cluster.runUntil(0);
    cluster.forgetPast();
    this.#cluster = cluster;
    this.view = new ClusterView(cluster);
    this.playback = new ClusterPlayback(cluster, frames, () => this.#moved());
  }

  async send(command: Command): Promise<Result> {
    const { runKubectl } = await loadKubectl();
    return new Promise((done) => {
      const at = this.#cluster.now;
      this.playback.noteWrite();
      const run = this.#run(command, runKubectl);
      const record: CommandRecord = {
        id: this.#nextId,
        at,
        command,
        result: resultOf(run),
        running: run.exitCode === undefined,
      };
      this.#nextId += 1;
      this.#history = [...this.#history, record];
      if (record.running) this.#waiting.push({ record, run, done });
      else done(record.result);
      this.#tellHistory();
      this.playback.moved();
    });
  }

  history(): readonly CommandRecord[] {
    return this.#history;
  }

  subscribeHistory(on: () => void): () => void {
    this.#historyListeners.add(on);
    return () => this.#historyListeners.delete(on);
  }

  warmUp(): void {
    void loadKubectl();
  }

  async inspect(kind: string, namespace: string | undefined, name: string): Promise<string | undefined> {
    const { runKubectl } = await loadKubectl();
    const scope = namespace === undefined ? '' : ` -n ${namespace}`;
    const run = runKubectl(`kubectl get ${kind} ${name}${scope} -o yaml`, {
      api: this.#cluster.api,
      now: this.#cluster.now,
    });
    return run.exitCode === 0 ? run.stdout : undefined;
  }

  dispose(): void {
    this.playback.pause();
    this.view.dispose();
    for (const { run, done } of this.#waiting) done(resultOf(run));
    this.#waiting = [];
  }

  #run(command: Command, runKubectl: RunKubectl): KubectlRun {
    const { line, stdin } = command;
    const words = splitLine(line);
    if (words?.[0] === 'kwokctl') return { ...runKwokctl(words.slice(1), this.#cluster), refusals: [] };
    this.#prepareImages(line, stdin);
    return runKubectl(line, { api: this.#cluster.connect(line), now: this.#cluster.now, stdin });
  }

  /** An image whose tag says that it is broken is broken: the registry learns of it when a command names it. */
  #prepareImages(line: string, stdin = ''): void {
    for (const [tag, behaviour] of BROKEN_TAGS) {
      for (const [, image] of `${line}\n${stdin}`.matchAll(new RegExp(`([\\w./-]+:${tag})(?=["'\\s]|$)`, 'g'))) {
        if (image === undefined) continue;
        const name = image.slice(image.indexOf('=') + 1);
        if (this.#cluster.state.get('image', name) === undefined) this.#cluster.world.setImage(name, behaviour);
      }
    }
  }

  #moved(): void {
    this.#resumeWaiting();
    this.view.flush();
  }

  #resumeWaiting(): void {
    if (this.#waiting.length === 0) return;
    const still: Waiting[] = [];
    for (const waiting of this.#waiting) {
      const { resume } = waiting.run;
      if (!resume) continue;
      const env = { api: this.#cluster.connect(waiting.record.command.line), now: this.#cluster.now };
      const next = resume(env);
      waiting.run = {
        ...next,
        stdout: waiting.run.stdout + next.stdout,
        stderr: waiting.run.stderr + next.stderr,
        refusals: [...waiting.run.refusals, ...next.refusals],
      };
      const running = next.exitCode === undefined;
      if (running) still.push(waiting);
      else waiting.done(resultOf(waiting.run));
      if (!running || next.stdout !== '' || next.stderr !== '') this.#amend(waiting.record.id, waiting.run, running);
    }
    this.#waiting = still;
  }

  #amend(id: number, run: KubectlRun, running: boolean): void {
    this.#history = this.#history.map((one) => (one.id === id ? { ...one, result: resultOf(run), running } : one));
    this.#tellHistory();
  }

  #tellHistory(): void {
    for (const listener of this.#historyListeners) listener();
  }
}

function resultOf({ exitCode = 0, stdout, stderr, refusals }: KubectlRun): Result {
  const statuses: readonly Status[] = refusals;
  return { exitCode, stdout, stderr, refusals: statuses };
}
