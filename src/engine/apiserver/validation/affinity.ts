/** Node and pod affinity. Follows validateAffinity in pkg/apis/core/validation. */
import type {
  Affinity,
  NodeAffinity,
  NodeSelector,
  NodeSelectorRequirement,
  NodeSelectorTerm,
} from '../../model/core.ts';
import { isValidLabelValue, nameIsDNSLabel, nameIsDNSSubdomain } from '../../model/names.ts';
import type { PodAffinity, PodAffinityTerm } from '../../model/pod-affinity.ts';
import { NODE_NAME_FIELD } from '../../model/target-node.ts';
import type { StatusCause } from '../status.ts';
import { asJson, forbiddenField, invalidValue, invalidValues, required } from './causes.ts';
import { validateLabelName, validateLabelSelector, validateSetOperator } from './labels.ts';

const requiredTerms = 'requiredDuringSchedulingIgnoredDuringExecution';
const preferredTerms = 'preferredDuringSchedulingIgnoredDuringExecution';

export function validateAffinity(affinity: Affinity | undefined, path: string): StatusCause[] {
  const causes: StatusCause[] = [];
  if (!affinity) return causes;
  const { nodeAffinity, podAffinity, podAntiAffinity } = affinity;
  if (nodeAffinity && !namesOneNode(nodeAffinity))
    causes.push(...validateNodeAffinity(nodeAffinity, `${path}.nodeAffinity`));
  if (podAffinity) causes.push(...validatePodAffinity(podAffinity, `${path}.podAffinity`));
  if (podAntiAffinity) causes.push(...validatePodAffinity(podAntiAffinity, `${path}.podAntiAffinity`));
  return causes;
}

/** What every daemon Pod asks for and nothing else, a node by a name that can be one: there is nothing to complain of. */
function namesOneNode({ [requiredTerms]: needed, [preferredTerms]: preferred }: NodeAffinity): boolean {
  if (preferred || needed?.nodeSelectorTerms.length !== 1) return false;
  const { matchExpressions, matchFields } = needed.nodeSelectorTerms[0] ?? {};
  if (matchExpressions || matchFields?.length !== 1) return false;
  const { key, operator, values } = matchFields[0] ?? {};
  if (key !== NODE_NAME_FIELD || operator !== 'In' || values?.length !== 1) return false;
  return nameIsDNSSubdomain(values[0] ?? '', false).length === 0;
}

function validateNodeAffinity(affinity: NodeAffinity, path: string): StatusCause[] {
  const causes: StatusCause[] = [];
  const { [requiredTerms]: needed, [preferredTerms]: preferred = [] } = affinity;
  if (needed) causes.push(...validateNodeSelector(needed, `${path}.${requiredTerms}`));
  preferred.forEach(({ weight, preference }, i) => {
    const field = `${path}.${preferredTerms}[${i}]`;
    causes.push(...validateWeight(weight, `${field}.weight`));
    causes.push(...validateNodeSelectorTerm(preference, false, `${field}.preference`));
  });
  return causes;
}

function validateWeight(weight: number, path: string): StatusCause[] {
  return weight >= 1 && weight <= 100 ? [] : [invalidValue(path, weight, 'must be in the range 1-100')];
}

function validateNodeSelector(selector: NodeSelector, path: string): StatusCause[] {
  const terms = selector.nodeSelectorTerms;
  const field = `${path}.nodeSelectorTerms`;
  if (terms.length === 0) return [required(field, 'must have at least one node selector term')];
  return terms.flatMap((term, i) => validateNodeSelectorTerm(term, true, `${field}[${i}]`));
}

/** `checkValues`: a preferred term may hold values that no label can have. */
function validateNodeSelectorTerm(term: NodeSelectorTerm, checkValues: boolean, path: string): StatusCause[] {
  const { matchExpressions = [], matchFields = [] } = term;
  return [
    ...matchExpressions.flatMap((one, i) => validateExpression(one, checkValues, `${path}.matchExpressions[${i}]`)),
    ...matchFields.flatMap((one, i) => validateFieldRequirement(one, `${path}.matchFields[${i}]`)),
  ];
}

function validateExpression(requirement: NodeSelectorRequirement, checkValues: boolean, path: string): StatusCause[] {
  const { key, operator, values = [] } = requirement;
  const causes: StatusCause[] = [];
  if (operator !== 'Gt' && operator !== 'Lt') causes.push(...validateSetOperator(operator, values.length, path));
  else if (values.length !== 1) {
    causes.push(required(`${path}.values`, "must be specified single value when `operator` is 'Lt' or 'Gt'"));
  }
  causes.push(...validateLabelName(key, `${path}.key`));
  if (!checkValues) return causes;
  return [
    ...causes,
    ...values.flatMap((value, i) => invalidValues(`${path}.values[${i}]`, value, isValidLabelValue(value))),
  ];
}

function validateFieldRequirement(requirement: NodeSelectorRequirement, path: string): StatusCause[] {
  const { key, operator, values = [] } = requirement;
  const causes: StatusCause[] = [];
  if (operator !== 'In' && operator !== 'NotIn') {
    causes.push(invalidValue(`${path}.operator`, asJson(operator), 'not a valid selector operator'));
  } else if (values.length !== 1) {
    const why = "must be only one value when `operator` is 'In' or 'NotIn' for node field selector";
    causes.push(required(`${path}.values`, why));
  }
  if (key !== 'metadata.name') return [...causes, invalidValue(`${path}.key`, key, 'not a valid field selector key')];
  return [
    ...causes,
    ...values.flatMap((value, i) => invalidValues(`${path}.values[${i}]`, value, nameIsDNSSubdomain(value, false))),
  ];
}

function validatePodAffinity(affinity: PodAffinity, path: string): StatusCause[] {
  const { [requiredTerms]: needed = [], [preferredTerms]: preferred = [] } = affinity;
  return [
    ...needed.flatMap((term, i) => validatePodAffinityTerm(term, `${path}.${requiredTerms}[${i}]`)),
    ...preferred.flatMap(({ weight, podAffinityTerm }, i) => {
      const field = `${path}.${preferredTerms}[${i}]`;
      return [
        ...validateWeight(weight, `${field}.weight`),
        ...validatePodAffinityTerm(podAffinityTerm, `${field}.podAffinityTerm`),
      ];
    }),
  ];
}

function validatePodAffinityTerm(term: PodAffinityTerm, path: string): StatusCause[] {
  const { namespaces = [], topologyKey } = term;
  const causes = [
    ...validateLabelSelector(term.labelSelector, `${path}.labelSelector`),
    ...validateLabelSelector(term.namespaceSelector, `${path}.namespaceSelector`),
    ...namespaces.flatMap((name) => invalidValues(`${path}.namespace`, name, nameIsDNSLabel(name, false))),
    ...validateLabelKeys(term, path),
  ];
  if (topologyKey === '') causes.push(required(`${path}.topologyKey`, 'can not be empty'));
  return [...causes, ...validateLabelName(topologyKey, `${path}.topologyKey`)];
}

function validateLabelKeys(term: PodAffinityTerm, path: string): StatusCause[] {
  const { matchLabelKeys = [], mismatchLabelKeys = [], labelSelector } = term;
  const causes: StatusCause[] = [];
  for (const [name, keys] of [
    ['matchLabelKeys', matchLabelKeys] as const,
    ['mismatchLabelKeys', mismatchLabelKeys] as const,
  ]) {
    if (keys.length === 0) continue;
    if (!labelSelector) {
      causes.push(forbiddenField(`${path}.${name}`, 'must not be specified when labelSelector is not set'));
    } else causes.push(...keys.flatMap((key, i) => validateLabelName(key, `${path}.${name}[${i}]`)));
  }
  const selected = new Set(Object.keys(labelSelector?.matchLabels ?? {}));
  for (const { key } of labelSelector?.matchExpressions ?? []) {
    const i = matchLabelKeys.lastIndexOf(key);
    if (i >= 0 && selected.has(key)) {
      causes.push(invalidValue(`${path}[${i}]`, key, 'exists in both matchLabelKeys and labelSelector'));
    }
    selected.add(key);
  }
  matchLabelKeys.forEach((key, i) => {
    if (!mismatchLabelKeys.includes(key)) return;
    const why = 'exists in both matchLabelKeys and mismatchLabelKeys';
    causes.push(invalidValue(`${path}.matchLabelKeys[${i}]`, key, why));
  });
  return causes;
}
