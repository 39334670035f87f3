/** kubectl describe pod (§15.6). Follows describePod in kubectl/pkg/describe/describe.go. */
import { controllerOf, type Event, isTerminal, type Millis, type Pod, qosClass } from '../../engine/index.ts';
import { ageOf } from '../printers/age.ts';
import { amountsText, containersText, seccompText } from './containers.ts';
import { withEvents } from './events.ts';
import { annotationText, line, listed, longTime, NONE, pairLines, tolerationLines } from './lines.ts';
import { spreadText } from './pod-template.ts';
import { volumesText } from './volumes.ts';

type Seccomp = Parameters<typeof seccompText>[0];

export function describePod(pod: Pod, events: readonly Event[] | undefined, now: Millis): string {
  const { metadata, spec, status } = pod;
  const { seccompProfile } = (spec.securityContext ?? {}) as { readonly seccompProfile?: Seccomp };
  const owner = controllerOf(metadata);
  const field = (name: string, value: unknown): string => (value ? line(0, `${name}:\t${value}`) : '');
  const fieldValue = (path: string): string => downwardValue(pod, path);
  const text = [
    line(0, `Name:\t${metadata.name}`),
    line(0, `Namespace:\t${metadata.namespace ?? ''}`),
    spec.priority === undefined ? '' : line(0, `Priority:\t${spec.priority}`),
    field('Priority Class Name', spec.priorityClassName),
    field('Runtime Class Name', spec.runtimeClassName),
    field('Service Account', spec.serviceAccountName),
    line(0, `Node:\t${spec.nodeName ? `${spec.nodeName}/${status.hostIP ?? ''}` : NONE}`),
    status.startTime ? line(0, `Start Time:\t${longTime(status.startTime)}`) : '',
    listed('Labels', pairLines(metadata.labels)),
    annotationText('Annotations', metadata.annotations),
    statusText(pod, now),
    field('Reason', status.reason),
    field('Message', status.message),
    seccompText(seccompProfile, 0),
    line(0, `IP:\t${status.podIP ?? ''}`),
    addressText(pod),
    owner ? line(0, `Controlled By:\t${owner.kind}/${owner.name}`) : '',
    field('NominatedNodeName', status.nominatedNodeName),
    podResourcesText(pod),
    spec.initContainers?.length
      ? containersText('Init Containers', spec.initContainers, '', status.initContainerStatuses ?? [], fieldValue)
      : '',
    containersText('Containers', spec.containers ?? [], '', status.containerStatuses ?? [], fieldValue),
    gatesText(pod),
    conditionsText(pod),
    volumesText(spec, ''),
    line(0, `QoS Class:\t${status.qosClass || qosClass(spec)}`),
    listed('Node-Selectors', pairLines(spec.nodeSelector)),
    listed('Tolerations', tolerationLines(spec.tolerations)),
    spreadText(spec, ''),
  ];
  return withEvents(text.join(''), events, now);
}

function statusText(pod: Pod, now: Millis): string {
  const { deletionTimestamp, deletionGracePeriodSeconds = 0 } = pod.metadata;
  if (!deletionTimestamp || isTerminal(pod)) return line(0, `Status:\t${pod.status.phase ?? ''}`);
  const grace = line(0, `Termination Grace Period:\t${deletionGracePeriodSeconds}s`);
  return line(0, `Status:\tTerminating (lasts ${ageOf(deletionTimestamp, now)})`) + grace;
}

function addressText({ status: { podIPs = [] } }: Pod): string {
  if (podIPs.length === 0) return line(0, `IPs:\t${NONE}`);
  return line(0, 'IPs:') + podIPs.map(({ ip }) => line(1, `IP:\t${ip}`)).join('');
}

function podResourcesText({ spec }: Pod): string {
  const { limits, requests } = (spec.resources ?? {}) as Readonly<Record<string, Parameters<typeof amountsText>[1]>>;
  const text = amountsText('Limits', limits, 1) + amountsText('Requests', requests, 1);
  return text === '' ? '' : line(0, 'Resources:') + text;
}

function gatesText({ spec, status }: Pod): string {
  const gates = (spec.readinessGates ?? []) as readonly { readonly conditionType: string }[];
  if (gates.length === 0) return '';
  const rows = gates.map(({ conditionType }) => {
    const met = status.conditions?.find(({ type }) => type === conditionType)?.status ?? NONE;
    return line(1, `${conditionType} \t${met} `);
  });
  return `${line(0, 'Readiness Gates:')}${line(1, 'Type\tStatus')}${rows.join('')}`;
}

function conditionsText({ status: { conditions = [] } }: Pod): string {
  if (conditions.length === 0) return '';
  const rows = conditions.map(({ type, status }) => line(1, `${type} \t${status} `));
  return `${line(0, 'Conditions:')}${line(1, 'Type\tStatus')}${rows.join('')}`;
}

/** What the downward API reads from metadata; other paths are not known here (pkg/fieldpath). */
function downwardValue({ metadata }: Pod, path: string): string {
  const indexed = /^metadata\.(annotations|labels)\['(.*)'\]$/.exec(path);
  if (indexed) return metadata[indexed[1] === 'labels' ? 'labels' : 'annotations']?.[indexed[2] ?? ''] ?? '';
  if (path === 'metadata.name') return metadata.name;
  if (path === 'metadata.namespace') return metadata.namespace ?? '';
  return path === 'metadata.uid' ? metadata.uid : '';
}
