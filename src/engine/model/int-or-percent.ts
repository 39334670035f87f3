/**
 * Numbers that may be percentages, and the two of a DaemonSet's rolling update (§5.1).
 * Follows apimachinery/pkg/util/intstr/intstr.go and pkg/controller/daemon/util/daemonset_util.go.
 */
import { quoted } from '../apiserver/errors.ts';
import type { DaemonSetUpdateStrategy } from './apps.ts';
import { parseInt64 } from './int64.ts';
import type { IntOrString } from './meta.ts';

/** A value that is neither a number nor a percentage; the message is Kubernetes' own. */
export class IntOrPercentError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'IntOrPercentError';
  }
}

/** A number as it is, a percentage of `total` rounded to a whole number. Throws an IntOrPercentError. */
export function scaledValue(value: IntOrString | null | undefined, total: number, roundUp: boolean): number {
  if (value === null || value === undefined) throw new IntOrPercentError('nil value for IntOrString');
  if (typeof value === 'number') return value;
  const share = (percentOf(value) * total) / 100;
  return (roundUp ? Math.ceil(share) : Math.floor(share)) + 0; // -0 is 0
}

function percentOf(text: string): number {
  const refuse = (why: string) => new IntOrPercentError(`invalid value for IntOrString: ${why}`);
  if (!text.endsWith('%')) throw refuse('invalid type: string is not a percentage');
  const digits = text.slice(0, -1);
  const percent = parseInt64(digits);
  if (percent !== undefined) return Number(percent);
  const why = /^[+-]?[0-9]+$/.test(digits) ? 'value out of range' : 'invalid syntax';
  throw refuse(`invalid value ${quoted(text)}: strconv.Atoi: parsing ${quoted(digits)}: ${why}`);
}

/** How many of `desired` nodes a rollout may leave without an available Pod. Throws an IntOrPercentError. */
export function unavailableCount(strategy: DaemonSetUpdateStrategy, desired: number): number {
  if (strategy.type !== 'RollingUpdate' || !strategy.rollingUpdate) return 0;
  return scaledValue(strategy.rollingUpdate.maxUnavailable, desired, true);
}

/** How many of `desired` nodes may run the old Pod and the new one at once. Throws an IntOrPercentError. */
export function surgeCount(strategy: DaemonSetUpdateStrategy, desired: number): number {
  if (strategy.type !== 'RollingUpdate') return 0;
  const maxSurge = strategy.rollingUpdate?.maxSurge;
  return maxSurge === undefined || maxSurge === null ? 0 : scaledValue(maxSurge, desired, true);
}

/** Whether a node may have two Pods at all; a value that cannot be read allows none. */
export function allowsSurge(strategy: DaemonSetUpdateStrategy): boolean {
  try {
    return surgeCount(strategy, 1) > 0;
  } catch (error) {
    if (error instanceof IntOrPercentError) return false;
    throw error;
  }
}
