/**
 * Which run of a container a log is asked of, or why there is none. Follows validateContainerLogStatus in
 * pkg/kubelet/kubelet_pods.go.
 */
import type { ContainerStatus, Pod } from '../../engine/index.ts';

export interface ContainerRun {
  readonly image: string;
  readonly startedAt: string;
  /** Undefined while it runs. */
  readonly end?: { readonly at: string; readonly exitCode: number; readonly reason: string };
}

/** The kubelet's words for a log that is not there. */
export type NoRun = { readonly problem: string };

export function runOf({ metadata, status }: Pod, container: string, previous: boolean): ContainerRun | NoRun {
  const found = [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? [])].find(
    ({ name }) => name === container,
  );
  const where = `container "${container}" in pod "${metadata.name}"`;
  if (!found) return { problem: `${where} is not available` };
  const { state, lastState, image } = found;
  const last = ended(image, lastState);
  if (previous) return last ?? { problem: `previous terminated ${where} not found` };
  if (state.running) return { image, startedAt: state.running.startedAt };
  const now = ended(image, state);
  if (state.terminated) return now ?? last ?? { problem: `${where} is terminated` };
  if (lastState?.terminated) return last ?? { problem: `${where} is terminated` };
  if (!state.waiting) return { problem: `${where} is waiting to start - no logs yet` };
  return { problem: `${where} is waiting to start: ${waitingText(state.waiting.reason ?? '')}` };
}

function ended(image: string, state: ContainerStatus['state'] | undefined): ContainerRun | undefined {
  const { startedAt, finishedAt, exitCode = 0, reason = '' } = state?.terminated ?? {};
  if (startedAt === undefined || finishedAt === undefined) return undefined;
  return { image, startedAt, end: { at: finishedAt, exitCode, reason } };
}

function waitingText(reason: string): string {
  if (reason === 'ErrImagePull') return "image can't be pulled";
  if (reason === 'ImagePullBackOff') return 'trying and failing to pull image';
  return reason;
}
