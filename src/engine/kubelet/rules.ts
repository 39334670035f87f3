/** What the world and the Pod say about one container's next stage. */
import { JoinedTexts } from '../../lib/joined-texts.ts';
import type { ReconcileContext } from '../client/controller.ts';
import type { Pod } from '../model/core.ts';
import { amountOf } from '../model/pod-requests.ts';
import type { ContainerRun, ContainerStage, ImageBehaviour, Machine } from '../store/records.ts';
import { draw } from '../time/draw.ts';
import type { Millis } from '../time/millis.ts';
import { behaviourOf, isRegistryDown, jitteredPull, limitedBehaviour } from '../world/images.ts';
import { fullName } from './container-status.ts';
import type { StageRules } from './said.ts';
import { graceOf } from './termination.ts';

export function rulesOf(run: ContainerRun, pod: Pod, machine: Machine, ctx: ReconcileContext): StageRules {
  const containers = run.role ? pod.spec.initContainers : pod.spec.containers;
  const spec = containers?.find((one) => one.name === run.name);
  const image = spec?.image ?? run.image;
  const limit = spec?.resources?.limits?.memory;
  const unlimited = behaviourOf(ctx.records, image);
  const behaviour = limit === undefined ? unlimited : limitedBehaviour(unlimited, image, amountOf('memory', limit));
  const pulls = NEEDS_IMAGE.has(run.stage);
  return {
    behaviour,
    spec,
    restartPolicy: pod.spec.restartPolicy,
    grace: graceOf(pod),
    pull: pulls ? pullTime(behaviour, pod, ctx) : behaviour.pull,
    present: pulls && !behaviour.standIn && ctx.records.get('mark', presence(machine.name, image)) !== undefined,
    registryError: pulls ? registryError(image, machine, ctx) : undefined,
    now: ctx.now,
    pod: pod.metadata,
  };
}

/** The stages that ask for the image; for the others nobody looks where it is and how it can be had. */
const NEEDS_IMAGE: ReadonlySet<ContainerStage> = new Set<ContainerStage>([
  'waiting',
  'pulling',
  'pull-failed',
  'ended',
]);

function pullTime({ pull }: ImageBehaviour, { metadata }: Pod, ctx: ReconcileContext): Millis {
  return jitteredPull(ctx.records, pull, () => draw(ctx.seed, 'pull', metadata.uid));
}

/** The mark of an image that a machine holds. */
export const presence = (machine: string, image: string): string => marks.join(image, machine);

const marks = new JoinedTexts((image, machine) => `image|${image}|${machine}`);

/** Nobody answers where the images come from: the registry is out of service, or the machine's network is. */
function registryError(image: string, { network }: Machine, ctx: ReconcileContext): string | undefined {
  if (network !== 'cut' && !isRegistryDown(ctx.records)) return undefined;
  const full = fullName(image);
  const host = full.slice(0, full.indexOf('/'));
  const server = host === 'docker.io' ? 'registry-1.docker.io' : host;
  const cause = `dial tcp: lookup ${server}: no such host`;
  return `failed to pull and unpack image "${full}": failed to resolve reference "${full}": failed to do request: Head "https://${server}/v2/": ${cause}`;
}

/** Two programs never end in the same millisecond. */
const TERMINATE_JITTER: Millis = 30;

/** How long a container of an image takes to end, in this Pod. */
export function terminateTime({ metadata }: Pod, ctx: ReconcileContext): (image: string) => Millis {
  const jitter = Math.round(draw(ctx.seed, 'terminate', metadata.uid) * TERMINATE_JITTER);
  return (image) => behaviourOf(ctx.records, image).terminate + jitter;
}
