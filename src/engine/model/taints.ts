/**
 * Taints and the tolerations that bear them (§3.3).
 * Follows Toleration.ToleratesTaint in k8s.io/api/core/v1 and component-helpers/scheduling/corev1/helpers.go.
 */
import type { Taint, Toleration } from './core.ts';
import { parseInt64 } from './int64.ts';

/**
 * `comparisonOperators` is the feature gate TaintTolerationComparisonOperators, off by default; without it `Gt` and
 * `Lt` tolerate nothing. An empty key is not checked to go with `Exists`: only validation does (§21).
 */
export function tolerates(toleration: Toleration, taint: Taint, comparisonOperators = false): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false;
  if (toleration.key && toleration.key !== taint.key) return false;
  switch (toleration.operator ?? '') {
    case '':
    case 'Equal':
      return (toleration.value ?? '') === (taint.value ?? '');
    case 'Exists':
      return true;
    case 'Gt':
    case 'Lt':
      return comparisonOperators && compares(toleration, taint);
    default:
      return false;
  }
}

function compares(toleration: Toleration, taint: Taint): boolean {
  const bound = decimal(toleration.value);
  const value = decimal(taint.value);
  if (bound === undefined || value === undefined) return false;
  return toleration.operator === 'Gt' ? value > bound : value < bound;
}

/** An integer in its shortest form: neither `+7` nor `07` nor `-0`. */
function decimal(text = ''): bigint | undefined {
  return /^(0|-?[1-9][0-9]*)$/.test(text) ? parseInt64(text) : undefined;
}

export function tolerationsTolerate(
  tolerations: readonly Toleration[],
  taint: Taint,
  comparisonOperators = false,
): boolean {
  for (const toleration of tolerations) if (tolerates(toleration, taint, comparisonOperators)) return true;
  return false;
}

/** The first taint that counts (`matters`) and that nothing tolerates. */
export function findUntoleratedTaint(
  tolerations: readonly Toleration[],
  taints: readonly Taint[],
  matters: (taint: Taint) => boolean,
  comparisonOperators = false,
): Taint | undefined {
  for (const taint of taints) {
    if (matters(taint) && !tolerationsTolerate(tolerations, taint, comparisonOperators)) return taint;
  }
  return undefined;
}

/** Keeps new Pods away: NoSchedule and NoExecute. */
export function repelsPods(taint: Taint): boolean {
  return taint.effect === 'NoSchedule' || taint.effect === 'NoExecute';
}

/** Drives running Pods away too. */
export function evictsPods(taint: Taint): boolean {
  return taint.effect === 'NoExecute';
}
