/** How a container comes by its image (§14). Follows pkg/kubelet/images/image_manager.go. */
import type { ContainerRun } from '../store/records.ts';
import type { Millis } from '../time/millis.ts';
import { backoff } from './backoff.ts';
import { nextRun, withoutPullError } from './next-run.ts';
import { type Advance, ERROR_SHOWS, normal, type Said, type StageRules, warning } from './said.ts';

/** A container whose image is fetched, or only looked for when it is present. */
export function startPulling(run: ContainerRun, rules: StageRules): Advance {
  const { now, spec, present } = rules;
  const image = spec?.image ?? run.image;
  const fetched = spec?.imagePullPolicy !== 'Never' && !(present && spec?.imagePullPolicy !== 'Always');
  const pulling = nextRun(withoutPullError(run), {
    image,
    stage: 'pulling',
    since: now,
    until: now + (fetched ? rules.pull : 0),
    failures: 0,
    backingOff: false,
  });
  return { run: pulling, events: fetched ? [pullingEvent(image)] : [] };
}

const pullingEvent = (image: string): Said => normal('Pulling', `Pulling image "${image}"`);

/** Why the image cannot be had; undefined when it can. */
export function pullProblem({ spec, present, behaviour, registryError }: StageRules): string | undefined {
  if (present && spec?.imagePullPolicy !== 'Always') return undefined;
  return registryError ?? behaviour.pullError;
}

export function pullFails(run: ContainerRun, error: string, { now }: StageRules): Advance {
  const failed = nextRun(run, {
    stage: 'pull-failed',
    since: now,
    until: now + ERROR_SHOWS,
    failures: run.failures + 1,
    backingOff: false,
    pullError: error,
  });
  return {
    run: failed,
    events: [
      warning('Failed', `Failed to pull image "${run.image}": ${error}`),
      warning('Failed', 'Error: ErrImagePull'),
    ],
  };
}

/** imagePullPolicy Never, and the image is not there: looked for again after a while. */
export function neverPulled(run: ContainerRun, { now }: StageRules): Advance {
  const message = `Container image "${run.image}" is not present with pull policy of Never`;
  const { since, failures } = run;
  const first = run.pullError === undefined;
  const failed = nextRun(run, {
    stage: 'pull-failed',
    since: first ? now : since,
    until: now + backoff(failures + 1),
    failures: failures + 1,
    backingOff: true,
    pullError: message,
  });
  return {
    run: failed,
    events: [warning('ErrImageNeverPull', message), warning('Failed', 'Error: ErrImageNeverPull')],
  };
}

/** After a failed pull: first the back-off, then the next try, which still shows as backing off. */
export function pullAgain(run: ContainerRun, { now, pull, spec }: StageRules): Advance {
  if (spec?.imagePullPolicy === 'Never') {
    return { run: nextRun(run, { stage: 'pulling', since: run.since, until: now }), events: [] };
  }
  if (!run.backingOff) {
    const until = now + backoff(run.failures);
    const waiting = nextRun(run, { stage: run.stage, since: now, until, backingOff: true });
    const message = `Back-off pulling image "${run.image}"`;
    return { run: waiting, events: [normal('BackOff', message), warning('Failed', 'Error: ImagePullBackOff')] };
  }
  return {
    run: nextRun(run, { stage: 'pulling', since: now, until: now + pull }),
    events: [pullingEvent(run.image)],
  };
}

/** What is said once the image is there; `took` is 0 when it was there before. */
export function pulledEvent(image: string, took: Millis): Said {
  if (took === 0) return normal('Pulled', `Container image "${image}" already present on machine`);
  const time = took < 1000 ? `${took}ms` : `${took / 1000}s`;
  const size = `Image size: ${imageSize(image)} bytes.`;
  return normal('Pulled', `Successfully pulled image "${image}" in ${time} (${time} including waiting). ${size}`);
}

/** Any size will do, but the same image always has the same. */
function imageSize(image: string): number {
  return 20_000_000 + ((image.length * 7_654_321) % 90_000_000);
}
