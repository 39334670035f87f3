/** Secrets in a diff: values are starred, and told apart only where they differ. Follows Masker in kubectl's pkg/cmd/diff/diff.go. */
import { type Fields, isFields } from '../manifests.ts';

const MASK = '***';
const BEFORE = '*** (before)';
const AFTER = '*** (after)';

export interface Versions {
  readonly live: Fields | undefined;
  readonly merged: Fields;
}

export function masked({ live, merged }: Versions): Versions {
  const [from, to] = [dataOf(live), dataOf(merged)];
  const changed = (key: string): boolean => key in from && key in to && from[key] !== to[key];
  const starred = (data: Fields, other: string): Fields =>
    Object.fromEntries(Object.keys(data).map((key) => [key, changed(key) ? other : MASK]));
  return {
    live: live && 'data' in live ? { ...live, data: starred(from, BEFORE) } : live,
    merged: 'data' in merged ? { ...merged, data: starred(to, AFTER) } : merged,
  };
}

function dataOf(object: Fields | undefined): Fields {
  return isFields(object?.data) ? object.data : {};
}
