/** The bounds of a LimitRange, and how a Pod can break them. Follows PodValidateLimitFunc in plugin/pkg/admission/limitranger. */
import type { PodSpec, ResourceRequirements } from '../../model/core.ts';
import { podTotal } from '../../model/pod-totals.ts';
import type { LimitRange, LimitRangeItem } from '../../model/policy.ts';
import type { Quantity } from '../../model/quantity.ts';
import { amountIn, namesOf } from '../../model/resource-list.ts';

/** Each problem once. */
export function limitProblems({ spec }: LimitRange, pod: PodSpec): readonly string[] {
  const problems = spec.limits.flatMap((item) => {
    if (item.type === 'Container') {
      const containers = [...pod.containers, ...(pod.initContainers ?? [])];
      return containers.flatMap(({ resources = {} }) => boundProblems(item, resources));
    }
    if (item.type !== 'Pod') return [];
    return boundProblems(item, { requests: podTotal(pod, 'requests'), limits: podTotal(pod, 'limits') });
  });
  return [...new Set(problems)];
}

/** Upstream goes through Go maps in any order; here by name. */
function boundProblems(item: LimitRangeItem, resources: ResourceRequirements): readonly string[] {
  const check = (list: LimitRangeItem['min'], problem: typeof belowMin): (string | undefined)[] =>
    namesOf(list).map((name) => {
      const bound = amountIn(list, name);
      const [request, limit] = [amountIn(resources.requests, name), amountIn(resources.limits, name)];
      return bound && problem({ name, type: item.type, bound, request, limit });
    });
  const all = [...check(item.min, belowMin), ...check(item.max, aboveMax), ...check(item.maxLimitRequestRatio, tooFar)];
  return all.filter((problem) => problem !== undefined);
}

interface Bounded {
  readonly name: string;
  readonly type: string;
  readonly bound: Quantity;
  readonly request: Quantity | undefined;
  readonly limit: Quantity | undefined;
}

function belowMin({ name, type, bound, request, limit }: Bounded): string | undefined {
  const head = `minimum ${name} usage per ${type} is ${bound}`;
  if (!request) return `${head}.  No request is specified`;
  if (bound.cmp(request) > 0) return `${head}, but request is ${request}`;
  return limit && bound.cmp(limit) > 0 ? `${head}, but limit is ${limit}` : undefined;
}

function aboveMax({ name, type, bound, request, limit }: Bounded): string | undefined {
  const head = `maximum ${name} usage per ${type} is ${bound}`;
  if (!limit) return `${head}.  No limit is specified`;
  if (limit.cmp(bound) > 0) return `${head}, but limit is ${limit}`;
  return request && request.cmp(bound) > 0 ? `${head}, but request is ${request}` : undefined;
}

/** Amounts are whole thousandths by now: defaulting has rounded them. */
function tooFar({ name, type, bound, request, limit }: Bounded): string | undefined {
  const head = `${name} max limit to request ratio per ${type} is ${bound}`;
  if (!request || request.sign === 0) return `${head}, but no request is specified or request is 0`;
  if (!limit || limit.sign === 0) return `${head}, but no limit is specified or limit is 0`;
  const [asked, most] = [request.milliValue(), limit.milliValue()];
  if (most * 1000n <= asked * bound.milliValue()) return undefined;
  return `${head}, but provided ratio is ${(Number(most) / Number(asked)).toFixed(6)}`;
}
