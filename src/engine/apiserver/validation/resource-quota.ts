/** Rules of ResourceQuotas. Follows ValidateResourceQuota in pkg/apis/core/validation. */
import { deepEqual } from '../../../lib/deep-equal.ts';
import type { ResourceQuotaSpec, ScopedResourceSelectorRequirement } from '../../model/policy.ts';
import type { StatusCause } from '../status.ts';
import { asJson, invalidValue, required } from './causes.ts';
import { isQuotaHugePages, standardResources, validateAmount, validateResourceName } from './resources.ts';

const EXISTS_ONLY = new Set([
  'BestEffort',
  'NotBestEffort',
  'Terminating',
  'NotTerminating',
  'CrossNamespacePodAffinity',
]);
const SCOPES = new Set([...EXISTS_ONLY, 'PriorityClass', 'VolumeAttributesClass']);
const COMPUTE = new Set(['cpu', 'memory', 'limits.cpu', 'limits.memory', 'requests.cpu', 'requests.memory']);
const CLAIMS = new Set(['persistentvolumeclaims', 'requests.storage']);
/** Standard resources, but for the plain `storage` of a volume. */
const isQuotaName = (name: string): boolean =>
  (standardResources.has(name) && name !== 'storage') || isQuotaHugePages(name);

function suits(scope: string, resource: string): boolean {
  if (scope === 'BestEffort') return resource === 'pods';
  if (scope === 'VolumeAttributesClass') return CLAIMS.has(resource);
  return !SCOPES.has(scope) || resource === 'pods' || COMPUTE.has(resource);
}

export function validateResourceQuotaSpec(spec: ResourceQuotaSpec): StatusCause[] {
  const causes: StatusCause[] = [];
  for (const [name, amount] of Object.entries(spec.hard ?? {})) {
    const field = `spec.hard[${name}]`;
    causes.push(...validateResourceName(name, field));
    if (!name.includes('/') && !isQuotaName(name)) {
      causes.push(invalidValue(field, asJson(name), 'must be a standard resource for quota'));
    }
    causes.push(...validateAmount(name, amount, field));
  }
  return [...causes, ...validateScopes(spec), ...validateScopeSelector(spec)];
}

/** The hard names, sorted, that a scope cannot select from. */
function unsuited(scope: string, { hard = {} }: ResourceQuotaSpec): readonly string[] {
  return Object.keys(hard)
    .sort()
    .filter((name) => isQuotaName(name) && !suits(scope, name));
}

function validateScopes(spec: ResourceQuotaSpec): StatusCause[] {
  const { scopes = [] } = spec;
  const wrong = (why: string): StatusCause => invalidValue('spec.scopes', asJson(scopes), why);
  const causes: StatusCause[] = [];
  for (const scope of scopes) {
    if (!SCOPES.has(scope)) causes.push(wrong('unsupported scope'));
    for (const _name of unsuited(scope, spec)) causes.push(wrong('unsupported scope applied to resource'));
  }
  return [...causes, ...conflicts(scopes, spec)];
}

function conflicts(names: readonly string[], { scopes }: ResourceQuotaSpec): StatusCause[] {
  const pairs = [
    ['BestEffort', 'NotBestEffort'],
    ['NotTerminating', 'Terminating'],
  ];
  return pairs
    .filter((pair) => pair.every((name) => names.includes(name)))
    .map(() => invalidValue('spec.scopes', asJson(scopes ?? null), 'conflicting scopes'));
}

const existsOnly =
  "must be 'Exist' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity";

function validateScopeSelector(spec: ResourceQuotaSpec): StatusCause[] {
  if (!spec.scopeSelector) return [];
  const { matchExpressions = [] } = spec.scopeSelector;
  const path = 'spec.scopeSelector.matchExpressions';
  const causes: StatusCause[] = [];
  for (const { scopeName, operator, values = [] } of matchExpressions) {
    if (!SCOPES.has(scopeName)) {
      causes.push(invalidValue(`${path}.scopeName`, asJson(scopeName), 'unsupported scope'));
    }
    for (const _name of unsuited(scopeName, spec)) {
      causes.push(invalidValue(path, { json: shown(matchExpressions) }, 'unsupported scope applied to resource'));
    }
    if (EXISTS_ONLY.has(scopeName) && operator !== 'Exists') {
      causes.push(invalidValue(`${path}.operator`, asJson(operator), existsOnly));
    }
    causes.push(...validateOperator(operator, values, path));
  }
  return [
    ...causes,
    ...conflicts(
      matchExpressions.map(({ scopeName }) => scopeName),
      spec,
    ),
  ];
}

function validateOperator(operator: string, values: readonly string[], path: string): StatusCause[] {
  if (operator === 'In' || operator === 'NotIn') {
    const why = "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector";
    return values.length === 0 ? [required(`${path}.values`, why)] : [];
  }
  if (operator === 'Exists' || operator === 'DoesNotExist') {
    const why = "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector";
    return values.length === 0 ? [] : [invalidValue(`${path}.values`, asJson(values), why)];
  }
  return [invalidValue(`${path}.operator`, asJson(operator), 'not a valid selector operator')];
}

/** The API server's own type has no JSON names. */
function shown(matchExpressions: readonly ScopedResourceSelectorRequirement[]): string {
  const expressions = matchExpressions.map(({ scopeName, operator, values }) => ({
    ScopeName: scopeName,
    Operator: operator,
    Values: values ?? null,
  }));
  return asJson({ MatchExpressions: expressions }).json;
}

/** Scopes are a set, and stay as they were; selectors may change. */
export function validateResourceQuotaUpdate(next: ResourceQuotaSpec, old: ResourceQuotaSpec): StatusCause[] {
  const set = ({ scopes = [] }: ResourceQuotaSpec): readonly string[] => [...new Set(scopes)].sort();
  const same = deepEqual(set(next), set(old));
  return [
    ...validateResourceQuotaSpec(next),
    ...(same ? [] : [invalidValue('spec.scopes', asJson(next.scopes ?? null), 'field is immutable')]),
  ];
}
