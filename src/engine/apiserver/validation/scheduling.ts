/** Topology spread, gates, resource claims. Follows pkg/apis/core/validation. */

import { isDNS1123Label, isQualifiedName, nameIsDNSSubdomain } from '../../model/names.ts';
import type { SpreadConstraint } from '../../model/pod-affinity.ts';
import { goJson, goJsonStruct } from '../decode/go-json.ts';
import type { StatusCause } from '../status.ts';
import { asJson, duplicate, forbiddenField, invalidValue, invalidValues, notSupported, required } from './causes.ts';
import { validateLabelName, validateLabelSelector } from './labels.ts';
import type { PodResourceClaim } from './pod-fields.ts';

export function validateSpread(constraints: readonly SpreadConstraint[], path: string): StatusCause[] {
  return constraints.flatMap((one, i) => {
    const field = `${path}[${i}]`;
    const { maxSkew, topologyKey, whenUnsatisfiable, minDomains, labelSelector } = one;
    const causes: StatusCause[] = [];
    if (maxSkew <= 0) causes.push(invalidValue(`${field}.maxSkew`, maxSkew, 'must be greater than zero'));
    if (topologyKey === '') causes.push(required(`${field}.topologyKey`, 'can not be empty'));
    causes.push(
      ...validateChoice(whenUnsatisfiable, ['DoNotSchedule', 'ScheduleAnyway'], `${field}.whenUnsatisfiable`),
    );
    const repeated = constraints
      .slice(i + 1)
      .some((other) => other.topologyKey === topologyKey && other.whenUnsatisfiable === whenUnsatisfiable);
    if (repeated) {
      causes.push(duplicate(`${field}.{topologyKey, whenUnsatisfiable}`, `{${topologyKey}, ${whenUnsatisfiable}}`));
    }
    if (minDomains !== undefined) {
      if (minDomains <= 0) causes.push(invalidValue(`${field}.minDomains`, minDomains, 'must be greater than zero'));
      if (whenUnsatisfiable !== 'DoNotSchedule') {
        const why = `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${whenUnsatisfiable}`;
        causes.push(invalidValue(`${field}.minDomains`, minDomains, why));
      }
    }
    for (const name of ['nodeAffinityPolicy', 'nodeTaintsPolicy'] as const) {
      const policy = one[name];
      if (policy !== undefined) causes.push(...validateChoice(policy, ['Honor', 'Ignore'], `${field}.${name}`));
    }
    causes.push(...validateSpreadKeys(one, `${field}.matchLabelKeys`));
    return [...causes, ...validateLabelSelector(labelSelector, `${field}.labelSelector`)];
  });
}

function validateSpreadKeys({ matchLabelKeys = [], labelSelector }: SpreadConstraint, path: string): StatusCause[] {
  if (matchLabelKeys.length === 0) return [];
  const causes: StatusCause[] = [];
  if (!labelSelector) causes.push(forbiddenField(path, 'must not be specified when labelSelector is not set'));
  const selected = new Set([
    ...Object.keys(labelSelector?.matchLabels ?? {}),
    ...(labelSelector?.matchExpressions ?? []).map(({ key }) => key),
  ]);
  matchLabelKeys.forEach((key, i) => {
    causes.push(...validateLabelName(key, `${path}[${i}]`));
    if (selected.has(key)) {
      causes.push(invalidValue(`${path}[${i}]`, key, 'exists in both matchLabelKeys and labelSelector'));
    }
  });
  return causes;
}

function validateChoice(value: string, choices: readonly string[], path: string): StatusCause[] {
  return choices.includes(value) ? [] : [notSupported(path, asJson(value), choices)];
}

export function validateReadinessGates(
  gates: readonly { readonly conditionType: string }[],
  path: string,
): StatusCause[] {
  return gates.flatMap(({ conditionType }, i) =>
    invalidValues(`${path}[${i}].conditionType`, conditionType, isQualifiedName(conditionType)),
  );
}

export function validateSchedulingGates(gates: readonly { readonly name: string }[], path: string): StatusCause[] {
  const seen = new Set<string>();
  return gates.flatMap(({ name }, i) => {
    const causes = invalidValues(`${path}[${i}]`, name, isQualifiedName(name));
    if (seen.has(name)) causes.push(duplicate(`${path}[${i}]`, name));
    seen.add(name);
    return causes;
  });
}

export function validateResourceClaims(claims: readonly PodResourceClaim[], path: string): StatusCause[] {
  const seen = new Set<string>();
  return claims.flatMap((claim, i) => {
    const field = `${path}[${i}]`;
    const { name, resourceClaimName, resourceClaimTemplateName } = claim;
    const causes: StatusCause[] = [];
    if (name === '') causes.push(required(`${field}.name`));
    else if (seen.has(name)) causes.push(duplicate(`${field}.name`, name));
    else causes.push(...invalidValues(`${field}.name`, name, isDNS1123Label(name)));
    seen.add(name);
    if (resourceClaimName !== undefined && resourceClaimTemplateName !== undefined) {
      const why = 'at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified';
      causes.push(invalidValue(field, shownClaim(claim), why));
    }
    if (resourceClaimName === undefined && resourceClaimTemplateName === undefined) {
      const why = 'must specify one of: `resourceClaimName`, `resourceClaimTemplateName`';
      causes.push(invalidValue(field, shownClaim(claim), why));
    }
    for (const member of ['resourceClaimName', 'resourceClaimTemplateName'] as const) {
      const value = claim[member];
      if (value === undefined) continue;
      causes.push(...invalidValues(`${field}.${member}`, value, nameIsDNSSubdomain(value, false)));
    }
    return causes;
  });
}

/** As Go prints its internal type, whose members have no JSON names. */
function shownClaim(claim: PodResourceClaim): { readonly json: string } {
  return {
    json: goJsonStruct([
      ['Name', goJson(claim.name)],
      ['ResourceClaimName', goJson(claim.resourceClaimName)],
      ['ResourceClaimTemplateName', goJson(claim.resourceClaimTemplateName)],
    ]),
  };
}
