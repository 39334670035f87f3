/** Plays a recorded scenario in the engine and notes down what happens, in the recordings' own terms. */
import { Cluster, type Millis } from '../engine/index.ts';
import { isObjectTable } from '../engine/store/records.ts';
import type { KubectlRun } from '../kubectl/kubectl-run.ts';
import { runKubectl } from '../kubectl/run.ts';
import { BoundsWatcher } from './bounds.ts';
import { Masker } from './mask.ts';
import {
  type Expect,
  imageBehaviour,
  type Scenario,
  type ScenarioImage,
  type ScenarioNode,
  type ScenarioStep,
  type Settle,
} from './scenario.ts';
import { EventCounter, stateSnapshot } from './state-snapshot.ts';

/** The recordings begin when their nodes are two seconds old. */
const START: Millis = 2000;
/** What starting kubectl takes: controllers work between two commands that follow each other at once. */
const COMMAND_TIME: Millis = 100;
/** How often a waiting kubectl looks again, and when a recording's patience ends. */
const POLL: Millis = 100;
const MAX_WAIT: Millis = 600_000;

const FORMER_NODES = ['node-1', 'node-2', 'node-3'];
const FORMER_TIME: Millis = 20_000;

const STOPPED = 'oracle/kubelet';

/** `seed`: what chance is drawn from. */
export function playScenario<S extends Scenario>(scenario: S, seed: string): S {
  const cluster = usedCluster(seed);
  const masker = new Masker();
  const bounds = new BoundsWatcher();
  let lastChange: Millis = 0;
  cluster.journal.subscribe((changes) => {
    bounds.note(changes);
    if (changes.some(({ table }) => isObjectTable(table) && table !== 'Event')) lastChange = cluster.now;
  });
  for (const name of FORMER_NODES) cluster.api.delete('Node', { name });
  setImages(cluster, scenario.images);
  for (const node of scenario.nodes) addNode(cluster, node);
  cluster.runUntil(START);

  const steps = scenario.steps.map((step): ScenarioStep => {
    bounds.begin(cluster.state);
    const events = new EventCounter(cluster.state);
    masker.learn(cluster.state);
    const forget = cluster.journal.subscribe(() => masker.learn(cluster.state));
    const begun = cluster.now;
    lastChange = begun;
    const expect: Expect = act(cluster, step, masker);
    if (step.noState) {
      forget();
      return { ...step, expect };
    }
    const settled = settle(cluster, begun, step.settle ?? {}, () => lastChange);
    forget();
    const state = stateSnapshot(cluster.state, events.counts(cluster.state));
    return { ...step, expect: { ...expect, settled, state, bounds: bounds.bounds() } };
  });
  return { ...scenario, steps };
}

/**
 * The recordings were made one after the other in one cluster: the nodes of the scenario before went as those of this
 * one came. The node controller knows them by name, so it neither registers nor misses those that are there again.
 */
function usedCluster(seed: string): Cluster {
  const cluster = Cluster.create(seed, { startAt: -FORMER_TIME });
  // The recordings' kubelets were a stand-in.
  cluster.world.setDefaultImage({ standIn: true });
  for (const name of FORMER_NODES) cluster.world.addNode({ name });
  cluster.runUntil(0);
  for (const event of cluster.api.list('Event').items) cluster.api.delete('Event', event.metadata);
  return cluster;
}

function setImages(cluster: Cluster, images: Readonly<Record<string, ScenarioImage>> | undefined): void {
  for (const [image, behaviour] of Object.entries(images ?? {}))
    cluster.world.setImage(image, imageBehaviour(behaviour));
}

function addNode(cluster: Cluster, node: ScenarioNode): void {
  cluster.world.addNode(node, { kubelet: node.annotations?.[STOPPED] === 'stopped' ? 'stopped' : 'running' });
}

function act(cluster: Cluster, step: ScenarioStep, masker: Masker): Expect {
  setImages(cluster, step.images);
  if (step.addNode) addNode(cluster, step.addNode);
  if (step.stopKubelet) cluster.world.stopKubelet(step.stopKubelet);
  if (step.startKubelet) cluster.world.startKubelet(step.startKubelet);
  if (step.kubectl === undefined) return {};
  const { stdout, stderr, exitCode } = runToEnd(cluster, step.kubectl, step.stdin);
  masker.learn(cluster.state);
  return { stdout: masker.text(stdout), stderr: masker.text(stderr), exitCode };
}

/** A command that waits looks again as time goes by; its answers are one text. */
function runToEnd(
  cluster: Cluster,
  line: string,
  stdin: string | undefined,
): { stdout: string; stderr: string; exitCode: number } {
  const env = () => ({ api: cluster.api, now: cluster.now, stdin });
  cluster.runUntil(cluster.now + COMMAND_TIME);
  const limit = cluster.now + MAX_WAIT;
  let run: KubectlRun = runKubectl(line, env());
  let { stdout, stderr } = run;
  while (run.exitCode === undefined && run.resume && cluster.now < limit) {
    cluster.runUntil(cluster.now + POLL);
    run = run.resume(env());
    stdout += run.stdout;
    stderr += run.stderr;
  }
  return { stdout, stderr, exitCode: run.exitCode ?? 124 };
}

/** True when it came to rest before `atMost`. */
function settle(cluster: Cluster, begun: Millis, wanted: Settle, lastChange: () => Millis): boolean {
  const { atLeast = 0, quiet = 3, atMost = 90 } = wanted;
  const limit = begun + atMost * 1000;
  for (;;) {
    const rest = Math.max(lastChange() + quiet * 1000, begun + atLeast * 1000);
    const next = cluster.nextAt;
    if (rest > limit) {
      if (next !== undefined && next <= limit) {
        cluster.step();
        continue;
      }
      cluster.runUntil(limit);
      return false;
    }
    if (next === undefined || next > rest) {
      cluster.runUntil(rest);
      return true;
    }
    cluster.step();
  }
}
