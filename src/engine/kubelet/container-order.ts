/**
 * Which container's turn it is: init containers one after the other, sidecars once and then for good, the main ones
 * together (§14). Follows computeInitContainerActions in pkg/kubelet/kuberuntime/kuberuntime_container.go.
 */
import type { Container, PodSpec } from '../model/core.ts';
import type { ContainerRun, PodRun } from '../store/records.ts';

type Role = ContainerRun['role'];

interface NewRuns {
  readonly initContainers: readonly Container[] | undefined;
  readonly containers: readonly Container[];
  readonly since: number;
  readonly runs: readonly ContainerRun[];
}

/** Those last made: the Pods of one template, which share its containers, share them too. A cache only. */
let lastNew: NewRuns | undefined;

export function newRuns({ initContainers, containers }: PodSpec, since: number): readonly ContainerRun[] {
  const last = lastNew;
  if (last && last.containers === containers && last.initContainers === initContainers && last.since === since) {
    return last.runs;
  }
  const runs = runsOf(initContainers, containers, since);
  lastNew = { initContainers, containers, since, runs };
  return runs;
}

function runsOf(
  initContainers: readonly Container[] | undefined,
  containers: readonly Container[],
  since: number,
): readonly ContainerRun[] {
  const main = containers.map((container) => newRun(container, undefined, since));
  if (!initContainers?.length) return main;
  const init = initContainers.map((one) => newRun(one, one.restartPolicy === 'Always' ? 'sidecar' : 'init', since));
  return [...init, ...main];
}

function newRun({ name, image }: Container, role: Role, since: number): ContainerRun {
  return {
    name,
    image,
    role,
    stage: 'waiting',
    since,
    until: undefined,
    restarts: 0,
    failures: 0,
    backingOff: false,
    pullError: undefined,
    startedAt: undefined,
    lastEnd: undefined,
  };
}

/** The list last made: the Pods of a fleet move alike, and those that are alike share one list. A cache only. */
let lastRuns: readonly ContainerRun[] = [];

/** Each of the runs moved on; the same list when none has. */
export function mapRuns(
  runs: readonly ContainerRun[],
  move: (run: ContainerRun) => ContainerRun,
): readonly ContainerRun[] {
  const moved = runs.map(move);
  if (areSame(moved, runs)) return runs;
  if (!areSame(moved, lastRuns)) lastRuns = moved;
  return lastRuns;
}

function areSame(a: readonly ContainerRun[], b: readonly ContainerRun[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}

const NOBODY: ReadonlySet<ContainerRun> = new Set();

/** Those that wait and whose turn it is. */
export function itsTurn(runs: readonly ContainerRun[]): ReadonlySet<ContainerRun> {
  let waits = false;
  for (const { stage } of runs) if (stage === 'waiting') waits = true;
  if (!waits) return NOBODY;
  const next = new Set<ContainerRun>();
  for (const run of runs) {
    if (run.stage === 'waiting') next.add(run);
    if (run.role && !letsNextBegin(run)) break;
  }
  return next;
}

/** An init container must have succeeded, a sidecar only have started. */
function letsNextBegin({ role, stage, lastEnd }: ContainerRun): boolean {
  if (role === 'init') return stage === 'done' && lastEnd?.exitCode === 0;
  return stage === 'running' || stage === 'ready' || stage === 'killing';
}

/** How a Pod has ended by itself; undefined while it goes on. */
export function outcomeOf({ containers }: PodRun): 'Succeeded' | 'Failed' | undefined {
  let outcome: 'Succeeded' | 'Failed' = 'Succeeded';
  let finished = true;
  for (const { role, stage, lastEnd } of containers) {
    const failed = stage === 'done' && lastEnd?.exitCode !== 0;
    if (role === 'init' && failed) return 'Failed';
    if (role) continue;
    if (stage !== 'done') finished = false;
    else if (failed) outcome = 'Failed';
  }
  return finished ? outcome : undefined;
}
