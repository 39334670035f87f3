/** Resource names and amounts. Follows validateResourceRequirements in pkg/apis/core/validation and its helpers. */
import type { ResourceRequirements } from '../../model/core.ts';
import type { QuantityText, ResourceList } from '../../model/meta.ts';
import { isDNS1123Label, isQualifiedName } from '../../model/names.ts';
import { Quantity } from '../../model/quantity.ts';
import type { StatusCause } from '../status.ts';
import { asJson, duplicate, forbiddenField, invalidValue, notSupported, required, valueNotFound } from './causes.ts';

const hugePages = 'hugepages-';
const containerResources = new Set(['cpu', 'memory', 'ephemeral-storage']);
export const standardResources = new Set([
  ...containerResources,
  'requests.cpu',
  'requests.memory',
  'requests.ephemeral-storage',
  'limits.cpu',
  'limits.memory',
  'limits.ephemeral-storage',
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'storage',
  'requests.storage',
  'services.nodeports',
  'services.loadbalancers',
]);
const countedResources = new Set([
  'pods',
  'services',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
]);

/** Unprefixed, or of kubernetes.io. */
function isNative(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/');
}

/** A device or the like, in a domain of its own; its quota name must be a valid label key too. */
function isExtended(name: string): boolean {
  if (isNative(name) || name.startsWith('requests.')) return false;
  return isQualifiedName(`requests.${name}`).length === 0;
}

export function isHugePages(name: string): boolean {
  return name.startsWith(hugePages);
}

/** As quotas write them, too. */
export function isQuotaHugePages(name: string): boolean {
  return isHugePages(name) || name.startsWith(`requests.${hugePages}`);
}

/** Whether limits may exceed requests. */
export function mayOvercommit(name: string): boolean {
  return isNative(name) && !isHugePages(name);
}

export function validateResourceName(name: string, path: string): StatusCause[] {
  const causes = isQualifiedName(name).map((message) => invalidValue(path, asJson(name), message));
  if (causes.length > 0 || name.includes('/') || standardResources.has(name) || isQuotaHugePages(name)) return causes;
  return [invalidValue(path, asJson(name), 'must be a standard resource type or fully qualified')];
}

export function validateContainerResourceName(name: string, path: string): StatusCause[] {
  const causes = validateResourceName(name, path);
  if (!name.includes('/')) {
    if (containerResources.has(name) || isHugePages(name)) return causes;
    return [...causes, invalidValue(path, asJson(name), 'must be a standard resource for containers')];
  }
  if (isNative(name) || isExtended(name)) return causes;
  return [...causes, invalidValue(path, asJson(name), "doesn't follow extended resource name standard")];
}

/** Pod-level resources (v1.34 and later) know fewer names. */
function validatePodResourceName(name: string, path: string): StatusCause[] {
  const causes = validateResourceName(name, path);
  if (causes.length > 0 || name === 'cpu' || name === 'memory' || isHugePages(name)) return causes;
  return [notSupported(path, asJson(name), ['cpu', hugePages, 'memory'])];
}

/** Not negative, and whole where the resource is counted. */
export function validateAmount(name: string, amount: QuantityText, path: string): StatusCause[] {
  const quantity = Quantity.parse(String(amount));
  const causes: StatusCause[] = [];
  if (quantity.sign < 0) causes.push(invalidValue(path, quantity.toString(), 'must be greater than or equal to 0'));
  if ((countedResources.has(name) || isExtended(name)) && quantity.milliValue() % 1000n !== 0n) {
    causes.push(invalidValue(path, quantity.toString(), 'must be an integer'));
  }
  return causes;
}

function validateHugePages(name: string, amount: QuantityText, path: string): StatusCause[] {
  const quantity = Quantity.parse(String(amount));
  const page = pageSize(name);
  if (page === undefined || (page > 0n && quantity.value() % page === 0n && quantity.milliValue() % 1000n === 0n))
    return [];
  return [invalidValue(path, quantity.toString(), `${quantity} is not positive integer multiple of ${name}`)];
}

function pageSize(name: string): bigint | undefined {
  try {
    return Quantity.parse(name.slice(hugePages.length)).value();
  } catch {
    return 0n; // no size at all, so no multiple of it
  }
}

type Claims = readonly { readonly name: string; readonly request?: string }[];

/** `claimNames`: those of the pod's resourceClaims. */
export function validateContainerResources(
  resources: ResourceRequirements | undefined,
  claimNames: ReadonlySet<string>,
  path: string,
): StatusCause[] {
  if (!resources) return [];
  const claims = (resources as { readonly claims?: Claims }).claims ?? [];
  return [
    ...validateRequirements(resources, validateContainerResourceName, path),
    ...validateClaims(claims, claimNames, `${path}.claims`),
  ];
}

export function validatePodResources(resources: ResourceRequirements, path: string): StatusCause[] {
  const { claims } = resources as { readonly claims?: Claims };
  const causes = claims ? [forbiddenField(`${path}.claims`, 'claims cannot be set for Resources at pod-level')] : [];
  return [...causes, ...validateRequirements(resources, validatePodResourceName, path)];
}

function validateRequirements(
  resources: ResourceRequirements,
  nameRule: (name: string, path: string) => StatusCause[],
  path: string,
): StatusCause[] {
  const { limits = {}, requests = {} } = resources;
  const causes: StatusCause[] = [];
  for (const [name, amount] of Object.entries(limits)) {
    const field = `${path}.limits[${name}]`;
    causes.push(...nameRule(name, field), ...validateAmount(name, amount, field));
    if (isHugePages(name)) causes.push(...validateHugePages(name, amount, field));
  }
  for (const [name, amount] of Object.entries(requests)) {
    const field = `${path}.requests[${name}]`;
    causes.push(...nameRule(name, field), ...validateAmount(name, amount, field));
    causes.push(...validateAgainstLimit(name, amount, limits, path));
    if (isHugePages(name)) causes.push(...validateHugePages(name, amount, field));
  }
  const names = [...Object.keys(limits), ...Object.keys(requests)];
  if (names.some(isHugePages) && !names.includes('cpu') && !names.includes('memory')) {
    causes.push(forbiddenField(path, 'HugePages require cpu or memory'));
  }
  return causes;
}

function validateAgainstLimit(name: string, amount: QuantityText, limits: ResourceList, path: string): StatusCause[] {
  const limit = Object.hasOwn(limits, name) ? limits[name] : undefined;
  if (limit === undefined) {
    if (mayOvercommit(name)) return [];
    return [required(`${path}.limits`, 'Limit must be set for non overcommitable resources')];
  }
  const request = Quantity.parse(String(amount));
  const bound = Quantity.parse(String(limit));
  const order = request.cmp(bound);
  const field = `${path}.requests`;
  if (order !== 0 && !mayOvercommit(name)) {
    return [invalidValue(field, request.toString(), `must be equal to ${name} limit of ${bound}`)];
  }
  if (order <= 0) return [];
  return [invalidValue(field, request.toString(), `must be less than or equal to ${name} limit of ${bound}`)];
}

function validateClaims(claims: Claims, known: ReadonlySet<string>, path: string): StatusCause[] {
  const causes: StatusCause[] = [];
  const seen = new Set<string>();
  claims.forEach(({ name, request = '' }, i) => {
    const field = `${path}[${i}]`;
    if (name === '') {
      causes.push(required(field));
      return;
    }
    const key = request === '' ? name : `${name}/${request}`;
    if (request !== '' && !seen.has(name)) {
      for (const message of isDNS1123Label(request)) causes.push(invalidValue(`${field}.request`, request, message));
    }
    if (seen.has(name)) causes.push(duplicate(field, name));
    else if (seen.has(key)) causes.push(duplicate(field, key));
    else if (request === '' && [...seen].some((one) => one.startsWith(`${name}/`))) causes.push(duplicate(field, name));
    seen.add(key);
    if (!known.has(name)) {
      const rest = known.size === 0 ? ' which is empty' : `: ${[...known].sort().join(', ')}`;
      causes.push(valueNotFound(field, name, `must be one of the names in pod.spec.resourceClaims${rest}`));
    }
  });
  return causes;
}
