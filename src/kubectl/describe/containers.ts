/** The containers of a Pod or of a template. Follows describeContainers in kubectl/pkg/describe/describe.go. */
import type { Container, ContainerPort, ContainerState, ContainerStatus, ResourceList } from '../../engine/index.ts';
import { environmentText, type FieldValue } from './environment.ts';
import { compare, line, longTime, NONE } from './lines.ts';
import { probeText } from './probe.ts';

interface Mount {
  readonly name: string;
  readonly mountPath: string;
  readonly readOnly?: boolean;
  readonly subPath?: string;
}

interface Device {
  readonly name: string;
  readonly devicePath: string;
}

/** What describe shows beyond the engine's own view of a container. */
interface Shown extends Container {
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly volumeMounts?: readonly Mount[];
  readonly volumeDevices?: readonly Device[];
  readonly securityContext?: { readonly seccompProfile?: SeccompProfile };
}

interface SeccompProfile {
  readonly type: string;
  readonly localhostProfile?: string;
}

/** `space` is two blanks inside a template, where names stand one blank deeper; `statuses` are a Pod's only. */
export function containersText(
  label: string,
  containers: readonly Container[],
  space: '' | '  ',
  statuses?: readonly ContainerStatus[],
  fieldValue?: FieldValue,
): string {
  let text = `${space}${label}:${containers.length === 0 ? ` ${NONE}` : ''}\n`;
  for (const container of containers as readonly Shown[]) {
    const status = statuses?.find(({ name }) => name === container.name);
    text += line(1, `${space === '' ? '' : ' '}${container.name}:`);
    if (status) text += line(2, `Container ID:\t${status.containerID ?? ''}`);
    text += line(2, `Image:\t${container.image ?? ''}`);
    if (status) text += line(2, `Image ID:\t${status.imageID ?? ''}`);
    text += portsText('Port', container.ports, ({ containerPort }) => containerPort);
    text += portsText('Host Port', container.ports, ({ hostPort = 0 }) => hostPort);
    text += seccompText(container.securityContext?.seccompProfile, 2);
    text += wordsText('Command', container.command) + wordsText('Args', container.args);
    if (status) text += stateText(status);
    text += amountsText('Limits', container.resources?.limits) + amountsText('Requests', container.resources?.requests);
    for (const probe of ['Liveness', 'Readiness', 'Startup']) text += probeText(probe, container);
    text += environmentText(container, fieldValue);
    text += mountsText(container);
  }
  return text;
}

function portsText(
  label: string,
  ports: readonly ContainerPort[] = [],
  numberOf: (port: ContainerPort) => number,
): string {
  const shown = ports.map((port) => {
    const { name, protocol = '' } = port;
    return `${numberOf(port)}/${protocol}${name ? ` (${name})` : ''}`;
  });
  return line(2, `${label}${shown.length > 1 ? 's' : ''}:\t${shown.join(', ') || NONE}`);
}

export function seccompText(profile: SeccompProfile | undefined, level: number): string {
  if (!profile) return '';
  const local = profile.type === 'Localhost' ? `LocalhostProfile:\t${profile.localhostProfile ?? ''}` : undefined;
  const below = level === 0 ? 0 : level + 1;
  return line(level, `SeccompProfile:\t${profile.type}`) + (local === undefined ? '' : line(below, local));
}

function wordsText(label: string, words: readonly string[] = []): string {
  if (words.length === 0) return '';
  return line(2, `${label}:`) + words.flatMap((word) => word.split('\n').map((part) => line(3, part))).join('');
}

export function amountsText(label: string, list: ResourceList | undefined, level = 2): string {
  const entries = Object.entries(list ?? {}).sort(([a], [b]) => compare(a, b));
  if (entries.length === 0) return '';
  return line(level, `${label}:`) + entries.map(([name, amount]) => line(level + 1, `${name}:\t${amount}`)).join('');
}

function stateText({ state, lastState, ready, restartCount }: ContainerStatus): string {
  const last = lastState?.terminated ? oneState('Last State', lastState) : '';
  const known = ready ? 'True' : 'False';
  return `${oneState('State', state)}${last}${line(2, `Ready:\t${known}`)}${line(2, `Restart Count:\t${restartCount}`)}`;
}

function oneState(label: string, { running, waiting, terminated }: ContainerState): string {
  if (running) return line(2, `${label}:\tRunning`) + line(3, `Started:\t${longTime(running.startedAt)}`);
  if (waiting) {
    return line(2, `${label}:\tWaiting`) + (waiting.reason ? line(3, `Reason:\t${waiting.reason}`) : '');
  }
  if (!terminated) return line(2, `${label}:\tWaiting`);
  const { reason, exitCode, startedAt, finishedAt, message, signal = 0 } = terminated;
  return [
    line(2, `${label}:\tTerminated`),
    reason ? line(3, `Reason:\t${reason}`) : '',
    message ? line(3, `Message:\t${message}`) : '',
    line(3, `Exit Code:\t${exitCode}`),
    signal > 0 ? line(3, `Signal:\t${signal}`) : '',
    line(3, `Started:\t${longTime(startedAt)}`),
    line(3, `Finished:\t${longTime(finishedAt)}`),
  ].join('');
}

function mountsText({ volumeMounts = [], volumeDevices = [] }: Shown): string {
  const none = volumeMounts.length === 0 ? `\t${NONE}` : '';
  let text = line(2, `Mounts:${none}`);
  for (const { name, mountPath, readOnly, subPath } of [...volumeMounts].sort((a, b) =>
    compare(a.mountPath, b.mountPath),
  )) {
    const flags = [readOnly ? 'ro' : 'rw', ...(subPath ? [`path=${JSON.stringify(subPath)}`] : [])];
    text += line(3, `${mountPath} from ${name} (${flags.join(',')})`);
  }
  if (volumeDevices.length === 0) return text;
  text += line(2, `Devices:${none}`);
  const devices = [...volumeDevices].sort((a, b) => compare(a.devicePath, b.devicePath));
  return text + devices.map(({ name, devicePath }) => line(3, `${devicePath} from ${name}`)).join('');
}
