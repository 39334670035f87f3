/** The areas of the engine's pure rules: each takes a case apart for the function that answers it. */
import { validateTolerations } from '../../engine/apiserver/validation/tolerations.ts';
import { placementOf } from '../../engine/controllers/daemonset/placement.ts';
import {
  createPodTemplate,
  replaceNodeNameAffinity,
  targetNode,
} from '../../engine/controllers/daemonset/pod-template.ts';
import type { DaemonSet, DaemonSetUpdateStrategy, PodTemplate } from '../../engine/model/apps.ts';
import type { Affinity, Node, Pod, Taint, Toleration } from '../../engine/model/core.ts';
import {
  convertFieldSelector,
  type FieldSelector,
  FieldSelectorError,
  fieldSelectorMatches,
  fieldSelectorText,
  parseFieldSelector,
} from '../../engine/model/field-selector.ts';
import { allowsSurge, scaledValue, surgeCount, unavailableCount } from '../../engine/model/int-or-percent.ts';
import {
  formatLabelSelector,
  labelSelectorAsSelector,
  type ParsedSelector,
  parseSelector,
  SelectorError,
  selectorMatches,
  selectorText,
} from '../../engine/model/labels.ts';
import type { IntOrString, LabelSelector, Labels } from '../../engine/model/meta.ts';
import {
  compilePreferredNodeScore,
  matchRequiredNodeAffinity,
  requiredNodeAffinityError,
} from '../../engine/model/node-affinity.ts';
import { evictsPods, findUntoleratedTaint, repelsPods, tolerationsTolerate } from '../../engine/model/taints.ts';
import type { AreaPlayer } from './area.ts';

/** The answer, or the error that took its place in the same field. */
function orError<T>(answer: () => T): T | { readonly error: string } {
  try {
    return answer();
  } catch (error) {
    if (error instanceof Error) return { error: error.message };
    throw error;
  }
}

const nodeShouldRun: AreaPlayer = (given) => {
  const { daemonSet, node } = given as { daemonSet: DaemonSet; node: Node };
  const { shouldRun, shouldContinueRunning } = placementOf(daemonSet, node);
  return { shouldRun, shouldContinueRunning };
};

const tolerations: AreaPlayer = (given) => {
  const { comparisonOperators, taints, ...rest } = given as {
    comparisonOperators: boolean;
    taints: readonly Taint[];
    tolerations: readonly Toleration[];
  };
  const list = rest.tolerations;
  return {
    tolerated: taints.map((taint) => tolerationsTolerate(list, taint, comparisonOperators)),
    untoleratedForScheduling: findUntoleratedTaint(list, taints, repelsPods, comparisonOperators) ?? null,
    untoleratedNoExecute: findUntoleratedTaint(list, taints, evictsPods, comparisonOperators) ?? null,
    validation: validateTolerations(list, 'spec.tolerations').map(({ field, message }) => `${field}: ${message}`),
  };
};

const nodeAffinity: AreaPlayer = (given) => {
  const { nodeSelector, affinity, node } = given as { nodeSelector?: Labels; affinity?: Affinity; node: Node };
  const { match, error = null } = matchRequiredNodeAffinity(nodeSelector, affinity, node);
  const preferred = affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution;
  return {
    match,
    error,
    parseError: requiredNodeAffinityError(affinity) ?? null,
    ...(preferred?.length ? { score: orError(() => compilePreferredNodeScore(preferred)(node)) } : {}),
  };
};

const intOrPercent: AreaPlayer = (given) => {
  if ('updateStrategy' in (given as object)) return daemonSetCounts(given);
  const { value, total, roundUp } = given as { value: IntOrString | null; total: number; roundUp: boolean };
  const result = orError(() => scaledValue(value, total, roundUp));
  return typeof result === 'number' ? { error: null, result } : result;
};

const daemonSetCounts = (given: unknown) => {
  const { updateStrategy, desired } = given as { updateStrategy: DaemonSetUpdateStrategy; desired: number };
  return {
    allowsSurge: allowsSurge(updateStrategy),
    maxSurge: orError(() => surgeCount(updateStrategy, desired)),
    maxUnavailable: orError(() => unavailableCount(updateStrategy, desired)),
  };
};

const daemonPodTemplate: AreaPlayer = (given) => {
  const { template, templateGeneration, hash, nodeName } = given as {
    template: PodTemplate;
    templateGeneration: number | null;
    hash: string;
    nodeName: string;
  };
  const { metadata, spec } = createPodTemplate(template, templateGeneration, hash);
  const affinity = replaceNodeNameAffinity(spec.affinity, nodeName);
  const target = targetNode(unnamedPod({ ...spec, affinity }));
  return {
    affinity,
    labels: metadata?.labels ?? null,
    targetNode: 'name' in target ? target.name : target,
    tolerations: spec.tolerations ?? null,
  };
};

function unnamedPod(spec: Pod['spec']): Pod {
  const metadata = { name: '', uid: '', resourceVersion: '', creationTimestamp: '' };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec, status: {} };
}

const labelSelectors: AreaPlayer = (given, file) => {
  const asked = given as { text: string } | { selector: LabelSelector | null };
  if ('text' in asked) return labelAnswer(() => parseSelector(asked.text), file.labelSets);
  return {
    ...labelAnswer(() => labelSelectorAsSelector(asked.selector), file.labelSets),
    formatted: formatLabelSelector(asked.selector),
  };
};

function labelAnswer(parse: () => ParsedSelector, labelSets: unknown): object {
  let parsed: ParsedSelector;
  try {
    parsed = parse();
  } catch (error) {
    if (error instanceof SelectorError) return { error: error.message };
    throw error;
  }
  const matches = (labelSets as readonly Labels[]).map((labels) => selectorMatches(parsed, labels));
  return { canonical: selectorText(parsed), error: null, matches };
}

const CONVERTED_KINDS = ['ControllerRevision', 'DaemonSet', 'Event', 'Namespace', 'Node', 'Pod', 'ReplicaSet'];

const fieldSelectors: AreaPlayer = (given, file) => {
  let parsed: FieldSelector;
  try {
    parsed = parseFieldSelector((given as { text: string }).text);
  } catch (error) {
    if (error instanceof FieldSelectorError) return { error: error.message };
    throw error;
  }
  const fieldSets = file.fieldSets as readonly Readonly<Record<string, string>>[];
  const converted = (kind: string) => orError(() => fieldSelectorText(convertFieldSelector(parsed, kind)));
  return {
    canonical: fieldSelectorText(parsed),
    error: null,
    kinds: Object.fromEntries(CONVERTED_KINDS.map((kind) => [kind, converted(kind)])),
    matches: fieldSets.map((fields) => fieldSelectorMatches(parsed, fields)),
  };
};

export const engineAreas: Readonly<Record<string, AreaPlayer>> = {
  'node-should-run': nodeShouldRun,
  tolerations,
  'node-affinity': nodeAffinity,
  'int-or-percent': intOrPercent,
  'daemon-pod-template': daemonPodTemplate,
  'label-selectors': labelSelectors,
  'field-selectors': fieldSelectors,
};
