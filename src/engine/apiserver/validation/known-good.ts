/**
 * Remembers which immutable parts have passed a check, so that 15,000 Pods of one template are not walked again.
 * A cache only: dropping it changes nothing but time.
 */
import type { StatusCause } from '../status.ts';

/** The same check, skipping values that have passed it before. A value with problems is checked again: paths differ. */
export function remembering<T extends object>(
  check: (value: T, path: string) => StatusCause[],
): (value: T | undefined, path: string) => StatusCause[] {
  const good = new WeakSet<T>();
  return (value, path) => {
    if (value === undefined || good.has(value)) return [];
    const causes = check(value, path);
    if (causes.length === 0) good.add(value);
    return causes;
  };
}
