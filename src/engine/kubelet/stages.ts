/**
 * The life of a container as a table (§14): what each stage turns into when its time is up, and what is said
 * about it. Follows pkg/kubelet/kuberuntime and pkg/kubelet/images; the world says how an image behaves.
 */
import type { ContainerRun, ContainerStage, ImageBehaviour } from '../store/records.ts';
import type { Millis } from '../time/millis.ts';

/** Back-off of pulls and of restarts alike: 10 s doubling to 5 min. */
const FIRST_BACKOFF: Millis = 10_000;
const MAX_BACKOFF: Millis = 300_000;
/** A container that ran this long has its restart back-off forgotten. */
const BACKOFF_RESET: Millis = 600_000;
/** How long the error itself shows before the waiting reason replaces it. */
const ERROR_SHOWS: Millis = 1000;

export interface Said {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

export interface Advance {
  readonly run: ContainerRun;
  readonly events: readonly Said[];
}

export interface StageRules {
  readonly behaviour: ImageBehaviour;
  /** This Pod's own pull time, in milliseconds. */
  readonly pull: Millis;
  readonly now: Millis;
  /** `log-collector-x7k2p_default(<uid>)`, as back-off messages name the Pod. */
  readonly podName: string;
}

type Stage = (run: ContainerRun, rules: StageRules) => Advance;

const normal = (reason: string, message: string): Said => ({ type: 'Normal', reason, message });
const warning = (reason: string, message: string): Said => ({ type: 'Warning', reason, message });

export function backoff(failures: number): Millis {
  return Math.min(FIRST_BACKOFF * 2 ** Math.max(0, failures - 1), MAX_BACKOFF);
}

/** A container that waits for its image. */
export function startPulling(run: Pick<ContainerRun, 'name' | 'image'>, rules: StageRules): Advance {
  const { now, pull } = rules;
  const fresh: ContainerRun = {
    name: run.name,
    image: run.image,
    stage: 'pulling',
    since: now,
    until: now + pull,
    restarts: 0,
    failures: 0,
    backingOff: false,
  };
  return { run: fresh, events: pull > 0 ? [normal('Pulling', `Pulling image "${run.image}"`)] : [] };
}

const pulled: Stage = (run, rules) => {
  const { now, behaviour, pull } = rules;
  if (behaviour.pullError !== undefined) {
    const failed: ContainerRun = {
      ...run,
      stage: 'pull-failed',
      since: now,
      until: now + ERROR_SHOWS,
      failures: run.failures + 1,
      backingOff: false,
    };
    return {
      run: failed,
      events: [
        warning('Failed', `Failed to pull image "${run.image}": ${behaviour.pullError}`),
        warning('Failed', 'Error: ErrImagePull'),
      ],
    };
  }
  const seconds = (pull / 1000).toString();
  const got =
    pull > 0
      ? `Successfully pulled image "${run.image}" in ${seconds}s (${seconds}s including waiting). Image size: ${imageSize(run.image)} bytes.`
      : `Container image "${run.image}" already present on machine`;
  const { run: started, events } = start({ ...run, failures: 0 }, rules);
  return { run: started, events: [normal('Pulled', got), ...events] };
};

/** Any size will do, but the same image always has the same. */
function imageSize(image: string): number {
  return 20_000_000 + ((image.length * 7_654_321) % 90_000_000);
}

const pullFailed: Stage = (run, { now, pull }) => {
  if (!run.backingOff) {
    const waiting: ContainerRun = { ...run, backingOff: true, since: now, until: now + backoff(run.failures) };
    return {
      run: waiting,
      events: [
        normal('BackOff', `Back-off pulling image "${run.image}"`),
        warning('Failed', 'Error: ImagePullBackOff'),
      ],
    };
  }
  // Still shown as backing off while the next try is under way.
  const again: ContainerRun = { ...run, stage: 'pulling', since: now, until: now + pull };
  return { run: again, events: [normal('Pulling', `Pulling image "${run.image}"`)] };
};

function start(run: ContainerRun, { now, behaviour }: StageRules): Advance {
  const { readyAfter, neverReady, crashAfter } = behaviour;
  const readyAt = neverReady ? undefined : now + readyAfter;
  const endsAt = crashAfter === undefined ? undefined : now + crashAfter;
  const running: ContainerRun = {
    ...run,
    stage: 'running',
    since: now,
    startedAt: now,
    until: earlier(readyAt, endsAt),
    backingOff: false,
  };
  return {
    run: running,
    events: [normal('Created', `Created container: ${run.name}`), normal('Started', `Started container ${run.name}`)],
  };
}

function earlier(a: Millis | undefined, b: Millis | undefined): Millis | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.min(a, b);
}

const endsAt = (run: ContainerRun, { crashAfter }: ImageBehaviour): Millis | undefined =>
  crashAfter === undefined ? undefined : (run.startedAt ?? run.since) + crashAfter;

const running: Stage = (run, rules) => {
  const end = endsAt(run, rules.behaviour);
  if (end !== undefined && end <= rules.now) return crash(run, rules);
  return { run: { ...run, stage: 'ready', since: rules.now, until: end }, events: [] };
};

function crash(run: ContainerRun, { now, behaviour }: StageRules): Advance {
  const startedAt = run.startedAt ?? now;
  const failures = now - startedAt >= BACKOFF_RESET ? 1 : run.failures + 1;
  const ended: ContainerRun = {
    ...run,
    stage: 'ended',
    since: now,
    // The first restart comes at once; later ones wait, and say so after the error has shown for a moment.
    until: now + ERROR_SHOWS,
    failures,
    backingOff: false,
    lastEnd: { exitCode: behaviour.oom ? 137 : 1, reason: behaviour.oom ? 'OOMKilled' : 'Error', startedAt, at: now },
  };
  return { run: ended, events: [] };
}

const ended: Stage = (run, rules) => {
  if (run.failures > 1 && !run.backingOff) {
    const wait = backoff(run.failures - 1);
    const message = `Back-off restarting failed container ${run.name} in pod ${rules.podName}`;
    return {
      run: { ...run, backingOff: true, since: rules.now, until: rules.now + wait },
      events: [warning('BackOff', message)],
    };
  }
  const { run: started, events } = start({ ...run, restarts: run.restarts + 1 }, rules);
  return {
    run: started,
    events: [normal('Pulled', `Container image "${run.image}" already present on machine`), ...events],
  };
};

const STAGES: { readonly [S in ContainerStage]: Stage } = {
  pulling: pulled,
  'pull-failed': pullFailed,
  running,
  ready: crash,
  ended,
};

/** What a container turns into once its `until` has come. */
export function advance(run: ContainerRun, rules: StageRules): Advance {
  return STAGES[run.stage](run, rules);
}
