/** Labels under their names of the beta years. Follows reconcileNodeLabels in pkg/controller/nodelifecycle. */
import type { Labels } from '../../model/meta.ts';

/** The old name has the value of the new one. */
const PAIRS: readonly (readonly [label: string, old: string])[] = [
  ['kubernetes.io/os', 'beta.kubernetes.io/os'],
  ['kubernetes.io/arch', 'beta.kubernetes.io/arch'],
];

/** The labels themselves when nothing is missing or different. */
export function withOldLabels(labels: Labels | undefined): Labels | undefined {
  const missing = PAIRS.flatMap(([label, old]): [string, string][] => {
    const value = labels?.[label];
    return value === undefined || labels?.[old] === value ? [] : [[old, value]];
  });
  return missing.length === 0 ? labels : { ...labels, ...Object.fromEntries(missing) };
}
