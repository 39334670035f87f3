/** The counts of two moments, as rows of a table. */
import type { Comparison, PodCounts } from '../../view/comparison.ts';

export interface CountRow {
  readonly label: string;
  readonly before: number;
  readonly after: number;
}

const POD_STATES: readonly (readonly [state: keyof PodCounts, label: string])[] = [
  ['ready', 'Ready'],
  ['notReady', 'not ready'],
  ['pending', 'Pending'],
  ['terminating', 'Terminating'],
  ['succeeded', 'Succeeded'],
  ['failed', 'Failed'],
];
/** In kubectl's order and words. */
const DAEMONSET_COUNTS: readonly (readonly [path: string, label: string])[] = [
  ['status.desiredNumberScheduled', 'DESIRED'],
  ['status.currentNumberScheduled', 'CURRENT'],
  ['status.numberReady', 'READY'],
  ['status.updatedNumberScheduled', 'UP-TO-DATE'],
  ['status.numberAvailable', 'AVAILABLE'],
  ['status.numberMisscheduled', 'misscheduled'],
];

/** Pods by state, nodes and other kinds; of DaemonSets that stand at both moments the counts that differ. */
export function countsOf({ kinds, pods }: Comparison): readonly CountRow[] {
  const rows: CountRow[] = [{ label: 'Pods', before: pods.before.total, after: pods.after.total }];
  for (const [state, label] of POD_STATES) {
    rows.push({ label: `Pods ${label}`, before: pods.before[state], after: pods.after[state] });
  }
  for (const { kind, before, after, changed } of kinds) {
    if (kind !== 'Pod' && (kind === 'Node' || before !== after)) rows.push({ label: plural(kind), before, after });
    if (kind !== 'DaemonSet') continue;
    for (const { key, fields } of changed.listed) {
      const name = key.slice(key.indexOf('/') + 1);
      for (const [path, label] of DAEMONSET_COUNTS) {
        const field = fields.find((one) => one.path === path);
        if (!field) continue;
        rows.push({ label: `${name} ${label}`, before: Number(field.before ?? 0), after: Number(field.after ?? 0) });
      }
    }
  }
  return rows.filter(({ before, after }) => before > 0 || after > 0);
}

function plural(kind: string): string {
  return kind.endsWith('s') ? `${kind}es` : `${kind}s`;
}
