/**
 * The life of a container as a table (§14): what each stage turns into when its time is up, and what is said
 * about it. Follows pkg/kubelet/kuberuntime; the world says how an image behaves.
 */
import type { ContainerRun, ContainerStage, ImageBehaviour } from '../store/records.ts';
import type { Millis } from '../time/millis.ts';
import { BACKOFF_RESET, backoff } from './backoff.ts';
import { nextRun, withoutPullError } from './next-run.ts';
import { courseOf, failuresAt, nextFailure, type ProbeCourse } from './probes.ts';
import { neverPulled, pullAgain, pulledEvent, pullFails, pullProblem, startPulling } from './pulls.ts';
import { type Advance, ERROR_SHOWS, normal, type Said, type StageRules, warning } from './said.ts';

type Stage = (run: ContainerRun, rules: StageRules) => Advance;
type End = Pick<NonNullable<ContainerRun['lastEnd']>, 'exitCode' | 'reason'>;

const COMPLETED: End = { exitCode: 0, reason: 'Completed' };
const SIGKILLED: End = { exitCode: 137, reason: 'Error' };

/** Whether a process is there. */
export const isUp = ({ stage }: ContainerRun): boolean =>
  stage === 'ready' || stage === 'running' || stage === 'starting' || stage === 'killing';

const pulled: Stage = (run, rules) => {
  const { spec, present, now } = rules;
  if (spec?.imagePullPolicy === 'Never' && !present) return neverPulled(run, rules);
  const problem = pullProblem(rules);
  if (problem !== undefined) return pullFails(run, problem, rules);
  return start(run, rules, 0, pulledEvent(run.image, (run.until ?? now) - run.since));
};

/** `failures` in a row so far; `said` of the image. */
function start(run: ContainerRun, rules: StageRules, failures: number, said: Said): Advance {
  const { now, spec } = rules;
  return {
    run: nextRun(withoutPullError(run), {
      stage: spec?.startupProbe ? 'starting' : 'running',
      since: now,
      until: nextMoment(run.role, now, courseOf(spec, rules.behaviour, now), rules),
      startedAt: now,
      restarts: run.startedAt === undefined ? run.restarts : run.restarts + 1,
      failures,
      backingOff: false,
    }),
    events: [
      said,
      normal('Created', `Created container: ${run.name}`),
      normal('Started', `Started container ${run.name}`),
    ],
  };
}

/** When a container ends by itself: an init container once its work is done. */
function endOf(
  role: ContainerRun['role'],
  startedAt: Millis,
  behaviour: ImageBehaviour,
): (End & { readonly at: Millis }) | undefined {
  const { crashAfter, oom, exitCode = 1, readyAfter, neverReady } = behaviour;
  if (crashAfter !== undefined) {
    const at = startedAt + crashAfter;
    return oom
      ? { exitCode: 137, reason: 'OOMKilled', at }
      : { exitCode, reason: exitCode ? 'Error' : 'Completed', at };
  }
  if (role !== 'init' || neverReady) return undefined;
  return { exitCode: COMPLETED.exitCode, reason: COMPLETED.reason, at: startedAt + readyAfter };
}

/** When something is next to be done about a container that is up. */
function nextMoment(
  role: ContainerRun['role'],
  startedAt: Millis,
  course: ProbeCourse,
  { behaviour, now }: StageRules,
): Millis | undefined {
  let next = earlier(undefined, endOf(role, startedAt, behaviour)?.at, now);
  if (role === 'init') return next;
  next = earlier(next, course.started, now);
  next = earlier(next, course.ready, now);
  next = earlier(next, course.unready, now);
  next = earlier(next, course.kill?.at, now);
  return course.failing.length === 0 ? next : earlier(next, nextFailure(course, now), now);
}

/** The earlier of two moments that are both to come. */
function earlier(best: Millis | undefined, at: Millis | undefined, now: Millis): Millis | undefined {
  return at !== undefined && at > now && (best === undefined || at < best) ? at : best;
}

const up: Stage = (run, rules) => {
  const { now, behaviour, spec } = rules;
  const end = endOf(run.role, run.startedAt ?? 0, behaviour);
  if (end && end.at <= now) return ends(run, end, rules);
  const startedAt = run.startedAt ?? run.since;
  const course = courseOf(spec, behaviour, startedAt);
  const events = failuresAt(course, now).map((text): Said => warning('Unhealthy', text));
  const { kill } = course;
  if (kill && kill.at <= now) {
    const grace = kill.probe.terminationGracePeriodSeconds;
    const { run: killing, events: said } = killContainer(run, `failed ${kill.name} probe`, {
      ...rules,
      grace: grace === undefined ? rules.grace : grace * 1000,
    });
    return { run: killing, events: [...events, ...said] };
  }
  const stage = stageAt(course, now);
  const since = stage === run.stage ? run.since : now;
  const until = nextMoment(run.role, run.startedAt ?? 0, course, rules);
  return { run: nextRun(run, { stage, since, until }), events };
};

function stageAt({ started, ready, unready }: ProbeCourse, now: Millis): ContainerStage {
  if (started === undefined || started > now) return 'starting';
  return ready !== undefined && ready <= now && !(unready !== undefined && unready <= now) ? 'ready' : 'running';
}

/** The kubelet ends a container to start it anew. */
export function killContainer(run: ContainerRun, why: string, rules: StageRules): Advance {
  const until = rules.now + Math.min(rules.behaviour.terminate, rules.grace);
  const message = `Container ${run.name} ${why}, will be restarted`;
  return { run: nextRun(run, { stage: 'killing', since: rules.now, until }), events: [normal('Killing', message)] };
}

const killed: Stage = (run, rules) =>
  ends(
    run,
    run.until !== undefined && run.until - run.since < rules.behaviour.terminate ? SIGKILLED : COMPLETED,
    rules,
  );

/** How a container that was told to stop ended: with 0 when it had the time, by SIGKILL when not. */
export function stopped(run: ContainerRun, now: Millis, terminate: Millis): ContainerRun {
  if (!isUp(run)) return run;
  const end = now - run.since < terminate ? SIGKILLED : COMPLETED;
  return nextRun(run, { stage: 'done', since: now, until: undefined, lastEnd: endedNow(run, end, now) });
}

type LastEnd = NonNullable<ContainerRun['lastEnd']>;

function endedNow(run: ContainerRun, { exitCode, reason }: End, now: Millis): LastEnd {
  return { exitCode, reason, startedAt: run.startedAt ?? now, at: now };
}

function ends(run: ContainerRun, end: End, rules: StageRules): Advance {
  const { now } = rules;
  const lastEnd = endedNow(run, end, now);
  if (!isRestarted(run, end.exitCode, rules)) {
    return { run: nextRun(run, { stage: 'done', since: now, until: undefined, lastEnd }), events: [] };
  }
  const failures = now - lastEnd.startedAt >= BACKOFF_RESET ? 1 : run.failures + 1;
  // The first restart comes at once; later ones wait, and say so after the error has shown for a moment.
  return {
    run: nextRun(run, { stage: 'ended', since: now, until: now + ERROR_SHOWS, failures, backingOff: false, lastEnd }),
    events: [],
  };
}

/** ShouldContainerBeRestarted in pkg/kubelet/container/helpers.go. */
function isRestarted({ role }: ContainerRun, exitCode: number, { restartPolicy = 'Always' }: StageRules): boolean {
  if (role === 'sidecar') return true;
  if (role === 'init') return exitCode !== 0 && restartPolicy !== 'Never';
  return restartPolicy === 'Always' || (restartPolicy === 'OnFailure' && exitCode !== 0);
}

const ended: Stage = (run, rules) => {
  const { spec, now } = rules;
  // Another image: nothing of the old container's failures counts.
  if (spec && spec.image !== run.image) return startPulling(run, rules);
  const free = rules.behaviour.standIn ? 0 : 1;
  if (run.failures > free && !run.backingOff) {
    const { name, namespace, uid } = rules.pod;
    const message = `Back-off restarting failed container ${run.name} in pod ${name}_${namespace}(${uid})`;
    return {
      run: nextRun(run, { stage: 'ended', since: now, until: now + backoff(run.failures - free), backingOff: true }),
      events: [warning('BackOff', message)],
    };
  }
  const problem = spec?.imagePullPolicy === 'Always' ? rules.registryError : undefined;
  if (problem !== undefined) {
    const { stage, since, until } = run;
    return pullFails(nextRun(run, { stage, since, until, failures: 0 }), problem, rules);
  }
  return start(run, rules, run.failures, pulledEvent(run.image, 0));
};

const still: Stage = (run) => ({ run, events: [] });

const STAGES: { readonly [S in ContainerStage]: Stage } = {
  waiting: startPulling,
  pulling: pulled,
  'pull-failed': pullAgain,
  starting: up,
  running: up,
  ready: up,
  killing: killed,
  ended,
  done: still,
};

interface Made {
  readonly run: ContainerRun;
  readonly rules: StageRules;
  readonly advance: Advance;
}

/**
 * What the last container of each name turned into, and from what: the Pods of a fleet move alike, and so share their
 * runs. A cache only, of a pure function; emptied when it has grown large.
 */
const lastMade = new Map<string, Made>();
const MOST_NAMES = 100;

/** What a container turns into once its `until` has come; one that waits, once it is its turn. */
export function advance(run: ContainerRun, rules: StageRules): Advance {
  // What ended tells of its Pod by name.
  if (run.stage === 'ended') return ended(run, rules);
  const last = lastMade.get(run.name);
  if (last && last.run === run && areAlike(last.rules, rules)) return last.advance;
  if (lastMade.size >= MOST_NAMES) lastMade.clear();
  const made = { run, rules, advance: STAGES[run.stage](run, rules) };
  lastMade.set(run.name, made);
  return made.advance;
}

/** Whether two rules are the same, but for the Pod that they are of. */
function areAlike(a: StageRules, b: StageRules): boolean {
  return (
    a.now === b.now &&
    a.spec === b.spec &&
    a.behaviour === b.behaviour &&
    a.present === b.present &&
    a.pull === b.pull &&
    a.grace === b.grace &&
    a.restartPolicy === b.restartPolicy &&
    a.registryError === b.registryError
  );
}
