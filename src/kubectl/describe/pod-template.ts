/** The `Pod Template:` block of describe and of `rollout history --revision`. Follows kubectl/pkg/describe/describe.go. */
import type { Container, DaemonSet, Labels, ResourceList, Taint, Toleration } from '../../engine/index.ts';
import { alignedBlock, type Line } from './aligned-block.ts';

const NONE = '<none>';

export function labelLines(labels: Labels | undefined): readonly string[] {
  const entries = Object.entries(labels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? [NONE] : entries.map(([key, value]) => `${key}=${value}`);
}

export function describeTemplate({ metadata, spec }: DaemonSet['spec']['template'], raw = false): string {
  const lines: Line[] = [{ indent: 0, text: 'Pod Template:' }];
  lines.push(...listed(1, 'Labels:', labelLines(metadata?.labels)));
  const annotations = Object.entries(metadata?.annotations ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  if (annotations.length > 0)
    lines.push(
      ...listed(
        1,
        'Annotations:',
        annotations.map(([key, value]) => `${key}: ${value}`),
      ),
    );
  if (typeof spec.serviceAccountName === 'string')
    lines.push({ indent: 1, name: 'Service Account:', value: spec.serviceAccountName });
  if (spec.initContainers?.length) lines.push(...containerLines('Init Containers:', spec.initContainers));
  lines.push(...containerLines('Containers:', spec.containers));
  lines.push({ indent: 1, name: 'Volumes:', value: NONE });
  if (spec.priorityClassName) lines.push({ indent: 1, name: 'Priority Class Name:', value: spec.priorityClassName });
  lines.push(...listed(1, 'Node-Selectors:', labelLines(spec.nodeSelector)));
  lines.push(...listed(1, 'Tolerations:', tolerationLines(spec.tolerations)));
  return alignedBlock(lines, raw);
}

/** A name with its first value, and the rest below the first. */
export function listed(indent: number, name: string, values: readonly string[]): readonly Line[] {
  return values.map((value, i) => ({ indent, name: i === 0 ? name : '', value }));
}

function containerLines(title: string, containers: readonly Container[]): readonly Line[] {
  const lines: Line[] = [{ indent: 1, text: title }];
  for (const container of containers) {
    const ports = container.ports ?? [];
    const hostPorts = ports.map(({ hostPort = 0, protocol = 'TCP' }) => `${hostPort}/${protocol}`);
    const plural = ports.length > 1 ? 's' : '';
    lines.push({ indent: 1.5, text: `${container.name}:` });
    lines.push({ indent: 2, name: 'Image:', value: container.image });
    lines.push({
      indent: 2,
      name: `Port${plural}:`,
      value: ports.map(({ containerPort, protocol = 'TCP' }) => `${containerPort}/${protocol}`).join(', ') || NONE,
    });
    lines.push({ indent: 2, name: `Host Port${plural}:`, value: hostPorts.join(', ') || NONE });
    lines.push(...amountLines('Limits:', container.resources?.limits));
    lines.push(...amountLines('Requests:', container.resources?.requests));
    lines.push({ indent: 2, name: 'Environment:', value: NONE });
    lines.push({ indent: 2, name: 'Mounts:', value: NONE });
  }
  return lines;
}

function amountLines(title: string, list: ResourceList | undefined): readonly Line[] {
  const entries = Object.entries(list ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return [];
  return [
    { indent: 2, text: title },
    ...entries.map(([name, value]) => ({ indent: 3, name: `${name}:`, value: String(value) })),
  ];
}

export function tolerationLines(tolerations: readonly Toleration[] | undefined): readonly string[] {
  if (!tolerations?.length) return [NONE];
  return [...tolerations]
    .sort((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1))
    .map(({ key = '', value, effect, operator, tolerationSeconds }) => {
      let text = key;
      if (value) text += `=${value}`;
      if (effect) text += `:${effect}`;
      if (operator === 'Exists' && !value) text += key === '' && !effect ? 'op=Exists' : ' op=Exists';
      if (tolerationSeconds !== undefined) text += ` for ${tolerationSeconds}s`;
      return text;
    });
}

export function taintText({ key, value, effect }: Taint): string {
  return `${key}${value ? `=${value}` : ''}:${effect}`;
}
