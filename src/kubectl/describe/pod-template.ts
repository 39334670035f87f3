/** The `Pod Template:` block of describe and of `rollout history --revision`. Follows kubectl/pkg/describe/describe.go. */
import { formatLabelSelector, type LabelSelector, type PodSpec, type PodTemplate } from '../../engine/index.ts';
import { containersText } from './containers.ts';
import { annotationText, compare, line, listed, pairLines, tolerationLines } from './lines.ts';
import { volumesText } from './volumes.ts';

/** With tabs between names and values. */
export function describeTemplate({ metadata, spec }: PodTemplate): string {
  const { annotations = {} } = metadata ?? {};
  return [
    line(0, 'Pod Template:'),
    listed('  Labels', pairLines(metadata?.labels)),
    Object.keys(annotations).length > 0 ? annotationText('  Annotations', annotations) : '',
    spec.serviceAccountName ? line(1, `Service Account:\t${spec.serviceAccountName}`) : '',
    spec.initContainers?.length ? containersText('Init Containers', spec.initContainers, '  ') : '',
    containersText('Containers', spec.containers ?? [], '  '),
    volumesText(spec, '  '),
    spreadText(spec, '  '),
    spec.priorityClassName ? line(1, `Priority Class Name:\t${spec.priorityClassName}`) : '',
    listed('  Node-Selectors', pairLines(spec.nodeSelector)),
    listed('  Tolerations', tolerationLines(spec.tolerations)),
  ].join('');
}

interface SpreadConstraint {
  readonly topologyKey: string;
  readonly whenUnsatisfiable: string;
  readonly maxSkew: number;
  readonly labelSelector?: LabelSelector;
}

export function spreadText({ topologySpreadConstraints }: PodSpec, space: '' | '  '): string {
  const constraints = (topologySpreadConstraints ?? []) as readonly SpreadConstraint[];
  if (constraints.length === 0) return '';
  const sorted = [...constraints].sort((a, b) => compare(a.topologyKey, b.topologyKey));
  return sorted
    .map(({ topologyKey, whenUnsatisfiable, maxSkew, labelSelector }, i) => {
      const whom = labelSelector ? ` for selector ${formatLabelSelector(labelSelector)}` : '';
      const what = `${topologyKey}:${whenUnsatisfiable} when max skew ${maxSkew} is exceeded${whom}`;
      return `${space}${i === 0 ? 'Topology Spread Constraints:' : ''}\t${what}\n`;
    })
    .join('');
}
